/** A text, with the colon behind it when it is a name; or where an object begins or ends. */
const TOKENS = /("(?:[^"\\]+|\\.)*")\s*(:)?|[{}]/g;

/**
 * The first name that stands twice in one object of a JSON document. `JSON.parse` keeps the last of
 * them without a word (RFC 8259, 4: what becomes of the others "is unpredictable").
 *
 * @param document valid JSON
 */
export function repeatedName(document: string): string | undefined {
	const objects: Array<Set<string>> = [];
	for (const [token, text, colon] of document.matchAll(TOKENS)) {
		if (token === '{') objects.push(new Set());
		else if (token === '}') objects.pop();
		else if (colon !== undefined) {
			// As it reads: "\u005ftier" is "_tier".
			const name = JSON.parse(text) as string;
			const names = objects[objects.length - 1];
			if (names.has(name)) return name;
			names.add(name);
		}
	}
	return undefined;
}
