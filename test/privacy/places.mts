import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parse as parseFlatted } from 'flatted';
import { serverNode } from '../../n8n-server/location.mts';

/** A text that n8n wrote, and where: table, column and path within it, file and line, or message. */
export interface Place {
	where: string;
	text: string;
}

/** Everything in the database: each text within every value of every table. */
export function* database(userFolder: string): Generator<Place> {
	const lines = execFileSync(
		serverNode,
		[join(__dirname, 'dumpDatabase.mjs'), join(userFolder, '.n8n/database.sqlite')],
		{ encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'pipe'] },
	);
	for (const line of lines.trim().split('\n')) {
		const { table, column, text } = JSON.parse(line) as Record<string, string | undefined>;
		if (text === undefined) yield { where: `table ${table}`, text: '' };
		else yield* within(`table ${table} ${column}`, text);
	}
}

/** Everything that reached the editor. */
export function* pushed(messages: readonly string[]): Generator<Place> {
	for (const message of messages) {
		const { type, data } = JSON.parse(message) as { type?: string; data?: { nodeName?: string } };
		yield* within(`push ${type} ${data?.nodeName ?? '-'}`, message);
	}
}

/** Logs, event log and whatever else lies in the user folder, line by line; not the package itself. */
export function* files(userFolder: string): Generator<Place> {
	for (const file of filesUnder(userFolder)) {
		if (/\/\.n8n\/nodes\/|\/\.n8n\/database\.sqlite/.test(file)) continue;
		const where = `file ${relative(userFolder, file)}`;
		yield { where, text: '' };
		for (const line of readFileSync(file, 'latin1').split('\n')) yield* within(where, line);
	}
}

/** The database as bytes: also what was deleted and not yet overwritten. */
export function* databaseBytes(userFolder: string): Generator<Place> {
	for (const file of filesUnder(userFolder)) {
		if (!/\/\.n8n\/database\.sqlite/.test(file)) continue;
		yield { where: `bytes of ${relative(userFolder, file)}`, text: readFileSync(file, 'latin1') };
	}
}

function filesUnder(folder: string): string[] {
	return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return filesUnder(path);
		return entry.isFile() ? [path] : [];
	});
}

/** A text as it is, or, where it holds a document, every text in that. */
function* within(where: string, text: string): Generator<Place> {
	const document = /^[[{]/.test(text) ? decoded(text) : undefined;
	if (document === undefined) yield { where, text };
	else yield* leaves(where, document, new Set());
}

/** n8n writes execution data with `flatted`: a list whose first entry refers to the others by number. */
function decoded(text: string): unknown {
	try {
		const json = JSON.parse(text) as unknown;
		return Array.isArray(json) && /^\[\s*[[{]/.test(text) ? unflatted(text, json) : json;
	} catch {
		return undefined;
	}
}

function unflatted(text: string, json: unknown): unknown {
	try {
		return parseFlatted(text) as unknown;
	} catch {
		return json;
	}
}

function* leaves(where: string, value: unknown, above: Set<object>): Generator<Place> {
	if (typeof value !== 'object' || value === null) {
		if (typeof value === 'string') yield* within(where, value);
		else yield { where, text: String(value) };
		return;
	}
	if (above.has(value)) return;
	above.add(value);
	for (const [key, entry] of Object.entries(value)) {
		yield { where: `${where} (a key)`, text: key };
		yield* leaves(`${where}.${key}`, entry, above);
	}
	above.delete(value);
}
