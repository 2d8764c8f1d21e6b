// npm run soak [-- --seed N --rows N --executions N]: the node against a simulator that fails as
// the seed says. The same seed gives the same rows and the same odds.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { run } from './step.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { values } = parseArgs({
	options: {
		seed: { type: 'string' },
		rows: { type: 'string', default: '20000' },
		executions: { type: 'string', default: '12' },
	},
});

const env = {
	...process.env,
	SOAK_ROWS: values.rows,
	SOAK_EXECUTIONS: values.executions,
	...(values.seed && { SOAK_SEED: values.seed }),
};
try {
	await run('npm', ['run', '--silent', 'build'], { cwd: root, show: true });
	await run(process.execPath, [join(root, 'node_modules/jest/bin/jest.js'), 'test/soak'], {
		cwd: root,
		env,
		show: true,
	});
} catch {
	process.exitCode = 1;
}
