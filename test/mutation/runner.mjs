import { readFileSync } from 'node:fs';
import JestRunner from 'jest-runner';

/**
 * Saves most of the time that a mutant takes: files of which no test is asked for are not loaded,
 * those that start the engine come last, and the first file with a red test ends the run.
 */
export default class extends JestRunner {
	async runTests(tests, watcher, options) {
		this.on('test-file-success', ([, { numFailingTests }]) => {
			if (numFailingTests > 0) void watcher.setState({ interrupted: true });
		});
		const wanted = this._globalConfig.testNamePattern;
		const chosen = wanted ? tests.filter(({ path }) => holdsAny(path, wanted)) : tests;
		chosen.sort((one, other) => Number(startsEngine(one)) - Number(startsEngine(other)));
		return await super.runTests(chosen, watcher, options);
	}
}

const startsEngine = ({ path }) => path.includes('/test/engine/');

/** Whether one of the tests that Stryker names begins as the tests of the file do. */
function holdsAny(path, pattern) {
	const names = pattern.replace(/\\(.)/g, '$1');
	const titles = readFileSync(path, 'utf8').matchAll(
		/^describe(?:\.each\(.*\))?\((['"])(.*?)(?:%.*)?\1, /gm,
	);
	return [...titles].some(([, , title]) => names.includes(`(${title}`));
}
