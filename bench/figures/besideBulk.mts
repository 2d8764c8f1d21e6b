import { LIMIT, WINDOW_MS, type Lab } from '../lab.mts';
import { median, ms, percentile, type Figure } from '../measured.mts';

const RUNS = 100;
const GROUP = 5;

/** Runs of one item while a bulk run of 1,000 requests is going, ten in a window. */
export async function besideBulk(lab: Lab): Promise<Figure[]> {
	const rounds = await lab.repeated(
		async (repeat) =>
			await lab.withProcesses(1, 'this node', async ([process]) => {
				const set = { tag: `bulk${repeat}`, rows: 1000, interactions: 1000 };
				const ones = { tag: `one${repeat}`, rows: RUNS, interactions: RUNS };
				await lab.simulator.stage({ settings: LIMIT, sets: [set, ones] });
				const { times } = await process.beside({
					bulk: { contestant: 'this node', set, credential: lab.credential(100) },
					tag: ones.tag,
					runs: RUNS,
					groupSize: GROUP,
					// A little more, so that no sliding window ever holds a third group.
					everyMs: (WINDOW_MS / (LIMIT.rateLimit.requests * 0.1)) * GROUP * 1.05,
				});
				if ((await lab.simulator.countSet(set)) !== set.rows)
					throw new Error('The bulk run lost rows');
				return times;
			}),
	);
	return [
		{
			what: 'one-item executions beside a bulk run of 1,000 requests, in groups of five, ten a window: time until set, 95 of 100',
			bar: '≤ 1 s',
			values: rounds.map((times) => percentile(times, 0.95)),
			write: ms,
			holds: (value) => value <= 1000,
			beside: `median ${ms(median(rounds.flat()))}, slowest of all ${ms(Math.max(...rounds.flat()))}`,
		},
	];
}
