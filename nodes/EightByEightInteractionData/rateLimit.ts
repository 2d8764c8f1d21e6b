import { sleep } from 'n8n-workflow';
import { SLICE_MS } from './pause';

/**
 * Requests of one tenant that may be under way at once. 100 requests a minute are 1.7 a second, so
 * ten suffice for the published limit even if every answer took six seconds; without a limit, n8n
 * gains nothing from more on one processor.
 */
const MAX_IN_FLIGHT = 10;

/** How many of these a bulk run may use; the others are kept for runs of few requests. */
export const BULK_IN_FLIGHT = 8;

/** The share of the window that is kept for runs of few requests, and what counts as few. */
const RESERVED_SHARE = 0.1;
const LARGEST_RESERVE = 10;

/** The first pause after a 429 that does not say how long, as a share of the window; then doubling. */
const FIRST_PAUSE_SHARE = 1 / 60;

/** When others use up the tenant's limit for long, it is tried at least so often whether they still do. */
const LONGEST_PAUSE_SHARE = 1 / 4;

/** Clock and chance, replaceable so that the policy can be tested without waiting. */
export interface Surroundings {
	/** Milliseconds, never going back. */
	now(): number;
	/** At least 0, less than 1. */
	random(): number;
	wait(ms: number): Promise<unknown>;
	/** 8x8 publishes its limit as requests a minute. */
	windowMs: number;
}

/** What the node runs in. */
export const surroundings: Surroundings = {
	now: () => performance.now(),
	random: Math.random,
	wait: sleep,
	windowMs: 60_000,
};

/** One run of the node: runs take turns, and one of few requests does not wait behind a bulk run. */
export interface Run {
	/** Requests per minute; 0 is unlimited. */
	limit: number;
	/** Requests the run expects to send. */
	planned: number;
	signal?: AbortSignal;
}

/** The right to send one request. It must be given back, whatever came of the request. */
export interface Turn {
	/** An answer came, or none will: 8x8 may have counted the request. */
	done(): void;
	/**
	 * 8x8 answered 429: pauses the whole tenant.
	 *
	 * @param toldMs how long 8x8 asked to wait
	 * @returns milliseconds until the tenant goes on
	 */
	refused(toldMs: number | undefined): number;
}

/** Why there is no turn: the run was stopped, or 8x8's 429 holds the tenant back for too long. */
export type NoTurn = 'stopped' | 'pausedTooLong';

interface Waiter {
	run: Run;
	patienceMs: number;
	/** Ends the waiting. */
	answer(turn: Turn | NoTurn): void;
}

/**
 * The requests of one tenant on one platform, shared by all runs in this process: at most `limit`
 * in any window. A request counts from when it is sent until a window after its answer came, so that
 * the count at 8x8, whenever the request reached it, is never higher than ours.
 */
export class TenantBudget {
	private readonly runs = new Set<Run>();
	private readonly waiters = new Map<Run, Waiter[]>();
	private readonly finished: Array<{ at: number; small: boolean }> = [];
	private smallFinished = 0;
	private inFlight = 0;
	private smallInFlight = 0;
	private pumping = false;
	private pausedUntil = 0;
	private refusalsInARow = 0;
	/** What the tenant proved to have left for us, after others' requests earned us a 429. */
	private proven = Infinity;
	/** From when on, and by how many requests at once, it is tried whether there is more. */
	private probe = { from: 0, size: 1, refusedInARow: 0 };

	constructor(private readonly surroundings: Surroundings) {}

	join(run: Run): void {
		this.runs.add(run);
	}

	leave(run: Run): void {
		this.runs.delete(run);
	}

	/** Whether nothing would be lost by forgetting this budget. */
	get idle(): boolean {
		this.forgetOld();
		return this.runs.size + this.inFlight + this.finished.length === 0 && this.pausedForMs === 0;
	}

