import { typescript } from '../typescript.mjs';

/** Pages in Debian's Chromium. Needs `apt-get install chromium fonts-liberation`. */
export default {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/browser'],
	testMatch: ['**/*.test.ts'],
	testTimeout: 30_000,
	globalSetup: '<rootDir>/test/browser/globalSetup.mjs',
	...typescript,
};
