/**
 * Changes the node in thousands of small ways and sees whether tests notice. Only words of the form
 * are left alone (formWords.mjs); the report says `Ignored` where else one is, and why.
 */
export default {
	mutate: ['nodes/**/*.ts'],
	plugins: ['@stryker-mutator/jest-runner', './test/mutation/formWords.mjs'],
	ignorers: ['form-words'],
	testRunner: 'jest',
	// Which tests reach a mutant is found out by running them; the engine loads the node by its path.
	jest: { configFile: 'test/mutation/jest.config.mjs', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	// Long, so that a busy machine is not taken for a mutant that never ends.
	timeoutMS: 30_000,
	disableTypeChecks: false,
	ignorePatterns: ['/dist', '/n8n-server', '/coverage', '/.work'],
	concurrency: 2,
	// Jest in one process keeps more memory with every run.
	maxTestRunnerReuse: 100,
	tempDirName: '.work/mutation/sandbox',
	// A second run takes up what the first found, as far as code and tests are the same.
	incremental: true,
	incrementalFile: '.work/mutation/incremental.json',
	reporters: ['progress-append-only', 'clear-text', 'html', 'json'],
	clearTextReporter: { reportTests: false, logTests: false },
	htmlReporter: { fileName: '.work/mutation/report.html' },
	jsonReporter: { fileName: '.work/mutation/report.json' },
	thresholds: { high: 95, low: 90, break: 90 },
};
