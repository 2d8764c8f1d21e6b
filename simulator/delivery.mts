import { Buffer } from 'node:buffer';
import { validateHeaderValue, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

import type { FastifyReply } from 'fastify';

import type { Answer } from './answers.mts';
import type { ScriptedAnswer } from './scriptedAnswers.mts';

type Spoil = Pick<ScriptedAnswer, 'delayMs' | 'cut' | 'truncate' | 'dripMs' | 'hang'>;

/** Statuses that HTTP gives no body, so no length either. */
const BODILESS = [204, 304];

/**
 * Sends the whole answer at once.
 *
 * @param beforeEnd called with the status before the client can have all of the answer
 */
export function deliver(
	reply: FastifyReply,
	{ status, headers, body }: Answer,
	beforeEnd: (status: number) => void,
): void {
	// Otherwise a scripted header that cannot be sent would show only after `beforeEnd`.
	for (const [name, value] of Object.entries(headers)) validateHeaderValue(name, value);
	reply.code(status).headers(headers);
	beforeEnd(status);
	// Of bytes fastify does not touch the content type, of a string it would.
	reply.send(body.length === 0 ? undefined : asBytes(body));
}

/**
 * Sends an answer late, slowly, in part or not at all. Resolves when nothing more will be sent,
 * also when the client has gone.
 *
 * @param beforeEnd called with the status the client can see, 0 for none, before the last byte
 */
export async function deliverSpoilt(
	reply: FastifyReply,
	answer: Answer,
	spoil: Spoil,
	beforeEnd: (status: number) => void,
): Promise<void> {
	const response = reply.raw;
	if (response.destroyed) return;
	const gone = new AbortController();
	response.once('close', () => gone.abort());
	try {
		if (spoil.delayMs) await sleep(spoil.delayMs, undefined, { signal: gone.signal });
		const sent = partToSend(asBytes(answer.body), spoil);
		if (sent.isWhole && !spoil.dripMs && !spoil.hang) {
			deliver(reply, answer, beforeEnd);
			return;
		}
		reply.hijack();
		if (spoil.hang || response.destroyed) return;
		if (spoil.cut === 'before') {
			beforeEnd(0);
			response.destroy();
			return;
		}
		writeHead(response, answer, sent.announced);
		response.flushHeaders();
		await write(response, sent.bytes, spoil.dripMs, gone.signal);
		beforeEnd(answer.status);
		if (sent.isWhole) response.end();
		else response.socket?.destroySoon();
	} catch (error) {
		if (!gone.signal.aborted) throw error;
	}
}

function asBytes(body: Answer['body']): Buffer {
	return typeof body === 'string' ? Buffer.from(body) : Buffer.from(body);
}

function partToSend(whole: Buffer, { cut, truncate }: Spoil) {
	let length = whole.length;
	if (cut === 'headers') length = 0;
	else if (cut === 'body') length = Math.floor(whole.length / 2);
	else if (truncate !== undefined) length = Math.min(truncate, whole.length);
	const isWhole = length === whole.length && cut === undefined;
	return {
		bytes: whole.subarray(0, length),
		isWhole,
		// A cut answer must look cut even when its body is empty.
		announced: isWhole ? length : Math.max(whole.length, length + 1),
	};
}

async function write(
	response: ServerResponse,
	bytes: Buffer,
	dripMs: number | undefined,
	signal: AbortSignal,
): Promise<void> {
	if (!dripMs) {
		response.write(bytes);
		return;
	}
	for (let index = 0; index < bytes.length; index++) {
		await sleep(dripMs, undefined, { signal });
		response.write(bytes.subarray(index, index + 1));
	}
}

function writeHead(response: ServerResponse, { status, headers }: Answer, length: number): void {
	const announced = BODILESS.includes(status) ? {} : { 'content-length': String(length) };
	response.writeHead(status, { ...announced, ...headers });
}
