import { Buffer } from 'node:buffer';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { answer, bytes, drip, flood, type Attack } from './hostileServer.mts';

export interface HostileAnswer {
	name: string;
	attack: Attack;
	/** What is told of it when variables are set, or when a context is read; `undefined`: it is taken. */
	set: RegExp | undefined;
	get: RegExp | undefined;
	/** It is right that other requests of the tenant wait, and give up where they may not. */
	holdsUpOthers?: true;
}

const MB = 1_048_576;
const zeros = Buffer.alloc(16 * MB, ' ');
const ok = 'HTTP/1.1 200 -\r\ncontent-type: application/json\r\n';
const deep = (open: string, close: string, levels = 100_000) =>
	open.repeat(levels) + close.repeat(levels);
const context = (more: string) => `{"InteractionId":"int-1-hostile",${more}}`;

/** 1 GB that takes a megabyte to send: members of 16 MB each. */
const bomb = Buffer.concat(Array<Buffer>(64).fill(gzipSync(zeros)));

const tooLong = /answered with more than 1 MB/;
const noContext = /answered, but not with the context/;
const unreachable = /No connection to/;
const timeout = /did not answer within 1000 ms/;
const cut = /answer broke off/;
const accepted = undefined;

const bodies: Array<[string, string, RegExp | undefined, RegExp | undefined]> = [
	['100,000 lists in each other', deep('[', ']'), accepted, noContext],
	[
		'100,000 objects in each other',
		`${deep('{"a":', '}').replace(':}', ':1}')}`,
		accepted,
		noContext,
	],
	['a context with 100,000 lists', context(`"UserInput":${deep('[', ']')}`), accepted, noContext],
	[
		'a name with 100,000 lists',
		context(`"UserInput":[{"name":${deep('[', ']')}}]`),
		accepted,
		noContext,
	],
	[
		'a status of 100,000 lists',
		`{"status":${deep('[', ']')},"message":${deep('[', ']')}}`,
		accepted,
		noContext,
	],
	['a status without words', '{"status":{"toString":1,"valueOf":1}}', accepted, noContext],
	[
		'a message without words',
		'{"status":"error","message":{"toString":1}}',
		/did not accept/,
		/did not accept/,
	],
	[
		'an id of an object',
		'{"InteractionId":{"toString":null},"interactionId":{}}',
		accepted,
		accepted,
	],
	[
		'privacy of an object',
		context('"variables":[{"name":"_a","privacy":{"toString":1},"value":{"toString":1}}]'),
		accepted,
		accepted,
	],
	[
		'values of an object',
		context('"variables":{"_a":{"toString":1,"valueOf":2}}'),
		accepted,
		accepted,
	],
	[
		'names of prototypes',
		context(
			'"UserInput":[{"name":"__proto__","value":{"polluted":1}},{"name":"constructor","value":{"prototype":{"polluted":1}}},{"name":"toString","value":1},{"name":"hasOwnProperty","value":1},{"name":"toJSON","value":1}]',
		),
		accepted,
		accepted,
	],
	[
		'fields of prototypes',
		'{"__proto__":{"polluted":1,"status":"error"},"constructor":{"prototype":{"polluted":1}},"toString":1,"toJSON":1,"hasOwnProperty":1,"InteractionId":"x","variables":{"__proto__":{"polluted":1},"constructor":1}}',
		accepted,
		accepted,
	],
	[
		'a privacy of prototypes',
		context(
			'"variables":[{"name":"__proto__","value":"v","privacy":true},{"__proto__":{"privacy":true},"name":"_b","value":1}]',
		),
		accepted,
		accepted,
	],
	[
		'50,000 variables',
		context(`"UserInput":[${'{"name":"_a"},'.repeat(50_000)}{}]`),
		accepted,
		accepted,
	],
	[
		'50,000 fields',
		`{${Array.from({ length: 50_000 }, (_, index) => `"a${index}":1`).join(',')},"InteractionId":1}`,
		accepted,
		accepted,
	],
	[
		'numbers beyond number',
		'{"InteractionId":1e999,"variablesSet":-1e999,"Priority":1e-999}',
		accepted,
		accepted,
	],
	['a count that is none', '{"interactionId":"x","variablesSet":"many"}', accepted, accepted],
	[
		'half characters',
		context('"CallerName":"\\ud800","UserInput":[{"name":"\\udfff","value":"\\ud800"}]'),
		accepted,
		accepted,
	],
	[
		'NUL and other control characters',
		context('"CallerName":"a\\u0000b\\u001b[31mc\\u202ed"'),
		accepted,
		accepted,
	],
	['nothing', '', accepted, noContext],
	['null', 'null', accepted, noContext],
	['a number', '0', accepted, noContext],
	['a list', '[]', accepted, noContext],
	['half of JSON', '{"InteractionId":"x', accepted, noContext],
	['a byte order mark', `\ufeff${context('"ANI":1')}`, accepted, noContext],
	['no text at all', '\u0000\u0001\ufffd', accepted, noContext],
];

