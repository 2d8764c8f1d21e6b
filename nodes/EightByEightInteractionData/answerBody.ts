/** The longest part of 8x8's words that a message quotes, and that is looked through for it. */
const LONGEST_QUOTE = 300;
const LONGEST_LOOK = 4_000;

/** The JSON in an answer's body, or `undefined` when it holds none. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// Other bodies are read as text.
	}
	return undefined;
}

/** Whether a body is a web page, as login pages and wrong hosts send them, whatever its status says. */
export function isWebPage(contentType: unknown, text: string): boolean {
	return /\bhtml\b/i.test(String(contentType)) || /^\s*(?:<!doctype\s+html|<html)\b/i.test(text);
}

/**
 * 8x8's own words in an answer that refuses something: `message` (8x8 portal), and the shapes of
 * sibling APIs on the same hosts: `reasons`, RFC 7807's `detail` and `title`, XML.
 *
 * @param hide takes out of the words what must not be quoted, before anything of it is cut off
 * @returns one line of at most 300 characters, or `''`
 */
export function wordsOf(
	contentType: unknown,
	text: string,
	hide: (words: string) => string = (words) => words,
): string {
	if (isWebPage(contentType, text)) return '';
	const json = parseJson(text);
	const words = typeof json === 'object' && json !== null ? wordsInJson(json) : wordsInText(text);
	const line = hide(words.slice(0, LONGEST_LOOK))
		.replace(/[\p{Control}\p{Format}\s]+/gu, ' ')
		.trim();
	return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}

/** Whether a body says that the request was not carried out, even under a status that says it was. */
export function saysRefused(text: string): boolean {
	const json = parseJson(text);
	return (
		typeof json === 'object' &&
		json !== null &&
		'status' in json &&
		typeof json.status === 'string' &&
		/^error$/i.test(json.status)
	);
}

function wordsInJson(json: object): string {
	const { reasons, message, detail, title, error } = json as Record<string, unknown>;
	if (Array.isArray(reasons) && reasons.length > 0)
		return reasons.filter((reason) => typeof reason === 'string').join('; ');
	const words = [message, detail, title, error].find(
		(field) => typeof field === 'string' && field !== '',
	);
	return typeof words === 'string' ? words : '';
}

function wordsInText(text: string): string {
	const inXml = /<(?:error|message|reason|detail)\b[^>]*>([^<]*)</i.exec(text)?.[1];
	return inXml ?? (text.trimStart().startsWith('<') ? '' : text);
}
