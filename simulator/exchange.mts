import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Answer } from './answers.mts';
import { deliver, deliverSpoilt } from './delivery.mts';
import { errorAnswer, retryHeaders } from './errorShapes.mts';
import { readBody } from './incomingBody.mts';
import type { JournalEntry, RecordedRequest } from './journal.mts';
import { operate, type Found } from './operate.mts';
import { recognise } from './recognise.mts';
import { scriptedAnswer, takesEffect } from './scriptedAnswers.mts';
import type { Settings } from './settings.mts';
import type { State } from './state.mts';
import { countVariables } from './variableCount.mts';

type Finish = (status: number) => void;

/**
 * Answers one request of the API: who asks for what, then the rate limit, then a scripted answer,
 * a fault, or the ordinary one.
 *
 * @param answered called once, before the client can have all of the answer, or when it is lost
 */
export async function exchange(
	state: State,
	{ raw }: FastifyRequest,
	reply: FastifyReply,
	answered: (entry: JournalEntry) => void,
): Promise<void> {
	const { settings } = state;
	const at = state.now();
	const { entry, found } = recognise(raw, at, state.tenants, state.interactions);
	const waitMs = found.tenant && state.windows.admit(found.tenant.id, at, settings);
	entry.rateRefused = waitMs !== undefined;
	if (settings.keepJournal) state.journal.push(entry);
	const finish: Finish = (status) => {
		if (entry.finishedAt !== undefined) return;
		entry.status = status;
		entry.finishedAt = state.now();
		answered(entry);
	};
	reply.raw.once('close', () => finish(0));
	try {
		const body = await readBody(raw);
		entry.variableCount = countVariables(body.body);
		if (settings.journalBodies) Object.assign(entry, body);
		if (waitMs !== undefined) deliver(reply, rateRefusal(waitMs, settings), finish);
		else await answer(state, { ...entry, ...body }, found, reply, finish);
	} catch (error) {
		fail(reply, error, finish);
	}
}

async function answer(
	{ script, fault, random, settings }: State,
	request: RecordedRequest,
	found: Found,
	reply: FastifyReply,
	finish: Finish,
): Promise<void> {
	const scripted = script.take(request) ?? fault?.(request, random);
	const store = !scripted || takesEffect(scripted);
	const ordinary = operate(request, found, settings, { store });
	if (!scripted) {
		deliver(reply, ordinary, finish);
		return;
	}
	const changed = scriptedAnswer(scripted, ordinary, settings.errorShape);
	await deliverSpoilt(reply, changed, scripted, finish);
}

/** Only a test's own callback or script can throw; its message belongs in the answer. */
function fail(reply: FastifyReply, error: unknown, finish: Finish): void {
	if (reply.sent || reply.raw.headersSent || reply.raw.destroyed) {
		reply.raw.destroy();
		return;
	}
	const message = `The simulator failed: ${error instanceof Error ? error.message : String(error)}`;
	deliver(reply, errorAnswer(500, 'json', message), finish);
}

function rateRefusal(waitMs: number, { errorShape, retryAfter }: Settings): Answer {
	const refusal = errorAnswer(429, errorShape);
	const headers = { ...refusal.headers, ...retryHeaders(retryAfter, waitMs, Date.now()) };
	return { ...refusal, headers };
}