/** Answers no honest server gives. */
export const hostileAnswers: HostileAnswer[] = [
	...bodies.map(([name, body, set, get]) => ({ name, attack: answer(body), set, get })),
	{
		name: '50 MB',
		attack: flood(`${ok}content-length: ${50 * MB}\r\n\r\n[`, Buffer.alloc(MB, ' '), 50),
		set: tooLong,
		get: tooLong,
	},
	{
		name: 'a body without end',
		attack: flood(`${ok}\r\n`, Buffer.alloc(MB, ' ')),
		set: tooLong,
		get: tooLong,
	},
	{
		name: 'chunks without end',
		attack: flood(`${ok}transfer-encoding: chunked\r\n\r\n`, '8\r\n        \r\n'.repeat(1000)),
		set: tooLong,
		get: tooLong,
	},
	{
		name: 'a web page without end',
		attack: flood('HTTP/1.1 200 -\r\ncontent-type: text/html\r\n\r\n', Buffer.alloc(MB, '<')),
		set: /web page/,
		get: /web page/,
	},
	{
		name: 'an error without end',
		attack: flood('HTTP/1.1 400 -\r\n\r\n', Buffer.alloc(MB, 'x')),
		set: /did not accept the request \(400\)/,
		get: /did not accept the request \(400\)/,
	},
	{
		name: '1 GB in gzip',
		attack: answer(bomb, { 'content-encoding': 'gzip' }),
		set: tooLong,
		get: tooLong,
	},
	{
		name: '1 GB in an error in gzip',
		attack: answer(bomb, { 'content-encoding': 'gzip' }, 403),
		set: /403/,
		get: /403/,
	},
	{
		name: '1 GB in brotli',
		attack: answer(brotliCompressSync(Buffer.alloc(256 * MB)), { 'content-encoding': 'br' }),
		set: tooLong,
		get: tooLong,
	},
	{
		name: '256 MB in deflate',
		attack: answer(deflateSync(Buffer.alloc(256 * MB)), { 'content-encoding': 'deflate' }),
		set: tooLong,
		get: tooLong,
	},
	{
		name: 'broken gzip',
		attack: answer('this is no gzip', { 'content-encoding': 'gzip' }),
		set: cut,
		get: cut,
	},
	{
		name: 'an unknown encoding',
		attack: answer('{}', { 'content-encoding': 'x-unknown' }),
		set: accepted,
		get: noContext,
	},
	{
		name: 'headers without end',
		attack: flood('HTTP/1.1 200 -\r\n', 'x-header: value\r\n'.repeat(1000)),
		set: unreachable,
		get: unreachable,
	},
	{
		name: 'a header of 1 MB',
		attack: bytes(`HTTP/1.1 200 -\r\nx: ${'a'.repeat(MB)}\r\n\r\n`),
		set: unreachable,
		get: unreachable,
	},
	{
		name: 'headers that drip',
		attack: drip('HTTP/1.1 200 -\r\n', 'x: y\r\n', 50),
		set: timeout,
		get: timeout,
	},
	{
		name: 'a body that drips',
		attack: drip(`${ok}content-length: 9999\r\n\r\n`, ' ', 50),
		set: timeout,
		get: timeout,
	},
	{
		name: 'hints without end',
		attack: drip('', 'HTTP/1.1 103 -\r\nlink: <x>\r\n\r\n', 50),
		set: timeout,
		get: timeout,
	},
	{ name: 'silence', attack: () => {}, set: timeout, get: timeout },
	{ name: 'no HTTP', attack: bytes('SSH-2.0-OpenSSH_9.6\r\n'), set: unreachable, get: unreachable },
	{
		name: 'another HTTP',
		attack: bytes('HTTP/9.9 200 -\r\n\r\n{}'),
		set: unreachable,
		get: unreachable,
	},
	{
		name: 'a length below zero',
		attack: bytes(`${ok}content-length: -5\r\n\r\n{}`),
		set: unreachable,
		get: unreachable,
	},
	{
		name: 'two lengths',
		attack: bytes(`${ok}content-length: 2\r\ncontent-length: 3\r\n\r\n{}x`),
		set: unreachable,
		get: unreachable,
	},
	{
		name: 'less than announced',
		attack: bytes(`${ok}content-length: 100\r\n\r\n{}`),
		set: cut,
		get: cut,
	},
	{
		name: 'broken chunks',
		attack: bytes(`${ok}transfer-encoding: chunked\r\n\r\nxyz\r\n{}`),
		set: cut,
		get: cut,
	},
	{
		name: 'a status of 999',
		attack: answer('{}', {}, 999),
		set: /could not carry out the request \(999\)/,
		get: /could not carry out the request \(999\)/,
	},
	{ name: 'a status of 299', attack: answer('{}', {}, 299), set: accepted, get: noContext },
	{
		name: 'a pause of a hundred years',
		attack: answer('', { 'retry-after': '3153600000' }, 429),
		set: /429.*Max Wait/,
		get: /429.*Max Wait/,
		holdsUpOthers: true,
	},
	{
		name: 'a pause until the year 9999',
		attack: answer('', { 'retry-after': 'Fri, 31 Dec 9999 23:59:59 GMT' }, 503),
		set: /503/,
		get: /503/,
	},
	{
		name: 'a pause that is none',
		attack: answer('', { 'retry-after': '-1', 'x-ratelimit-reset': 'NaN' }, 503),
		set: /503/,
		get: /503/,
	},
];