	/**
	 * Waits for the run's turn.
	 *
	 * @param patienceMs how long 8x8's 429 may hold the request back; waiting for a turn under the limit
	 * is not bounded
	 */
	async turn(run: Run, patienceMs = Infinity): Promise<Turn | NoTurn> {
		if (run.signal?.aborted) return 'stopped';
		if (this.pausedForMs > patienceMs) return 'pausedTooLong';
		return await new Promise((resolve) => {
			const stop = () => waiter.answer('stopped');
			const waiter: Waiter = {
				run,
				patienceMs,
				answer: (turn) => {
					run.signal?.removeEventListener('abort', stop);
					this.remove(waiter);
					resolve(turn);
				},
			};
			run.signal?.addEventListener('abort', stop);
			const queue = this.waiters.get(run);
			if (queue === undefined) this.waiters.set(run, [waiter]);
			else queue.push(waiter);
			void this.pump();
		});
	}

	/** Grants turns for as long as somebody waits. */
	private async pump(): Promise<void> {
		this.grantAll();
		if (this.pumping) return;
		this.pumping = true;
		while (this.waiters.size > 0) {
			await this.surroundings.wait(Math.min(this.nextChangeInMs(), SLICE_MS));
			this.grantAll();
		}
		this.pumping = false;
	}

	private grantAll(): void {
		for (let waiter = this.next(); waiter !== undefined; waiter = this.next()) {
			waiter.answer(this.start(waiter.run));
		}
	}

	/** Runs of few requests come first while they stay within the reserve; beyond it, all take turns. */
	private next(): Waiter | undefined {
		if (this.pausedForMs > 0) return undefined;
		this.forgetOld();
		const firsts = [...this.waiters.values()].flatMap((queue) => queue.slice(0, 1));
		const small = firsts.filter(({ run }) => this.isSmall(run) && this.reserveLeft(run) > 0);
		return [...small, ...firsts].find(({ run }) => this.hasRoom(run));
	}

	private hasRoom(run: Run): boolean {
		const small = this.isSmall(run);
		const reserved = this.reserveLeft(run);
		const used = this.inFlight + this.finished.length;
		return (
			this.inFlight < (small ? MAX_IN_FLIGHT : BULK_IN_FLIGHT) &&
			used + (small ? 0 : reserved) < limitOf(run) &&
			// The reserve is small enough to be tried without proof.
			((small && reserved > 0) || used < this.worthTrying)
		);
	}

	/** All that the tenant proved to have left, and a little more from time to time. */
	private get worthTrying(): number {
		return this.surroundings.now() >= this.probe.from ? this.proven + this.probe.size : this.proven;
	}

	private isSmall(run: Run): boolean {
		return run.planned <= reserveOf(run);
	}

	private reserveLeft(run: Run): number {
		return Math.max(0, reserveOf(run) - this.smallInFlight - this.smallFinished);
	}

	private start(run: Run): Turn {
		const small = this.isSmall(run);
		const startedAt = this.surroundings.now();
		this.inFlight++;
		if (small) this.smallInFlight++;
		const end = () => {
			this.inFlight--;
			if (small) this.smallInFlight--;
		};
		return {
			done: () => {
				end();
				this.count(startedAt, small);
				void this.pump();
			},
			refused: (toldMs) => {
				end();
				this.backOff(startedAt, toldMs);
				return this.pausedForMs;
			},
		};
	}

	private count(startedAt: number, small: boolean): void {
		this.finished.push({ at: this.surroundings.now(), small });
		if (small) this.smallFinished++;
		if (startedAt >= this.pausedUntil) this.refusalsInARow = 0;
		if (this.finished.length <= this.proven) return;
		// There is more than was known, and likely more still.
		this.proven = this.finished.length;
		this.probe.size++;
		this.probe.refusedInARow = 0;
	}

