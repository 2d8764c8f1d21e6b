// npm test: lint, types, build, and every test that needs no n8n server. Arguments go to jest.
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies } from './dependencies.mjs';
import { CommandFailed, run, step } from './step.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const chosen = process.argv.slice(2);
const results = join(root, '.work/results/tests.json');

/** @type {Array<[string, string, string[]]>} */
const checks = [
	['Lint', 'npm', ['run', '--silent', 'lint']],
	['Types', 'npm', ['run', '--silent', 'typecheck']],
	['Build', 'npm', ['run', '--silent', 'build']],
	[
		'Tests',
		process.execPath,
		[
			join(root, 'node_modules/jest/bin/jest.js'),
			...(chosen.length > 0 ? chosen : ['--coverage']),
			'--json',
			`--outputFile=${results}`,
		],
	],
];

process.exitCode = await main();

async function main() {
	try {
		await installDependencies(root);
	} catch (error) {
		process.stdout.write(`${error instanceof Error ? error.message : error}\n`);
		return 1;
	}
	mkdirSync(dirname(results), { recursive: true });
	const failed = [];
	for (const [title, program, args] of checks) {
		try {
			await step(title, () => run(program, args, { cwd: root, show: true }));
		} catch (error) {
			if (!(error instanceof CommandFailed)) throw error;
			failed.push(title);
			if (title === 'Build') break;
		}
	}
	process.stdout.write(failed.length > 0 ? `Failed: ${failed.join(', ')}\n` : 'All passed\n');
	return failed.length > 0 ? 1 : 0;
}
