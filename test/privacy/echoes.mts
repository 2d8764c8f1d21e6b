/** Ways in which a server may write back what it was sent. */
export const echoes: Record<string, (text: string) => string> = {
	'as it is': (text) => text,
	'in capitals': (text) => text.toUpperCase(),
	'JSON-escaped': (text) => JSON.stringify(text),
	'JSON-escaped twice': (text) => JSON.stringify(JSON.stringify(text)),
	'with all but ASCII escaped': (text) =>
		JSON.stringify(text).replace(
			/[^ -~]/g,
			(character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
		),
	'as XML': (text) =>
		text
			.replaceAll('&', '&amp;')
			.replaceAll('<', '&lt;')
			.replaceAll('"', '&quot;')
			.replaceAll("'", '&apos;'),
	'as XML by number': (text) => text.replace(/\W/g, (character) => `&#${character.charCodeAt(0)};`),
	'as a URL': encodeURIComponent,
	'as a form': (text) => new URLSearchParams({ value: text }).toString(),
	'in Base64': (text) => Buffer.from(text).toString('base64'),
	'within other Base64': (text) => Buffer.from(`v=${text};`).toString('base64'),
	'in Base64 for URLs': (text) => Buffer.from(text).toString('base64url'),
	'in hex': (text) => Buffer.from(text).toString('hex'),
	'in capital hex': (text) => Buffer.from(text).toString('hex').toUpperCase(),
	'cut off after a half': (text) => `${text.slice(0, text.length / 2)}...`,
	'without its beginning': (text) => `...${text.slice(text.length / 2)}`,
	'over two lines': (text) => `${text.slice(0, 8)}\r\n${text.slice(8)}`,
	'where a message is cut': (text) => `${'x'.repeat(290)}${text}`,
};
