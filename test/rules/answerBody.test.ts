import {
	isWebPage,
	parseJson,
	saysRefused,
	wordsOf,
} from '../../nodes/EightByEightInteractionData/answerBody';

const JSON_TYPE = 'application/json';

describe("8x8's words in an answer", () => {
	it.each([
		[
			'PORTAL',
			'{"status":"error","code":401,"message":"Authentication failed"}',
			'Authentication failed',
		],
		['SUPPORT', 'The action type is not supported', 'The action type is not supported'],
		['sibling API, XML', '<API><Error>403 - Forbidden.</Error></API>', '403 - Forbidden.'],
		['sibling API, XML', '<?xml version="1.0"?><a><message lang="en">No</message></a>', 'No'],
		['sibling API, XML', '<a><REASON>No</REASON></a>', 'No'],
		['sibling API, reasons', '{"reasons":["One","Two",3,null]}', 'One; Two'],
		[
			'RFC 7807',
			'{"type":"about:blank","title":"Bad","detail":"The name is wrong"}',
			'The name is wrong',
		],
		['RFC 7807', '{"title":"Bad"}', 'Bad'],
		['assumed', '{"error":"invalid_request"}', 'invalid_request'],
		['assumed', '{"message":"","detail":"x"}', 'x'],
		['assumed', '{"message":5,"error":{"message":"inner"}}', ''],
		['assumed', '[]', ''],
		['assumed', '[{"message":"in a list"}]', ''],
		['assumed', '{"status":"error"}', ''],
		['assumed', '"a JSON text"', '"a JSON text"'],
		['assumed', 'null', 'null'],
		['nothing at all', '', ''],
		['nothing at all', ' \r\n', ''],
		['truncated', '{"message":"Authentication fai', '{"message":"Authentication fai'],
		['truncated', '<API><Error>403 - Forb', ''],
		['XML without words', '<API><Code>5</Code></API>', ''],
	])('%s: %s says %j', (_, text, words) => {
		expect(wordsOf(JSON_TYPE, text)).toBe(words);
	});

	it.each([
		['text/html; charset=utf-8', 'Login'],
		['TEXT/HTML', '{"message":"x"}'],
		[undefined, '<!DOCTYPE html><title>Login</title>'],
		['application/json', '\n <html lang="en">'],
		['', '<!doctype   HTML>'],
	])('contract: a web page (%j, %j) has no words of 8x8', (type, text) => {
		expect([isWebPage(type, text), wordsOf(type, text)]).toEqual([true, '']);
	});

	it.each([
		['application/json', '{"a":"<html>"}'],
		['text/xml', '<API/>'],
		['text/plain', 'html'],
		[undefined, '<htmlish/>'],
		[null, ''],
		[5, ''],
		[['a', 'b'], ''],
	])('contract: %j, %j is no web page', (type, text) => {
		expect(isWebPage(type, text)).toBe(false);
	});

	it('contract: without reasons, the message is told', () => {
		expect(wordsOf(JSON_TYPE, '{"reasons":[],"message":"Other"}')).toBe('Other');
	});

	it('contract: words are one line, without control characters', () => {
		expect(wordsOf(JSON_TYPE, '{"message":" a\\r\\n\\tb\\u0000c\\u202ed\\u200be\\u00a0f "}')).toBe(
			'a b c d e f',
		);
	});

	it.each([
		[299, 299],
		[300, 300],
		[301, 301],
		[1_000_000, 301],
	])('contract: %i characters are cut to 300 and "…"', (given, told) => {
		const words = wordsOf(JSON_TYPE, JSON.stringify({ message: 'x'.repeat(given) }));
		expect(words).toHaveLength(told);
		expect(words.endsWith('…')).toBe(given > 300);
	});

	it('contract: are looked for in the first 4,000 characters', () => {
		expect(wordsOf('text/plain', `${' '.repeat(3_996)}soon, late`)).toBe('soon');
		expect(wordsOf('text/plain', `${' '.repeat(4_000)}late`)).toBe('');
	});

	it('contract: are none in markup that is not known', () => {
		expect(wordsOf('text/xml', ' \n<answer>no</answer>')).toBe('');
	});

	it.each(['__proto__', 'constructor'])('contract: a field %s harms nothing', (name) => {
		expect(wordsOf(JSON_TYPE, `{"${name}":{"message":"x"}}`)).toBe('');
	});
});

describe('the JSON in an answer', () => {
	it.each([
		['{"a":1}', { a: 1 }],
		['null', null],
		[' 5 ', 5],
		['', undefined],
		['{', undefined],
		['NaN', undefined],
		['<html>', undefined],
	])('contract: %j holds %j', (text, json) => {
		expect(parseJson(text)).toEqual(json);
	});

	it.each([
		['{"status":"error"}', true],
		['{"status":"ERROR","code":404}', true],
		['{"status":"success"}', false],
		['{"status":"errors"}', false],
		['{"status":"no error"}', false],
		['{"status":["error"]}', false],
		['{"status":500}', false],
		['{"status":null}', false],
		['{"Status":"error"}', false],
		['{}', false],
		['[]', false],
		['null', false],
		['"error"', false],
		['error', false],
		['', false],
	])('PORTAL: refusals say {"status":"error"}; whether %s refuses: %p', (text, refused) => {
		expect(saysRefused(text)).toBe(refused);
	});
});
