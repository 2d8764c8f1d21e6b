import {
	credentialSecrets,
	secretsIn,
	withoutSecrets,
	withoutWholeSecrets,
} from '../../nodes/EightByEightInteractionData/secrets';
import { exampleTwo, PRIVATE_VALUE, variable } from './samples';

describe('secrets', () => {
	it('contract: the values of private variables are secrets, and no others', () => {
		expect(secretsIn(exampleTwo)).toEqual([PRIVATE_VALUE]);
		expect(secretsIn([])).toEqual([]);
	});

	it.each([
		['5c5c5c5c5c5c5c5c', ['5c5c5c5c5c5c5c5c', 'acme:5c5c5c5c5c5c5c5c']],
		['5c5c5c5c5c5c5c5', []],
	])('contract: the token %s hides %j', (token, hidden) => {
		expect(credentialSecrets({ tenantId: ' acme ', actionToken: ` ${token}\n` })).toEqual(hidden);
	});

	it.each([
		['as it is', 'a "b" & c', 'a "b" & c'],
		['as JSON writes it', 'a "b"\n\\c', 'a \\"b\\"\\n\\\\c'],
		['with its blanks drawn together', ' a \n b ', 'a b'],
		['as XML writes it', `a&b<c>"d"'e'`, 'a&#38;b&#60;c&#62;&#34;d&#34;&#39;e&#39;'],
		['as a URL writes it', 'a b/ü', 'a%20b%2F%C3%BC'],
		['as a web form writes it', 'a b/ü', 'a+b%2F%C3%BC'],
		['in Base64', '111-22-3333', 'MTExLTIyLTMzMzM='],
		['in hex', '111-22-3333', '3131312d32322d33333333'],
		['in Base64, with emoji', 'ü😀', 'w7zwn5iA'],
	])('contract: a secret echoed %s is masked', (_, secret, echo) => {
		expect(withoutSecrets(`Bad value <${echo}>, <${echo}>!`, [secret])).toBe(
			'Bad value <••••••>, <••••••>!',
		);
	});

	it('contract: of secrets that hold each other, the longer is masked as a whole', () => {
		expect(withoutSecrets('111-22-3333 and 111', ['111', '111-22-3333'])).toBe('•••••• and ••••••');
	});

	it('contract: what looks like a pattern is taken letter by letter', () => {
		expect(withoutSecrets('a.c abc $& (', ['a.c', '$&', '('])).toBe('•••••• abc •••••• ••••••');
	});

	it('contract: without secrets, and with an empty one, a text stays as it is', () => {
		expect(withoutSecrets('Invalid variable name', [])).toBe('Invalid variable name');
		expect(withoutSecrets('Invalid variable name', ['', ...secretsIn([variable()])])).toBe(
			'Invalid variable name',
		);
	});

	it('contract: a secret of blanks only does not take the blanks out of a text', () => {
		expect(withoutSecrets('Invalid name', ['   '])).toBe('Invalid name');
	});

	it.each(['a&amp;b&lt;c&gt;&quot;d&quot;', 'a&#x26;b&#x3c;c&#x3e;&#x22;d&#x22;'])(
		'contract: a secret echoed as XML writes it (%s) is masked',
		(echo) => {
			expect(withoutSecrets(echo, ['a&b<c>"d"'])).toBe('••••••');
		},
	);

	// %2f means the same as %2F (RFC 3986, 2.1); so for hex.
	it.each([
		['a/b', 'a%2fb'],
		['111-22-3333', '3131312D32322D33333333'],
	])(
		'contract: a secret %s echoed with digits of the other case (%s) is masked',
		(secret, echo) => {
			expect(withoutSecrets(echo, [secret])).toBe('••••••');
		},
	);
});

describe('the body of an answer', () => {
	it.each([
		['as it is', 'a "b" & c', 'a "b" & c'],
		['as JSON writes it', 'a "b"\n\\c', 'a \\"b\\"\\n\\\\c'],
		['as JSON within JSON', 'a"b', 'a\\\\\\"b'],
		['as JSON of ASCII only', '€ü~x', '\\u20ac\\u00fc~x'],
		['as XML writes it', `a&b<c>"d"'e'`, 'a&amp;b&lt;c&gt;&quot;d&quot;&apos;e&apos;'],
		['as a URL writes it', 'a b/ü', 'a%20b%2F%C3%BC'],
		['as JavaScript writes it for a URL', "a '(b)", "a%20'(b)"],
		['as a web form writes it', "a b'(c)", 'a+b%27%28c%29'],
		['as a web form writes it, without +', "a b'(c)", 'a%20b%27%28c%29'],
		['in Base64', '111-22-3333', 'MTExLTIyLTMzMzM='],
		['in Base64 of both alphabets', '~~~???', 'fn5-Pz8_'],
		['in Base64 of both alphabets', '~~~???', 'fn5+Pz8/'],
		['in hex', '/PIN-1/', '2f50494e2d312f'],
		['in hex, with large letters', '/PIN-1/', '2F50494E2D312F'],
	])('contract: has no secret in it %s', (_, secret, echo) => {
		expect(withoutWholeSecrets(`<${echo}>, <${echo}>`, [secret])).toBe('<••••••>, <••••••>');
	});

	// Of the letters at both ends, those remain that hold bits of what stands beside the secret.
	it.each([
		['', 'MTIzNDU2', '••••••'],
		['x', 'eDEyMzQ1Ng==', 'eD••••••g=='],
		['xy', 'eHkxMjM0NTY=', 'eHk••••••Y='],
		['xyz', 'eHl6MTIzNDU2', 'eHl6••••••'],
	])(
		'contract: has no secret in it in the Base64 of a text that begins with "%s"',
		(before, encoded, shown) => {
			expect(Buffer.from(`${before}123456`).toString('base64')).toBe(encoded);
			expect(withoutWholeSecrets(encoded, ['123456'])).toBe(shown);
		},
	);

	it('contract: keeps what a short secret would be like within the Base64 of another text', () => {
		expect(withoutWholeSecrets('YWJjZGU= xhYmNkZ hYmNkZQ', ['abcde'])).toBe(
			'•••••• xhYmNkZ hYmNkZQ',
		);
	});

	it('contract: of secrets that hold each other, the longer is masked as a whole', () => {
		expect(withoutWholeSecrets('111-22-3333 and 111', ['111', '111-22-3333', '22'])).toBe(
			'•••••• and ••••••',
		);
	});
});
