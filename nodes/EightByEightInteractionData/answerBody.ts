/** The longest part of 8x8's words that a message quotes. */
const LONGEST_QUOTE = 300;

/** The JSON in an answer's body, or `undefined` when it holds none. */
export function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return undefined;
	}
}

/** Whether a body is a web page, as login pages and wrong hosts send them, whatever its status says. */
export function isWebPage(contentType: unknown, text: string): boolean {
	return (
		/\bhtml\b/i.test(String(contentType ?? '')) || /^\s*(?:<!doctype\s+html|<html)\b/i.test(text)
	);
}

/**
 * 8x8's own words in an answer that refuses something: `message` (8x8 portal), and the shapes of
 * sibling APIs on the same hosts: `reasons`, RFC 7807's `detail` and `title`, XML.
 *
 * @returns one line of at most 300 characters, or `''`
 */
export function wordsOf(contentType: unknown, text: string): string {
	if (isWebPage(contentType, text)) return '';
	const json = parseJson(text);
	const words = typeof json === 'object' && json !== null ? wordsInJson(json) : wordsInText(text);
	const line = words.replace(/[\p{Control}\p{Format}\s]+/gu, ' ').trim();
	return line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
}

/** Whether a body says that the request was not carried out, even under a status that says it was. */
export function saysRefused(text: string): boolean {
	const json = parseJson(text);
	return (
		typeof json === 'object' &&
		json !== null &&
		'status' in json &&
		/^error$/i.test(String(json.status))
	);
}

function wordsInJson(json: object): string {
	const { reasons, message, detail, title, error } = json as Record<string, unknown>;
	if (Array.isArray(reasons))
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
