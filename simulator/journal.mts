import type { IncomingHttpHeaders } from 'node:http';

import type { Form } from './forms.mts';

/** A request as the simulator understood it. */
export interface RecordedRequest {
	/** Milliseconds, from the simulator's clock, when the request's headers had arrived. */
	at: number;
	method: string;
	/** The request target as it was sent, not decoded. */
	url: string;
	/** `url` without the query, not decoded. */
	path: string;
	/** Decoded once. */
	query: Record<string, string>;
	/** As sent, except that `authorization` names the tenant only: `Basic acme`. */
	headers: IncomingHttpHeaders;
	/** The tenant that authenticated; undefined when none did. */
	tenant?: string;
	/** Undefined when the path belongs to none. */
	form?: Form;
	/** In the portal form the kind is `callId` when the simulator knows it as one, else `guid`. */
	identifier?: { kind: 'guid' | 'callId'; value: string };
	/** Parsed JSON; undefined without a body, or when it is not JSON. */
	body?: unknown;
	/** Undefined when there was no body. */
	rawBody?: string;
	/** How many variables the body lists, in any published shape; undefined when it lists none. */
	variableCount?: number;
}

/** A request and what became of it. */
export interface JournalEntry extends RecordedRequest {
	/** Undefined until the answer's last byte, or the loss of the connection. */
	finishedAt?: number;
	/** The status sent; 0 when none was, or none yet. */
	status: number;
	/** Whether the simulator's own rate limit refused it, as opposed to a scripted 429. */
	rateRefused: boolean;
}
