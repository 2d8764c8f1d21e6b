import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import JestRunner from 'jest-runner';

const NODES = 'nodes/EightByEightInteractionData';

/** The sources that form.test.ts is about. */
const FORM = [
	'EightByEightInteractionData.node',
	'callOptions',
	'getContextFields',
	'setVariablesFields',
];

/**
 * Saves most of the time that a mutant takes: files of which no test is asked for are not loaded,
 * the one that is named after the changed source comes first, those that start the engine come
 * last, and the first file with a red test ends the run.
 */
export default class extends JestRunner {
	async runTests(tests, watcher, options) {
		this.on('test-file-success', ([, { numFailingTests }]) => {
			if (numFailingTests > 0) void watcher.setState({ interrupted: true });
		});
		const wanted = this._globalConfig.testNamePattern;
		const chosen = wanted ? tests.filter(({ path }) => holdsAny(path, wanted)) : tests;
		const changed = changedSource();
		const rank = ({ path }) =>
			basename(path) === `${changed}.test.ts` ? 0 : path.includes('/test/engine/') ? 2 : 1;
		chosen.sort((one, other) => rank(one) - rank(other));
		return await super.runTests(chosen, watcher, options);
	}
}

/** Whether one of the tests that Stryker names begins as the tests of the file do. */
function holdsAny(path, pattern) {
	const names = pattern.replace(/\\(.)/g, '$1');
	const titles = readFileSync(path, 'utf8').matchAll(
		/^describe(?:\.each\(.*\))?\((['"])(.*?)(?:%.*)?\1, /gm,
	);
	return [...titles].some(([, , title]) => names.includes(`(${title}`));
}

/** The name of the source that the mutant is in: Stryker tells its number only, and writes it there. */
function changedSource() {
	const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
	if (mutant === undefined) return undefined;
	const holdsMutant = (file) =>
		readFileSync(join(NODES, file), 'utf8').includes(`stryMutAct_9fa48("${mutant}")`);
	const source = readdirSync(NODES).find((file) => file.endsWith('.ts') && holdsMutant(file));
	if (source === undefined) return undefined;
	const name = basename(source, '.ts');
	return FORM.includes(name) ? 'form' : name;
}
