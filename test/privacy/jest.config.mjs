import { typescript } from '../typescript.mjs';

/** What a real n8n server keeps of secrets; it is started once, with everything logged. */
export default {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/privacy'],
	testMatch: ['**/*.test.ts'],
	testTimeout: 60_000,
	globalSetup: '<rootDir>/test/privacy/globalSetup.mjs',
	globalTeardown: '<rootDir>/test/n8n/globalTeardown.mjs',
	...typescript,
};
