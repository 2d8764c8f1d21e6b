import { wordsOf } from './answerBody';
import { outcomeOf, type Destination, type Refusal } from './errors';
import { apiFormats } from './formats';
import { isGuid, type Interaction } from './interaction';
import { pause } from './pause';
import { surroundings, type NoTurn, type Run, type TenantBudget, type Turn } from './rateLimit';
import {
	backoff,
	decide,
	isRateLimited,
	toldWait,
	type Attempt,
	type RetryLimits,
	type RetryState,
} from './retry';
import { secretsIn, withoutSecrets, withoutWholeSecrets } from './secrets';
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
	/** What must not be shown, whatever an answer tells of it: the token. */
	secrets: readonly string[];
}

/** Sends the requests of one run: in its turn, again where that helps, never past the given bounds. */
export class Client {
	readonly usage: Usage = { sent: 0, repeated: 0, waiting: 0, pacedMs: 0 };
	private waitingSince = 0;
	private firstAttempt: Promise<void> | undefined;
	private endFirstAttempt = () => {};
	private denied: Refusal | undefined;

	constructor(private readonly parts: Parts) {}

	/**
	 * Sets at most `limits.variablesPerRequest` variables of one interaction.
	 *
	 * @param meant all variables of the items this is about; an answer may tell of any
	 */
	async set(
		interaction: Interaction,
		variables: readonly Variable[],
		meant = variables,
	): Promise<Result<SetAnswer>> {
		const format = apiFormats[this.parts.to.format];
		const secrets = this.secretsAnd(meant);
		const result = await this.request(
			{ method: 'POST', path: format.path(interaction), body: format.body(variables) },
			secrets,
		);
		if (!('answer' in result)) return result;
		const { interactionId, status, message, variablesSet } = readSetAnswer(result.answer);
		return {
			answer: {
				interactionId:
					interactionId === undefined || interactionId === interaction.id || isGuid(interactionId)
						? interactionId
						: withoutSecrets(interactionId, secrets),
				status: withoutSecrets(status, secrets),
				message: withoutSecrets(message, secrets),
				variablesSet,
			},
		};
	}

	/**
	 * Reads the context of an interaction.
	 *
	 * @param known variables that were set on it
	 * @returns the body of the answer
	 */
	async get(interaction: Interaction, known: readonly Variable[] = []): Promise<Result<string>> {
		const result = await this.request(
			{ method: 'GET', path: apiFormats[this.parts.to.format].path(interaction) },
			this.secretsAnd(known),
		);
		return 'answer' in result
			? { answer: withoutWholeSecrets(result.answer, this.parts.secrets) }
			: result;
	}

	private secretsAnd(variables: readonly Variable[]): readonly string[] {
		const { secrets } = this.parts;
		const values = secretsIn(variables);
		// The same list each time, where it can be: what to look for is found out once a list.
		return values.length === 0 ? secrets : [...new Set([...values, ...secrets])];
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
		let patienceMs = retry.maxWaitMs;

		for (let tries = 1; ; tries++) {
			const turn = await this.takeTurn(patienceMs);
			if (turn === 'stopped') return { stopped: true };
			const spentMs = () => surroundings.now() - startedAt;
			if (turn === 'pausedTooLong') {
				const refusal = { reason: 'rateLimited', status: 429, gaveUp: 'maxWait' } as const;
				return { refusal: { ...refusal, tries: tries - 1, spentMs: spentMs() } };
			}

			this.usage.sent++;
			const attempt = await send(request);
			const waitMs = giveBack(turn, attempt, state);
			const outcome = outcomeOf(attempt);
			// Those who wait go on when this is through, and so know a denial.
			this.endFirstAttempt();
			if ('text' in outcome) return { answer: outcome.text };
			const decision = decide(attempt, state, retry, waitMs);
			if (!decision.again) {
				const refusal: Refusal = {
					...outcome,
					tries,
					spentMs: spentMs(),
					...(decision.because !== 'final' && { gaveUp: decision.because }),
					...(attempt.kind === 'answer' && {
						status: attempt.status,
						words: wordsOf(attempt.headers['content-type'], attempt.text, (words) =>
							withoutSecrets(words, secrets),
						),
					}),
				};
				if (outcome.reason === 'unauthorized') this.denied = refusal;
				return { refusal };
			}
			this.usage.repeated++;
			// A 429 holds back the whole tenant, so that wait is served in the queue.
			if (isRateLimited(attempt)) {
				patienceMs = retry.maxWaitMs - state.heldBackMs;
				state.heldBackMs += waitMs;
				continue;
			}
			state.heldBackMs += waitMs;
			patienceMs = retry.maxWaitMs - state.heldBackMs;
			state.retries++;
			if (!(await pause(waitMs, run.signal))) return { stopped: true };
		}
	}

	private async takeTurn(patienceMs: number): Promise<Turn | NoTurn> {
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
