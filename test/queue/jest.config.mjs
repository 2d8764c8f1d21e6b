import { typescript } from '../typescript.mjs';

/** The packed node in n8n's queue mode: one main process, three workers, Redis and PostgreSQL. */
export default {
	rootDir: '../..',
	testEnvironment: 'node',
	roots: ['<rootDir>/test/queue'],
	testMatch: ['**/*.test.ts'],
	testTimeout: 120_000,
	globalSetup: '<rootDir>/test/queue/globalSetup.mjs',
	...typescript,
};
