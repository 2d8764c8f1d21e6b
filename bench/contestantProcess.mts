import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type * as RateLimit from '../nodes/EightByEightInteractionData/rateLimit.ts';
import { Engine } from './engine.mts';
import { start, type Contestant, type Credential, type Tuning } from './contestants.mts';
import { rowsOf, type Row, type RowSet } from './rows.mts';
import { serve } from './serve.mts';

export interface Job {
	contestant: Contestant;
	set: RowSet;
	credential: Credential;
	tuning?: Tuning;
}

export interface Outcome {
	wallMs: number;
	cpuMs: number;
	peakMb: number;
	/** Rows that the contestant says are set. */
	saidSet: number;
	/** By row, what it says otherwise. */
	failed: Array<{ row: number; error: string }>;
	/** What it says of all rows together, when it failed as a whole. */
	whole?: string;
}

const engine = await Engine.load(process.env.BENCH_USER_FOLDER ?? '');
// Where the engine loaded the node from, so that it is the node's own clock that is set.
const { budgetOf, surroundings } = createRequire(import.meta.url)(
	join(engine.packageFolder, 'dist/nodes/EightByEightInteractionData/rateLimit.js'),
) as typeof RateLimit;

async function run({ contestant, set, credential, tuning = {} }: Job): Promise<Outcome> {
	const rows = rowsOf(set);
	const cpu = process.cpuUsage();
	const begun = performance.now();
	const { items } = await start(engine, contestant, rows, credential, tuning);
	const outcome = await items.then(
		(done) => ({
			saidSet: done.filter(({ json }) => json.status === 'success').length,
			failed: done.flatMap(({ json }, row) =>
				json.status === 'success' ? [] : [{ row, error: textOf(json.error) }],
			),
		}),
		(error: unknown) => ({
			saidSet: 0,
			failed: [],
			whole: error instanceof Error ? error.message : String(error),
		}),
	);
	const wallMs = performance.now() - begun;
	const { user, system } = process.cpuUsage(cpu);
	return {
		wallMs,
		cpuMs: (user + system) / 1000,
		peakMb: process.resourceUsage().maxRSS / 1024,
		...outcome,
	};
}

function textOf(error: unknown): string {
	if (typeof error === 'string') return error;
	const { message } = (error ?? {}) as { message?: string };
	return message ?? JSON.stringify(error) ?? 'nothing at all';
}

/** A budget's places, which are its own business otherwise. */
interface Places {
	runs: Set<unknown>;
	waiters: Map<unknown, unknown>;
	inFlight: number;
}

const functions = {
	/** 8x8's minute, shortened. */
	setWindow(ms: number): void {
		surroundings.windowMs = ms;
	},
	run,
	/**
	 * Starts runs of one item in groups, while a bulk run is going if one is given.
	 *
	 * @returns ms of each, until set
	 */
	async ones(given: {
		job: Job;
		bulk?: RowSet;
		groupSize: number;
		everyMs: number;
	}): Promise<number[]> {
		const { job, bulk, groupSize, everyMs } = given;
		const bulkRun = bulk && run({ ...job, set: bulk });
		// By the clock, whatever the bulk run lets through: callers do not wait to call.
		const begun = performance.now();
		const times: Array<Promise<number>> = [];
		for (const [index, row] of rowsOf(job.set).entries()) {
			const due = begun + everyMs * (Math.floor(index / groupSize) + 0.2);
			if (performance.now() < due) await sleep(due - performance.now());
			times.push(timeOf(job, row, due));
		}
		await bulkRun;
		return await Promise.all(times);
	},
	/** Cancels a run in the middle of a wait. @returns ms until it ended, and what it left behind */
	async cancel({ job, afterMs }: { job: Job; afterMs: number }) {
		const { contestant, set, credential, tuning = {} } = job;
		const { items, cancel } = await start(engine, contestant, rowsOf(set), credential, tuning);
		const ended = items.then(
			() => 'finished',
			() => 'cancelled',
		);
		await sleep(afterMs);
		const budget = budgetOf(credential.platformUrl, credential.tenantId) as unknown as Places;
		const waitedBefore = budget.waiters.size;
		const begun = performance.now();
		cancel();
		const how = await ended;
		const endedMs = performance.now() - begun;
		await sleep(Math.max(0, 500 - endedMs));
		const timers = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
		return {
			how,
			endedMs,
			waitedBefore,
			left: budget.runs.size + budget.waiters.size + budget.inFlight,
			timers,
		};
	},
};
export type ContestantFunctions = typeof functions;

async function timeOf(
	{ contestant, credential, tuning = {} }: Job,
	row: Row,
	due: number,
): Promise<number> {
	const { items } = await start(engine, contestant, [row], credential, tuning);
	const [item] = await items;
	if (item?.json.status !== 'success') throw new Error(`Not set: ${textOf(item?.json.error)}`);
	return performance.now() - due;
}

serve(functions);
