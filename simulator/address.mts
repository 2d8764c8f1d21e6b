import type { Form } from './forms.mts';

/** What a request's URL asks for. `either` is the portal form, which does not say which it is. */
export interface Address {
	path: string;
	query: Record<string, string>;
	form?: Form;
	identifier?: { kind: 'guid' | 'callId' | 'either'; value: string };
	/** Why the URL names no interaction although its path belongs to a form. */
	problem?: string;
}

const VERSION_1 = '/api/v1/interaction/data/';
const TSTATS = '/api/tstats/interaction/data';

const NEITHER = 'Either guid or callId is required';
const MALFORMED = 'The identifier is not valid percent-encoding';

/**
 * Reads the raw request target. Identifiers are percent-decoded exactly once, after the path was
 * split, so an encoded slash stays within its segment.
 *
 * Sources: SUPPORT (Example 3, base URL, query parameters) and PORTAL (the path with one
 * identifier).
 */
export function readAddress(target: string): Address {
	const mark = target.indexOf('?');
	const path = mark === -1 ? target : target.slice(0, mark);
	const parameters = mark === -1 ? new Map<string, string>() : readQuery(target.slice(mark + 1));
	const address: Address = { path, query: Object.fromEntries(parameters ?? []) };
	if (path === TSTATS) {
		address.form = 'tstats';
		return { ...address, ...(parameters ? fromQuery(parameters) : { problem: MALFORMED }) };
	}
	if (!path.startsWith(VERSION_1)) return address;
	const segments = path.slice(VERSION_1.length).split('/');
	if (segments.length === 1)
		return { ...address, form: 'portal', ...fromSegment('either', segments[0]) };
	const [kind, identifier] = segments;
	if (segments.length > 2 || (kind !== 'guid' && kind !== 'callId')) return address;
	return { ...address, form: 'keyed', ...fromSegment(kind, identifier) };
}

type Named = Pick<Address, 'identifier' | 'problem'>;

function fromSegment(kind: 'guid' | 'callId' | 'either', segment: string): Named {
	const value = decodeOnce(segment);
	if (value === undefined) return { problem: MALFORMED };
	return value === '' ? { problem: NEITHER } : { identifier: { kind, value } };
}

function fromQuery(parameters: Map<string, string>): Named {
	const guid = parameters.get('guid');
	const callId = parameters.get('callId');
	if (guid && callId) return { problem: 'Either guid or callId is required, not both' };
	if (guid) return { identifier: { kind: 'guid', value: guid } };
	if (callId) return { identifier: { kind: 'callId', value: callId } };
	return { problem: NEITHER };
}

/** Undefined when any part is not valid percent-encoding. A raw `+` is a space, as in a web form. */
function readQuery(raw: string): Map<string, string> | undefined {
	const parameters = new Map<string, string>();
	for (const part of raw.split('&')) {
		if (part === '') continue;
		const equals = part.indexOf('=');
		const name = decodeOnce((equals === -1 ? part : part.slice(0, equals)).replaceAll('+', ' '));
		const value = decodeOnce(equals === -1 ? '' : part.slice(equals + 1).replaceAll('+', ' '));
		if (name === undefined || value === undefined) return undefined;
		parameters.set(name, value);
	}
	return parameters;
}

function decodeOnce(text: string): string | undefined {
	try {
		return decodeURIComponent(text);
	} catch {
		return undefined;
	}
}
