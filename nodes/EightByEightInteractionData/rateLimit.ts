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

/** How much of the configured limit is tried again after a whole window without a 429. */
const RECOVERY_SHARE = 0.05;

/** The first pause after a 429 that does not say how long, as a share of the window; then doubling. */
const FIRST_PAUSE_SHARE = 1 / 60;

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

interface Waiter {
	run: Run;
	/** The longest pause of the tenant that is waited for. */
	patienceMs: number;
	grant(turn: Turn): void;
	giveUp(): void;
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
	private learned = { limit: Infinity, at: 0 };

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
	 * @param patienceMs the longest pause of the tenant that is waited for
	 * @returns `undefined` if the run is stopped meanwhile, or the tenant paused for longer
	 */
	async turn(run: Run, patienceMs = Infinity): Promise<Turn | undefined> {
		if (run.signal?.aborted || this.pausedForMs > patienceMs) return undefined;
		return await new Promise((resolve) => {
			const giveUp = () => {
				run.signal?.removeEventListener('abort', giveUp);
				this.remove(waiter);
				resolve(undefined);
			};
			const waiter: Waiter = {
				run,
				patienceMs,
				giveUp,
				grant: (turn) => {
					run.signal?.removeEventListener('abort', giveUp);
					resolve(turn);
				},
			};
			run.signal?.addEventListener('abort', giveUp, { once: true });
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
			this.remove(waiter);
			waiter.grant(this.start(waiter.run));
		}
	}

	/** Runs of few requests come first while they stay within the reserve; beyond it, all take turns. */
	private next(): Waiter | undefined {
		if (this.waiters.size === 0 || this.pausedForMs > 0) return undefined;
		this.forgetOld();
		const firsts = [...this.waiters.values()].flatMap((queue) => queue.slice(0, 1));
		const small = firsts.filter(({ run }) => this.isSmall(run) && this.reserveLeft(run) > 0);
		return [...small, ...firsts].find(({ run }) => this.hasRoom(run));
	}

	private hasRoom(run: Run): boolean {
		const small = this.isSmall(run);
		const kept = small ? 0 : this.reserveLeft(run);
		return (
			this.inFlight < (small ? MAX_IN_FLIGHT : BULK_IN_FLIGHT) &&
			this.inFlight + this.finished.length + kept < this.limitOf(run)
		);
	}

	private isSmall(run: Run): boolean {
		return run.planned <= this.reserve(run);
	}

	private reserveLeft(run: Run): number {
		return Math.max(0, this.reserve(run) - this.smallInFlight - this.smallFinished);
	}

	private reserve(run: Run): number {
		return Math.min(LARGEST_RESERVE, Math.floor(this.limitOf(run) * RESERVED_SHARE));
	}

	private limitOf(run: Run): number {
		const configured = run.limit === 0 ? Infinity : run.limit;
		if (this.learned.limit >= configured) return configured;
		const windows = Math.floor(
			(this.surroundings.now() - this.learned.at) / this.surroundings.windowMs,
		);
		const step = Math.ceil(
			(configured === Infinity ? this.learned.limit : configured) * RECOVERY_SHARE,
		);
		return Math.min(configured, this.learned.limit + windows * step);
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
		if (startedAt >= this.pausedUntil) {
			this.refusalsInARow = 0;
		} else {
			// Accepted although it was under way when another was refused: so much was left for us.
			this.learned.limit = Math.max(this.learned.limit, this.finished.length);
		}
	}

	private backOff(startedAt: number, toldMs: number | undefined): void {
		const { now, random, windowMs } = this.surroundings;
		// Requests that were already under way when the pause began say nothing new.
		if (startedAt >= this.pausedUntil) {
			const share = Math.min(FIRST_PAUSE_SHARE * 2 ** this.refusalsInARow, 1);
			this.pausedUntil = now() + windowMs * share * (1 - random() / 2);
			this.refusalsInARow = Math.min(this.refusalsInARow + 1, 10);
		}
		if (toldMs !== undefined) this.pausedUntil = Math.max(this.pausedUntil, now() + toldMs);
		this.forgetOld();
		this.learned = { limit: Math.max(1, this.finished.length), at: now() };
		for (const waiter of [...this.waiters.values()].flat()) {
			if (this.pausedForMs > waiter.patienceMs) waiter.giveUp();
		}
	}

	private get pausedForMs(): number {
		return Math.max(0, this.pausedUntil - this.surroundings.now());
	}

	private nextChangeInMs(): number {
		const { now, windowMs } = this.surroundings;
		if (this.pausedForMs > 0) return this.pausedForMs;
		const oldest = this.finished[0];
		return oldest === undefined ? windowMs : Math.max(1, oldest.at + windowMs - now());
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
