import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SoakReport } from './soak.mts';

/** Keeps the figures of a run, and prints them. */
export function report(result: SoakReport): void {
	const folder = resolve(__dirname, '../../.work/results');
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, 'soak.json'), `${JSON.stringify(result, null, '\t')}\n`);
	const faults = Object.values(result.faults).reduce((sum, count) => sum + count, 0);
	process.stdout.write(
		`soak: seed ${result.seed}, ${result.rows} rows (${result.set} set, ${result.failed} failed), ` +
			`${result.requests} requests, ${faults} faults of ${Object.keys(result.faults).length} kinds, ` +
			`${result.disagreements.length} disagreements, ${result.seconds} s\n`,
	);
}
