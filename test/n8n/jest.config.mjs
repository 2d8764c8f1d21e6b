import { typescript } from '../typescript.mjs';

/** The packed node in a real n8n server, started once for all suites. */
export default {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/n8n'],
	testMatch: ['**/*.test.ts'],
	testTimeout: 30_000,
	globalSetup: '<rootDir>/test/n8n/globalSetup.mjs',
	globalTeardown: '<rootDir>/test/n8n/globalTeardown.mjs',
	...typescript,
};
