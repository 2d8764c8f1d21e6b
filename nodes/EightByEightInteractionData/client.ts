import { wordsOf } from './answerBody';
import { reasonOf, type Destination, type Refusal } from './errors';
import { apiFormats } from './formats';
import type { Interaction } from './interaction';
import { pause } from './pause';
import { surroundings, type Run, type TenantBudget, type Turn } from './rateLimit';
import {
	backoff,
	decide,
	isRateLimited,
	toldWait,
	type Attempt,
	type RetryLimits,
	type RetryState,
} from './retry';
import { secretsIn, withoutSecrets } from './secrets';
import { readSetAnswer, type SetAnswer } from './setAnswer';
import type { ApiRequest, Send } from './transport';
import type { Variable } from './variables';

/** What came of a request, after all repeats. */
export type Result<T> = { answer: T } | { refusal: Refusal } | { stopped: true };

/** What the requests of one run amounted to. */
export interface Usage {
	/** Requests sent, repeats included. */
	sent: number;
	repeated: number;
	/** Requests waiting for their turn now. */
	waiting: number;
	/** Milliseconds during which at least one request waited for its turn. */
	pacedMs: number;
}

interface Parts {
	to: Destination;
	send: Send;
	budget: TenantBudget;
	run: Run;
	retry: RetryLimits;
}

/** Sends the requests of one run: in its turn, again where that helps, never past the given bounds. */
export class Client {
	readonly usage: Usage = { sent: 0, repeated: 0, waiting: 0, pacedMs: 0 };
	private waitingSince = 0;
	private firstAttempt: Promise<void> | undefined;
	private endFirstAttempt = () => {};
	private denied: Refusal | undefined;

	constructor(private readonly parts: Parts) {}

	/** Sets at most `limits.variablesPerRequest` variables of one interaction. */
	async set(interaction: Interaction, variables: readonly Variable[]): Promise<Result<SetAnswer>> {
		const format = apiFormats[this.parts.to.format];
		const secrets = secretsIn(variables);
		const result = await this.request(
			{ method: 'POST', path: format.path(interaction), body: format.body(variables) },
			secrets,
		);
		if (!('answer' in result)) return result;
		const answer = readSetAnswer(result.answer);
		return { answer: { ...answer, message: withoutSecrets(answer.message, secrets) } };
	}

	/** Reads the context of an interaction. @returns the body of the answer */
	async get(interaction: Interaction): Promise<Result<string>> {
		return await this.request(
			{ method: 'GET', path: apiFormats[this.parts.to.format].path(interaction) },
			[],
		);
	}

	/**
	 * The first request of a run goes alone until something comes back: a wrong token is told after
	 * a single request, however many items wait.
	 */
	private async request(
		request: Omit<ApiRequest, 'timeoutMs'>,
		secrets: readonly string[],
	): Promise<Result<string>> {
		if (this.firstAttempt === undefined) {
			this.firstAttempt = new Promise((resolve) => (this.endFirstAttempt = resolve));
		} else {
			await this.firstAttempt;
		}
		if (this.denied !== undefined) return { refusal: { ...this.denied, tries: 0 } };

		const result = await this.repeat({ ...request, timeoutMs: this.parts.to.timeoutMs }, secrets);
		this.endFirstAttempt();
		return result;
	}

	private async repeat(request: ApiRequest, secrets: readonly string[]): Promise<Result<string>> {
		const { send, run, retry } = this.parts;
		const state: RetryState = { retries: 0, heldBackMs: 0 };
		const startedAt = surroundings.now();

		for (let tries = 1; ; tries++) {
			const turn = await this.takeTurn(patienceMs);
			if (turn === undefined && run.signal?.aborted) return { stopped: true };
			if (turn === undefined) {
				const spentMs = surroundings.now() - startedAt;
				return {
					refusal: {
						reason: 'rateLimited',
						status: 429,
						tries: tries - 1,
						spentMs,
						gaveUp: 'maxWait',
					},
				};
			}

			this.usage.sent++;
			const attempt = await send(request);
			const waitMs = giveBack(turn, attempt, state);
			const reason = reasonOf(attempt);
			if (reason === undefined && attempt.kind === 'answer') {
				this.endFirstAttempt();
				return { answer: attempt.text };
			}
			const decision = decide(attempt, state, retry, waitMs);
			if (!decision.again) {
				const refusal: Refusal = {
					reason: reason ?? 'notSent',
					tries,
					spentMs: surroundings.now() - startedAt,
					...(decision.because !== 'final' && { gaveUp: decision.because }),
					...(attempt.kind === 'answer' && {
						status: attempt.status,
						words: withoutSecrets(wordsOf(attempt.headers['content-type'], attempt.text), secrets),
					}),
				};
				if (reason === 'unauthorized') this.denied = refusal;
				this.endFirstAttempt();
				return { refusal };
			}
			this.endFirstAttempt();
			this.usage.repeated++;
		let patienceMs = retry.maxWaitMs;
			state.heldBackMs += waitMs;
			// A 429 holds back the whole tenant, so that wait is served in the queue.
			if (isRateLimited(attempt)) continue;
			state.retries++;
			if (!(await pause(waitMs, run.signal))) return { stopped: true };
		}
	}

	private async takeTurn(patienceMs: number): Promise<Turn | undefined> {
		if (this.usage.waiting++ === 0) this.waitingSince = surroundings.now();
		const turn = await this.parts.budget.turn(this.parts.run, patienceMs);
		if (--this.usage.waiting === 0) this.usage.pacedMs += surroundings.now() - this.waitingSince;
		return turn;
	}
}

/** Gives the turn back. @returns milliseconds to wait before the request is worth sending again */
function giveBack(turn: Turn, attempt: Attempt, { retries }: RetryState): number {
	const told = attempt.kind === 'answer' ? toldWait(attempt.headers, Date.now()) : undefined;
	if (isRateLimited(attempt)) return turn.refused(told);
	turn.done();
	return told ?? backoff(retries, surroundings.random());
}
			patienceMs = retry.maxWaitMs - state.heldBackMs;
