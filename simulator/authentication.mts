import { Buffer } from 'node:buffer';
import { timingSafeEqual } from 'node:crypto';

import type { Tenant } from './settings.mts';

export interface Authentication {
	/** The tenant whose token was given; undefined answers 401. */
	tenant?: Tenant;
	/** The header as the journal may show it: never the token, nor anything that may be one. */
	shown?: string;
}

/**
 * Reads HTTP Basic credentials: tenant id and Action Request Token (SUPPORT, "Authentication").
 *
 * A name the simulator does not know is not shown either, since somebody who swaps the two fields
 * sends the token as the name.
 */
export function authenticate(header: string | undefined, tenants: Tenant[]): Authentication {
	if (header === undefined) return {};
	const encoded = /^Basic +([A-Za-z0-9+/=_-]+) *$/i.exec(header)?.[1];
	if (encoded === undefined) return { shown: 'unreadable' };
	const credentials = Buffer.from(encoded, 'base64').toString('utf8');
	const colon = credentials.indexOf(':');
	const name = colon === -1 ? credentials : credentials.slice(0, colon);
	const known = tenants.find(({ id }) => id === name);
	if (!known) return { shown: 'Basic (unknown tenant)' };
	const shown = `Basic ${known.id}`;
	return colon !== -1 && isSame(credentials.slice(colon + 1), known.token)
		? { tenant: known, shown }
		: { shown };
}

function isSame(given: string, expected: string): boolean {
	const a = Buffer.from(given);
	const b = Buffer.from(expected);
	return a.length === b.length && timingSafeEqual(a, b);
}