	private backOff(startedAt: number, toldMs: number | undefined): void {
		const { now } = this.surroundings;
		// Requests that were already under way when the pause began say nothing new.
		if (startedAt >= this.pausedUntil) {
			const pauseMs = this.pauseAfter(this.refusalsInARow);
			const shortest = Math.min(pauseMs, this.pauseAfter(0));
			// When our own oldest request no longer counts, there is room again.
			const roomInMs = this.roomInMs ?? pauseMs;
			this.pausedUntil = now() + Math.min(pauseMs, Math.max(roomInMs, shortest));
			this.refusalsInARow = Math.min(this.refusalsInARow + 1, 10);
		}
		if (toldMs !== undefined) this.pausedUntil = Math.max(this.pausedUntil, now() + toldMs);
		for (const waiter of [...this.waiters.values()].flat()) {
			if (waiter.patienceMs < this.pausedForMs) waiter.answer('pausedTooLong');
		}
		this.forgetOld();
		// Of those still under way, each that is refused as well takes itself off.
		this.proven = Math.max(1, this.finished.length + this.inFlight);
		this.probeLater(startedAt);
	}

	/** What others leave changes: tried often at first, seldom when it stays refused. */
	private probeLater(startedAt: number): void {
		if (startedAt < this.probe.from) return;
		const { refusedInARow } = this.probe;
		this.probe = {
			from: this.surroundings.now() + this.pauseAfter(refusedInARow),
			size: 1,
			refusedInARow: Math.min(refusedInARow + 1, 10),
		};
	}

	/** Doubling; up to a half is taken off, so that several workers spread. */
	private pauseAfter(refusals: number): number {
		const { random, windowMs } = this.surroundings;
		const share = Math.min(FIRST_PAUSE_SHARE * 2 ** refusals, LONGEST_PAUSE_SHARE);
		return windowMs * share * (1 - random() / 2);
	}

	/** Milliseconds until the oldest of our own requests no longer counts. */
	private get roomInMs(): number | undefined {
		const oldest = this.finished[0];
		return oldest && oldest.at + this.surroundings.windowMs - this.surroundings.now();
	}

	private get pausedForMs(): number {
		return Math.max(0, this.pausedUntil - this.surroundings.now());
	}

	private nextChangeInMs(): number {
		const { now, windowMs } = this.surroundings;
		if (this.pausedForMs > 0) return this.pausedForMs;
		const untilProbe = this.probe.from - now();
		const changes = [this.roomInMs ?? windowMs, untilProbe > 0 ? untilProbe : windowMs];
		return Math.max(1, Math.min(...changes));
	}

	private forgetOld(): void {
		const { now, windowMs } = this.surroundings;
		const oldest = now() - windowMs;
		const kept = this.finished.findIndex(({ at }) => at > oldest);
		const forgotten = this.finished.splice(0, kept === -1 ? this.finished.length : kept);
		this.smallFinished -= forgotten.filter(({ small }) => small).length;
	}

	/** The run's other requests go to the end of the line, which makes runs take turns. */
	private remove(waiter: Waiter): void {
		const queue = (this.waiters.get(waiter.run) ?? []).filter((other) => other !== waiter);
		this.waiters.delete(waiter.run);
		if (queue.length > 0) this.waiters.set(waiter.run, queue);
	}
}

function limitOf({ limit }: Run): number {
	return limit === 0 ? Infinity : limit;
}

function reserveOf(run: Run): number {
	return Math.min(LARGEST_RESERVE, Math.floor(limitOf(run) * RESERVED_SHARE));
}

const budgets = new Map<string, TenantBudget>();

/** The budget that every run for this tenant in this process shares; idle ones of others are let go. */
export function budgetOf(origin: string, tenantId: string): TenantBudget {
	for (const [key, budget] of budgets) {
		if (budget.idle) budgets.delete(key);
	}
	const key = `${origin} ${tenantId}`;
	const known = budgets.get(key);
	if (known !== undefined) return known;
	const budget = new TenantBudget(surroundings);
	budgets.set(key, budget);
	return budget;
}
