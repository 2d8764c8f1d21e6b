/** The ends of every private text the runs carry; whatever is escaped, cut or encoded between them, one end stays. */
const HEAD = 'qZ7vK4mWx9';
const TAIL = 'Jt3RbY8sLd';

/** A private value that is a number. */
export const PRIVATE_NUMBER = 730_194_458_206;

/** The token of a credential, of the length of 8x8's sample. */
export const TOKEN = '9f3b71c4e05d28a6b7f1043ce95d8a2671bc04fe83d95a7260e1c4b8f53d907a';

/** A private text that holds everything that some place might escape, and the name of its run. */
export function privateText(run: string): string {
	return `${HEAD} ${run} "ü&<'\\/+%${TAIL}`;
}

export type Secret = 'private text' | 'private number' | 'token';

const parts: ReadonlyArray<[Secret, string]> = [
	['private text', HEAD],
	['private text', TAIL],
	['private number', String(PRIVATE_NUMBER)],
	['token', TOKEN.slice(0, 32)],
	['token', TOKEN.slice(32)],
];

/** Base64 of a text as it reads in the middle of longer Base64: by where among three bytes it starts. */
function inBase64(text: string): string[] {
	return [0, 1, 2].map((offset) => {
		const encoded = Buffer.from(' '.repeat(offset) + text).toString('base64');
		const bits = (offset + text.length) * 8;
		return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(bits / 6));
	});
}

function spellings(text: string): Array<[string, string]> {
	const codes = [...text].map((character) => character.charCodeAt(0).toString(16));
	return [
		['plain', text],
		...inBase64(text).map((spelling): [string, string] => ['Base64', spelling]),
		['hex', codes.join('')],
		['URL-encoded', codes.map((code) => `%${code}`).join('')],
		['JSON-escaped', codes.map((code) => `\\u00${code}`).join('')],
		['as XML entities', codes.map((code) => `&#x${code};`).join('')],
		['UTF-16', [...text].join('\0')],
	];
}

const needles = parts.flatMap(([secret, part]) =>
	spellings(part).map(([spelled, spelling]) => ({
		secret,
		spelled,
		spelling: spelled === 'Base64' ? spelling : spelling.toLowerCase(),
	})),
);

export interface Finding {
	secret: Secret;
	/** How the secret is written there. */
	spelled: string;
	/** What stands around it. */
	around: string;
}

/** The secrets in a text, each once for each way it is written. */
export function findSecrets(text: string): Finding[] {
	const lower = text.toLowerCase();
	const found = new Map<string, Finding>();
	for (const { secret, spelled, spelling } of needles) {
		const at = (spelled === 'Base64' ? text : lower).indexOf(spelling);
		if (at === -1) continue;
		const around = text.slice(Math.max(0, at - 60), at + spelling.length + 60);
		found.set(`${secret} ${spelled}`, { secret, spelled, around });
	}
	return [...found.values()];
}
