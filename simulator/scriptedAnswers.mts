import { Buffer } from 'node:buffer';

import type { Answer } from './answers.mts';
import { errorAnswer } from './errorShapes.mts';
import type { RecordedRequest } from './journal.mts';
import type { Settings } from './settings.mts';

/**
 * What to answer instead of, or on top of, the ordinary answer. With neither `status` nor `body`
 * the ordinary answer is sent, changed as the other fields say.
 */
export interface ScriptedAnswer {
	/** How many requests it serves. Default: 1. Ignored for an answer given by `fault`. */
	times?: number;
	/** Which requests it serves; others pass it by. Ignored for an answer given by `fault`. */
	when?: (request: RecordedRequest) => boolean;
	/** An error status without a body gets the body of the current error shape. */
	status?: number;
	headers?: Record<string, string>;
	/** Objects are sent as JSON. */
	body?: string | Uint8Array | object;
	/** Milliseconds before anything is sent. */
	delayMs?: number;
	/** Destroys the connection before anything, after the headers, or half way through the body. */
	cut?: 'before' | 'headers' | 'body';
	/** Announces the full length, sends so many bytes only, then ends the connection. */
	truncate?: number;
	/** Sends the body one byte at a time, so many milliseconds apart. */
	dripMs?: number;
	/**
	 * Whether the request takes effect. Default: only when the ordinary answer is sent, so neither
	 * with `status` or `body`, nor with `hang` or `cut: 'before'`.
	 */
	apply?: boolean;
	/** Never answers. */
	hang?: true;
}

/** Asked for every request that no scripted answer serves; undefined leaves the ordinary answer. */
export type Fault = (
	request: RecordedRequest,
	random: () => number,
) => ScriptedAnswer | undefined | void;

/** Whether the ordinary answer is replaced rather than changed in its delivery. */
export function isReplaced({ status, body }: ScriptedAnswer): boolean {
	return status !== undefined || body !== undefined;
}

/** Whether the request it answers takes effect. */
export function takesEffect(scripted: ScriptedAnswer): boolean {
	const reaches = !isReplaced(scripted) && !scripted.hang && scripted.cut !== 'before';
	return scripted.apply ?? reaches;
}

/** The answers waiting for the next requests, in order. */
export class Script {
	private readonly waiting: Array<{ scripted: ScriptedAnswer; left: number }> = [];

	add(answers: ScriptedAnswer[]): void {
		for (const scripted of answers) this.waiting.push({ scripted, left: scripted.times ?? 1 });
	}

	/** Takes the first answer whose condition the request meets. */
	take(request: RecordedRequest): ScriptedAnswer | undefined {
		const index = this.waiting.findIndex(({ scripted }) => scripted.when?.(request) ?? true);
		if (index === -1) return undefined;
		const entry = this.waiting[index];
		entry.left--;
		if (entry.left <= 0) this.waiting.splice(index, 1);
		return entry.scripted;
	}

	clear(): void {
		this.waiting.length = 0;
	}
}

/** The answer a scripted one stands for, given the ordinary one where it is needed. */
export function scriptedAnswer(
	scripted: ScriptedAnswer,
	ordinary: Answer,
	errorShape: Settings['errorShape'],
): Answer {
	const answer = isReplaced(scripted) ? replacement(scripted, errorShape) : ordinary;
	const given = Object.entries(scripted.headers ?? {}).map(([name, value]) => [
		name.toLowerCase(),
		value,
	]);
	return { ...answer, headers: { ...answer.headers, ...Object.fromEntries(given) } };
}

function replacement(
	{ status = 200, body }: ScriptedAnswer,
	errorShape: Settings['errorShape'],
): Answer {
	if (body === undefined) {
		return status >= 400 ? errorAnswer(status, errorShape) : { status, headers: {}, body: '' };
	}
	if (typeof body === 'string') {
		return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
	}
	if (body instanceof Uint8Array || Buffer.isBuffer(body)) {
		return { status, headers: { 'content-type': 'application/octet-stream' }, body };
	}
	return {
		status,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	};
}
