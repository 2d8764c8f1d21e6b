import root from '../../jest.config.mjs';

/**
 * The rules and the node in n8n's engine, run on the sources instead of `dist`, so that Stryker's
 * mutants are what is tested.
 */
export default {
	...root,
	rootDir: '../..',
	// pacing.test.ts waits for real time; a mutant that is slow would look like one that is found.
	testMatch: ['**/test/{rules,engine,docs}/**/*.test.ts'],
	testPathIgnorePatterns: ['/test/engine/pacing\\.test\\.ts$', '/test/docs/links\\.test\\.ts$'],
	moduleNameMapper: { '^.*/dist/(nodes|credentials)/(.*)\\.js$': '<rootDir>/$1/$2.ts' },
	runner: '<rootDir>/test/mutation/runner.mjs',
};
