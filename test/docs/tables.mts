import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

export function textOf(file: string): string {
	return readFileSync(resolve(__dirname, '../..', file), 'utf8');
}

/** The rows of the table below a heading of a Markdown file, header and rule left out. */
export function tableBelow(file: string, heading: string): string[][] {
	const text = textOf(file);
	const start = text.split('\n').findIndex((line) => line.replace(/^#+ /, '') === heading);
	if (start === -1) throw new Error(`${file} has no heading "${heading}"`);
	const lines = text.split('\n').slice(start + 1);
	const first = lines.findIndex((line) => line.startsWith('|'));
	const length = lines.slice(first).findIndex((line) => !line.startsWith('|'));
	return lines
		.slice(first + 2, length === -1 ? undefined : first + length)
		.map((line) => line.split('|').slice(1, -1))
		.map((cells) => cells.map((cell) => cell.trim().replaceAll('`', '')));
}
