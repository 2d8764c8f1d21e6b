import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../examples/', import.meta.url);

/** The names of the example workflows, in the order of their numbers. */
export function exampleFiles(): string[] {
	return readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort();
}

/** The text of a file beside them. */
export function exampleText(name: string): string {
	return readFileSync(new URL(name, folder), 'utf8');
}
