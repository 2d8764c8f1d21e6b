import { MASK, type Variable } from './variables';

/** So long a part of a secret is taken out as well: 8x8 may cut or break what it echoes. */
const PART = 6;

/** A shorter token might stand in any word of an answer; 8x8's have 64 characters. */
const SHORTEST_TOKEN = 16;

/** The values that must not be shown, of some variables. */
export function secretsIn(variables: readonly Variable[]): string[] {
	return variables.filter(({ privacy }) => privacy).map(({ value }) => value);
}

/** What must not be shown of a credential: the token, alone and as HTTP Basic joins it. */
export function credentialSecrets({
	tenantId,
	actionToken,
}: Readonly<Record<string, unknown>>): string[] {
	const token = String(actionToken).trim();
	return token.length < SHORTEST_TOKEN ? [] : [token, `${String(tenantId).trim()}:${token}`];
}

/** What is looked for in a text. */
interface Traces {
	/** All spellings, the longest first. */
	whole: readonly string[];
	/** In lower case, the spellings shorter than a part. */
	short: ReadonlySet<string>;
	/** In lower case, all parts of the longer ones. */
	parts: ReadonlySet<string>;
}

/** A run asks with the same list for each of its answers, and there are hundreds of parts. */
const tracesOfList = new WeakMap<readonly string[], Traces>();

function tracesOf(secrets: readonly string[]): Traces {
	const known = tracesOfList.get(secrets);
	if (known !== undefined) return known;
	const short = new Set<string>();
	const parts = new Set<string>();
	const whole = secrets.flatMap(spellings).sort((one, other) => other.length - one.length);
	for (const spelling of new Set(whole.map(inLowerCase))) {
		if (spelling.length < PART) short.add(spelling);
		for (let start = 0; start + PART <= spelling.length; start++) {
			parts.add(spelling.slice(start, start + PART));
		}
	}
	const traces = { whole, short, parts };
	tracesOfList.set(secrets, traces);
	return traces;
}

/**
 * Takes secrets, and longer parts of them, out of a text, in the spellings an answer may use.
 *
 * @param secrets not changed from one call to the next
 */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	const { short, parts } = tracesOf(secrets);
	const lower = inLowerCase(text);
	const hidden = new Array<boolean>(text.length).fill(false);
	for (const spelling of short) {
		for (let at = lower.indexOf(spelling); at !== -1; at = lower.indexOf(spelling, at + 1)) {
			hidden.fill(true, at, at + spelling.length);
		}
	}
	for (let at = 0; at + PART <= lower.length; at++) {
		if (parts.has(lower.slice(at, at + PART))) hidden.fill(true, at, at + PART);
	}
	let shown = '';
	for (const [at, isHidden] of hidden.entries()) {
		if (!isHidden) shown += text[at];
		else if (!hidden[at - 1]) shown += MASK;
	}
	return shown;
}

/**
 * Takes whole secrets out of a text of any length.
 *
 * @param secrets not changed from one call to the next
 */
export function withoutWholeSecrets(text: string, secrets: readonly string[]): string {
	return tracesOf(secrets).whole.reduce(
		(masked, spelling) => masked.replaceAll(spelling, MASK),
		text,
	);
}

function spellings(secret: string): string[] {
	const inJson = JSON.stringify(secret).slice(1, -1);
	const inUrl = new URLSearchParams({ '': secret }).toString().slice(1);
	const bytes = Buffer.from(secret);
	const hex = bytes.toString('hex');
	return [
		secret,
		secret.replace(/\s+/g, ' ').trim(),
		inJson,
		JSON.stringify(inJson).slice(1, -1),
		inJson.replace(
			/[^ -~]/g,
			(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
		),
		secret.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`),
		secret.replace(/[&<>"']/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`),
		secret.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character),
		inUrl,
		inUrl.replaceAll('+', '%20'),
		encodeURIComponent(bytes.toString('utf8')),
		...inBase64(bytes),
		hex,
		hex.toUpperCase(),
	].filter((spelling) => spelling !== '');
}

const ENTITIES: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&apos;',
};

/** Alone, and as it reads within the Base64 of a longer text, by where among three bytes it begins. */
function inBase64(bytes: Buffer): string[] {
	// A short one would leave so little that it could stand in any word.
	const within = (bytes.length < PART ? [] : [0, 1, 2]).map((offset) => {
		const encoded = Buffer.concat([Buffer.alloc(offset), bytes]).toString('base64');
		const bits = (offset + bytes.length) * 8;
		return encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(bits / 6));
	});
	const plain = [bytes.toString('base64'), ...within];
	return [...plain, ...plain.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'))];
}

/** Of ASCII letters only: of others the small one may have another length. */
function inLowerCase(text: string): string {
	return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}
