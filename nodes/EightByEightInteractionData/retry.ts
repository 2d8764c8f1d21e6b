/** An answer of any status. */
export interface Answer {
	kind: 'answer';
	status: number;
	/** Names in lower case. */
	headers: Readonly<Record<string, unknown>>;
	text: string;
	/** `cut`: the connection ended before the body did; `tooLong`: reading was given up. */
	body: 'whole' | 'cut' | 'tooLong';
}

/** What came of sending one request once. */
export type Attempt =
	Answer | { kind: 'noAnswer'; cause: 'timeout' | 'connection' | 'certificate' | 'other' };

export interface RetryLimits {
	/** How often a request is sent again after a 5xx answer or without an answer. */
	maxRetries: number;
	/** Milliseconds one request may be held back by 429 answers and back-off together. */
	maxWaitMs: number;
}

/** How a request has fared so far. */
export interface RetryState {
	/** Repeats after 5xx answers and missing answers. */
	retries: number;
	/** Milliseconds of waiting that were asked for by 429 answers and back-off. */
	heldBackMs: number;
}

export type Decision =
	{ again: true } | { again: false; because: 'final' | 'maxRetries' | 'maxWait' };

/**
 * Whether a request is worth sending again. Setting a variable twice leaves the same state ("add or
 * update", 8x8 portal), so a request whose answer was lost may be repeated.
 *
 * @param waitMs milliseconds to wait before, from 8x8 or from {@link backoff}
 */
export function decide(
	attempt: Attempt,
	state: RetryState,
	limits: RetryLimits,
	waitMs: number,
): Decision {
	if (!isTemporary(attempt)) return { again: false, because: 'final' };
	if (!isRateLimited(attempt) && state.retries >= limits.maxRetries) {
		return { again: false, because: 'maxRetries' };
	}
	if (state.heldBackMs + waitMs > limits.maxWaitMs) return { again: false, because: 'maxWait' };
	return { again: true };
}

export function isRateLimited(attempt: Attempt): boolean {
	return attempt.kind === 'answer' && attempt.status === 429;
}

function isTemporary(attempt: Attempt): boolean {
	if (attempt.kind === 'noAnswer')
		return attempt.cause === 'timeout' || attempt.cause === 'connection';
	return (
		attempt.status === 429 ||
		attempt.status >= 500 ||
		(attempt.status < 300 && attempt.body === 'cut')
	);
}

const FIRST_BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 60_000;

/**
 * Milliseconds before repeat number `retries` + 1: doubling from half a second up to a minute; up to
 * a half is taken off, so that many clients spread.
 *
 * @param random at least 0, less than 1
 */
export function backoff(retries: number, random: number): number {
	return (
		Math.min(FIRST_BACKOFF_MS * 2 ** Math.min(retries, 20), LONGEST_BACKOFF_MS) * (1 - random / 2)
	);
}

/**
 * The wait that 8x8 asks for: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3), or
 * `x-ratelimit-reset` in unix seconds. Neither is documented for this API; its siblings send them.
 *
 * @param headers with names in lower case
 * @param now unix milliseconds
 * @returns milliseconds, or `undefined` when nothing was said that lies ahead
 */
export function toldWait(
	headers: Readonly<Record<string, unknown>>,
	now: number,
): number | undefined {
	const after = headers['retry-after'];
	if (typeof after === 'string') {
		const seconds = Number(after);
		const wait = Number.isNaN(seconds) ? Date.parse(after) - now : seconds * 1_000;
		if (wait > 0 && Number.isFinite(wait)) return Math.ceil(wait);
	}
	const reset = headers['x-ratelimit-reset'];
	const wait = typeof reset === 'string' ? Number(reset) * 1_000 - now : NaN;
	return wait > 0 && Number.isFinite(wait) ? Math.ceil(wait) : undefined;
}
