import { typescript } from '../typescript.mjs';

/** The package as users get it: published to a registry, installed, updated, removed in n8n. */
export default {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/install'],
	testMatch: ['<rootDir>/test/install/*.test.ts'],
	testTimeout: 180_000,
	globalSetup: '<rootDir>/test/install/globalSetup.mjs',
	...typescript,
};
