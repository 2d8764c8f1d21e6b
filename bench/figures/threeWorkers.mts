import { LIMIT, MAX_WAIT_S, WINDOW_MS, type Lab } from '../lab.mts';
import { median, ratio, whole, type Figure } from '../measured.mts';

const WORKERS = 3;
const ROWS = 600;

/** All 100 requests of a window, with no reserve: the least time there is. */
const LEAST_MS = (ROWS / LIMIT.rateLimit.requests - 1) * WINDOW_MS;

/** Three processes, each believing that it has the tenant's whole budget. */
export async function threeWorkers(lab: Lab): Promise<Figure[]> {
	const rounds = await lab.repeated(
		async (repeat) =>
			await lab.withProcesses(WORKERS, 'this node', async (workers) => {
				const sets = workers.map((_, worker) => ({
					tag: `worker${repeat}${worker}`,
					rows: ROWS / WORKERS,
					interactions: ROWS / WORKERS,
				}));
				await lab.simulator.stage({ settings: LIMIT, sets });
				const begun = performance.now();
				const outcomes = await Promise.all(
					workers.map(
						async (worker, index) =>
							await worker.run({
								contestant: 'this node',
								set: sets[index],
								credential: lab.credential(100),
								tuning: { options: { maxWait: MAX_WAIT_S } },
							}),
					),
				);
				const wallMs = performance.now() - begun;
				let arrived = 0;
				for (const set of sets) arrived += await lab.simulator.countSet(set);
				const { refused } = await lab.simulator.counts(undefined);
				const reported = outcomes.reduce((sum, { failed }) => sum + failed.length, 0);
				return { lost: ROWS - arrived, reported, refused, time: wallMs / LEAST_MS };
			}),
	);
	const refused = median(rounds.map((round) => round.refused));
	return [
		{
			what: '600 interactions by three workers, each believing it owns the whole budget: rows lost',
			bar: '0',
			values: rounds.map(({ lost }) => lost),
			write: whole,
			holds: (_, values) => values.every((lost) => lost === 0),
			beside: `429 answers earned ${whole(refused)}`,
		},
		{
			what: 'the same: time ÷ the least that 100 requests a window allow',
			bar: '≤ 1.25',
			values: rounds.map(({ time }) => time),
			write: ratio,
			holds: (value) => value <= 1.25,
		},
	];
}
