/** The origin requests go to, or why the Platform URL cannot be used and what to type instead. */
export type PlatformUrl = { origin: string } | { refusal: string; remedy: string };

const EXAMPLE = 'Paste the address you use to log in to 8x8, e.g. https://vcc-eu3.8x8.com';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** No part of a host's name is longer than 63 characters (RFC 1035, 2.3.4); a token is. */
const LABEL_TOO_LONG = /[^.]{64}/;

/**
 * Takes the origin from what people paste as Platform URL: a host (`vcc-eu3.8x8.com`), an origin,
 * or the whole login URL (`https://vcc-eu3.8x8.com/CM/login.php?…`); path and query are ignored.
 *
 * Hosts are not checked against a list, because 8x8 adds platforms. Anything but HTTPS is refused,
 * as 8x8's API "only accepts requests using HTTPS" (8x8 support article, Overview); a loopback host
 * may use HTTP, so that a simulator can stand in for 8x8.
 *
 * @param value the credential's `platformUrl` as it is stored
 */
export function readPlatformUrl(value: unknown): PlatformUrl {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') return { refusal: 'The Platform URL is empty', remedy: EXAMPLE };

	const url = parse(text);
	if (url === undefined || url.hostname === '' || LABEL_TOO_LONG.test(url.hostname)) {
		return { refusal: 'The Platform URL holds no host that can be reached', remedy: EXAMPLE };
	}
	if (url.username !== '' || url.password !== '') {
		return {
			refusal: 'The Platform URL holds a user name or password',
			remedy: `Remove everything up to the "@"; the tenant and the token have fields of their own. ${EXAMPLE}`,
		};
	}
	const loopback = LOOPBACK.test(url.hostname);
	if (url.protocol === 'http:' && !loopback) {
		return {
			refusal:
				'The Platform URL begins with "http:", which would send the Action Token unencrypted',
			remedy: 'Begin it with "https:". 8x8 answers HTTPS only',
		};
	}
	if (url.protocol !== 'https:' && url.protocol !== 'http:') {
		return {
			refusal: `The Platform URL begins with "${url.protocol}", which is not a web address`,
			remedy: `Begin it with "https:". ${EXAMPLE}`,
		};
	}
	return { origin: url.origin };
}

function parse(text: string): URL | undefined {
	// A path alone would have its first part taken for the host.
	if (/^(?:\/(?!\/)|[a-z]+:\/{3})/i.test(text)) return undefined;
	const hasScheme = /^[a-z][a-z0-9+.-]*:(?!\d)(?![^/]*@)/i.test(text);
	const withScheme = hasScheme ? text : `https://${text}`;
	try {
		return new URL(withScheme);
	} catch {
		// What is no URL holds no host either.
	}
	return undefined;
}
