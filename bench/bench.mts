// npm run bench: measures, prints, and writes docs/benchmarks.{json,md,svg}.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { besideBulk } from './figures/besideBulk.mts';
import { cancelled } from './figures/cancelled.mts';
import { combined } from './figures/combined.mts';
import { faults } from './figures/faults.mts';
import { limited } from './figures/limited.mts';
import { manyRows } from './figures/manyRows.mts';
import { threeWorkers } from './figures/threeWorkers.mts';
import { unlimited } from './figures/unlimited.mts';
import { Lab } from './lab.mts';
import { lineOf, type Figure, type Line } from './measured.mts';
import { record } from './record.mts';

const figures: Record<string, (lab: Lab) => Promise<Figure[]>> = {
	combined,
	limited,
	threeWorkers,
	besideBulk,
	unlimited,
	manyRows,
	faults,
	cancelled,
};

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: { repeats: { type: 'string', default: '5' }, dry: { type: 'boolean' } },
});
const unknown = positionals.filter((name) => !(name in figures));
const repeats = Number(values.repeats);
if (unknown.length > 0 || !Number.isInteger(repeats) || repeats < 1) {
	process.stderr.write(
		`Usage: npm run bench -- [--repeats N] [--dry] [${Object.keys(figures).join('] [')}]\n`,
	);
	process.exit(2);
}

const lab = await Lab.open(repeats);
try {
	for (const name of positionals.length > 0 ? positionals : Object.keys(figures)) {
		const begun = performance.now();
		process.stdout.write(`> ${name}, ${repeats} times\n`);
		const lines: Line[] = (await figures[name](lab)).map(lineOf);
		for (const { what, bar, median, all, holds, beside } of lines) {
			process.stdout.write(
				`  ${holds ? 'holds ' : 'MISSED'} ${median} (${bar}) ${what}\n           all: ${all.join(', ')}${beside ? `; ${beside}` : ''}\n`,
			);
			if (!holds) process.exitCode = 1;
		}
		process.stdout.write(`  ${((performance.now() - begun) / 1000).toFixed(0)} s\n`);
		// A trial of fewer repeats is not worth keeping.
		if (values.dry !== true) await record(name, lines, repeats, Object.keys(figures));
	}
} finally {
	await lab.close();
}
