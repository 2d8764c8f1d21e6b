import { readFileSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, release, type } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { n8nServerFolder } from '../n8n-server/location.mts';
import { WINDOW_MS } from './lab.mts';
import type { Line } from './measured.mts';
import { picture } from './picture.mts';

const docs = join(dirname(dirname(fileURLToPath(import.meta.url))), 'docs');

/** One benchmark's figures and what they were measured with. */
interface Measured {
	name: string;
	date: string;
	repeats: number;
	machine: string;
	versions: string;
	lines: Line[];
}

function versionOf(name: string): string {
	const file = join(n8nServerFolder, 'node_modules', name, 'package.json');
	return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
}

/** Keeps the figures, and writes table and picture anew from all that are kept. */
export async function record(
	name: string,
	lines: Line[],
	repeats: number,
	order: string[],
): Promise<void> {
	await mkdir(docs, { recursive: true });
	const dataFile = join(docs, 'benchmarks.json');
	const kept = JSON.parse(await readFile(dataFile, 'utf8').catch(() => '[]')) as Measured[];
	const processors = cpus();
	const now: Measured = {
		name,
		date: new Date().toISOString().slice(0, 16).replace('T', ' '),
		repeats,
		machine: `${processors.length} × ${processors[0]?.model.trim()}, ${type()} ${release()}`,
		versions: ['node', 'n8n', 'n8n-core', 'n8n-workflow', 'n8n-nodes-base']
			.map(versionOf)
			.join(', '),
		lines,
	};
	const all = [...kept.filter((other) => other.name !== name), now].sort(
		(a, b) => order.indexOf(a.name) - order.indexOf(b.name),
	);
	await writeFile(dataFile, `${JSON.stringify(all, null, '\t')}\n`);
	await writeFile(join(docs, 'benchmarks.md'), page(all));
	await writeFile(join(docs, 'benchmarks.svg'), picture(all.flatMap((measured) => measured.lines)));
}

function page(all: Measured[]): string {
	const cell = (text: string) => text.replaceAll('|', '\\|');
	const rows = all.flatMap(({ lines }) =>
		lines.map(
			({ what, bar, median, all: values, holds, beside = '' }) =>
				`| ${cell(what)} | ${bar} | ${holds ? '' : '**missed** '}${median} | ${values.join(', ')} | ${cell(beside)} |`,
		),
	);
	const measured = all.map(
		({ name, date, repeats, machine, versions }) =>
			`| ${name} | ${date} UTC | ${repeats} | ${machine} | ${versions} |`,
	);
	return `# Benchmarks

Written by \`npm run bench\`; do not edit.

Side by side in one run, against the same [simulator](../simulator/README.md) in a process of its own: this node and n8n's HTTP Request node in n8n's execution engine, with the same credential and the same copies of n8n's packages, and a bare Node client (\`fetch\`, eight requests under way). Every measurement is made in a fresh process that has set 100 rows before; repeats are interleaved, and ratios are taken within each repeat. Expressions run in n8n's default engine (\`vm\`). Credentials are decrypted at each look-up as in the server, without its query to the database.

**The window is shortened**: 100 requests in ${WINDOW_MS / 1000} s instead of 60 s, in the simulator and in the node; Max Wait is shortened alike where several workers share a budget. What does not depend on the window (a request's own time, the retry back-off) is not, so ratios to the least possible time are better with 8x8's minute.

![The contestants compared](benchmarks.svg)

| figure | bar | median | repeats | beside it |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

| measured | when | repeats | machine | versions |
| --- | --- | --- | --- | --- |
${measured.join('\n')}
`;
}
