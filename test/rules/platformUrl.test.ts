import { readPlatformUrl } from '../../nodes/EightByEightInteractionData/platformUrl';

describe('the Platform URL', () => {
	it.each([
		['vcc-eu3.8x8.com', 'https://vcc-eu3.8x8.com'],
		['https://vcc-eu3.8x8.com', 'https://vcc-eu3.8x8.com'],
		['https://vcc-eu3.8x8.com/', 'https://vcc-eu3.8x8.com'],
		['HTTPS://VCC-EU3.8X8.COM', 'https://vcc-eu3.8x8.com'],
		['  https://vcc-eu3.8x8.com \n', 'https://vcc-eu3.8x8.com'],
		['https://vcc-eu3.8x8.com/CM/login.php?tenant=acme#top', 'https://vcc-eu3.8x8.com'],
		['vcc-eu3.8x8.com/CM/login.php?tenant=acme', 'https://vcc-eu3.8x8.com'],
		['vcc-eu3.8x8.com/CM?next=https://other.example', 'https://vcc-eu3.8x8.com'],
		['https://vcc-eu3.8x8.com:443/', 'https://vcc-eu3.8x8.com'],
		['vcc-eu3.8x8.com:8443', 'https://vcc-eu3.8x8.com:8443'],
		['//vcc-eu3.8x8.com/CM', 'https://vcc-eu3.8x8.com'],
		['https:\\\\vcc-eu3.8x8.com\\CM', 'https://vcc-eu3.8x8.com'],
	])('contract: %j, a host, an origin or a pasted login URL, means %s', (typed, origin) => {
		expect(readPlatformUrl(typed)).toEqual({ origin });
	});

	it.each([
		'vcc-na1.8x8.com',
		'vcc-na40.8x8.com',
		'vcc-eu21.8x8.com',
		'vcc-ca2.8x8.com',
		'vcc-ap1.8x8.com',
		'vcc-au1.8x8.com',
		'vcc-sb1.8x8.com',
		'odcc2.bell.ca',
		'vcc-mars9.8x8.com',
		'contactcenter.example',
	])('SUPPORT: the host is the one of the login URL, here %s, and no list limits it', (host) => {
		expect(readPlatformUrl(host)).toEqual({ origin: `https://${host}` });
	});

	it.each([
		['http://localhost:5000', 'http://localhost:5000'],
		['http://127.0.0.1:5000/x', 'http://127.0.0.1:5000'],
		['http://127.1', 'http://127.0.0.1'],
		['http://127.9.9.9', 'http://127.9.9.9'],
		['http://127.10.200.30', 'http://127.10.200.30'],
		['http://[::1]:80', 'http://[::1]'],
		['https://localhost:5000', 'https://localhost:5000'],
	])('contract: a loopback host may use HTTP, as in %s', (typed, origin) => {
		expect(readPlatformUrl(typed)).toEqual({ origin });
	});

	it.each([
		'http://vcc-eu3.8x8.com',
		'HTTP://vcc-eu3.8x8.com/CM/login.php',
		'http://127.0.0.1.example.com',
		'http://localhost.example.com',
		'http://notlocalhost',
		'http://128.0.0.1',
		'http://[::2]',
	])('SUPPORT: "only accepts requests using HTTPS", so %s is refused', (typed) => {
		expect(readPlatformUrl(typed)).toEqual({
			refusal:
				'The Platform URL begins with "http:", which would send the Action Token unencrypted',
			remedy: 'Begin it with "https:". 8x8 answers HTTPS only',
		});
	});

	it.each(['', '   ', '\n', undefined, null, 5, true, {}, ['https://vcc-eu3.8x8.com']])(
		'contract: it is required, so %j counts as empty',
		(typed) => {
			expect(readPlatformUrl(typed)).toEqual({
				refusal: 'The Platform URL is empty',
				remedy: 'Paste the address you use to log in to 8x8, e.g. https://vcc-eu3.8x8.com',
			});
		},
	);

	it.each([
		'https://',
		'http://',
		'https://?tenant=acme',
		'?tenant=acme',
		'#top',
		'https://vcc eu3.8x8.com',
		'https://[::1',
		'https://vcc-eu3.8x8.com:99999',
		'javascript:alert(1)',
		'file:///etc/passwd',
		'data:text/html,x',
		'5c'.repeat(32),
		`${'a'.repeat(64)}.8x8.com`,
	])('contract: %s holds no host', (typed) => {
		expect(readPlatformUrl(typed)).toMatchObject({
			refusal: 'The Platform URL holds no host that can be reached',
			remedy: expect.stringContaining('e.g. https://vcc-eu3.8x8.com'),
		});
	});

	it.each([
		['ftp://vcc-eu3.8x8.com', 'ftp:'],
		['ws://vcc-eu3.8x8.com', 'ws:'],
		['wss://localhost', 'wss:'],
		['sip://vcc-eu3.8x8.com', 'sip:'],
	])('contract: %s is not a web address', (typed, scheme) => {
		expect(readPlatformUrl(typed)).toMatchObject({
			refusal: `The Platform URL begins with "${scheme}", which is not a web address`,
			remedy: expect.stringContaining('Begin it with "https:"'),
		});
	});

	it.each([
		'https://acme:secret@vcc-eu3.8x8.com',
		'https://acme@vcc-eu3.8x8.com',
		'https://:secret@vcc-eu3.8x8.com',
		'http://acme:secret@localhost:5000',
		'acme@vcc-eu3.8x8.com',
	])('contract: user and password have fields of their own, so %s is refused', (typed) => {
		const reading = readPlatformUrl(typed);
		expect(reading).toMatchObject({
			refusal: 'The Platform URL holds a user name or password',
			remedy: expect.stringContaining('the tenant and the token have fields of their own'),
		});
		expect(JSON.stringify(reading)).not.toContain('secret');
	});

	it('contract: user and password without "https:" before them are called that too', () => {
		expect(readPlatformUrl('acme:secret@vcc-eu3.8x8.com')).toMatchObject({
			refusal: 'The Platform URL holds a user name or password',
		});
	});

	it.each(['/CM/login.php', 'https:///CM/login.php'])(
		'contract: %s, a path without a host, is refused',
		(typed) => {
			expect(readPlatformUrl(typed)).toMatchObject({
				refusal: 'The Platform URL holds no host that can be reached',
			});
		},
	);
});
