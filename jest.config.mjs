import { typescript } from './test/typescript.mjs';

/** Rules, simulator, and the built node in n8n's engine. `test/n8n` needs a real server and has its own configuration. */
export default {
	testEnvironment: 'node',
	// n8n-server/node_modules is three gigabytes of files that are not ours.
	roots: ['<rootDir>/test'],
	testMatch: ['**/test/{rules,engine,hostile,soak,simulator,package,docs}/**/*.test.ts'],
	setupFiles: ['<rootDir>/test/engine/environment.mts'],
	collectCoverageFrom: ['dist/**/*.js'],
	coverageReporters: ['text', 'json'],
	coverageThreshold: { global: { branches: 95 } },
	// Every test runs what is published; only types come from the sources.
	moduleNameMapper: { '^(?:\\.\\./)+(nodes|credentials)/(.*)$': '<rootDir>/dist/$1/$2' },
	...typescript,
};
