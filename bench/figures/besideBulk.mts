import { LIMIT, WINDOW_MS, type Lab } from '../lab.mts';
import { median, ms, type Figure } from '../measured.mts';
import { percentile } from '../percentile.mts';

const RUNS = 100;
const GROUP = 1;

/** Runs of one item while a bulk run of 1,000 requests is going, ten in a window. */
export async function besideBulk(lab: Lab): Promise<Figure[]> {
	const rounds = await lab.repeated(
		async (repeat) =>
			await lab.withProcesses(1, 'this node', async ([process]) => {
				const set = { tag: `bulk${repeat}`, rows: 1000, interactions: 1000 };
				const ones = { tag: `one${repeat}`, rows: RUNS, interactions: RUNS };
				await lab.simulator.stage({ settings: LIMIT, sets: [set, ones] });
				const given = {
					job: { contestant: 'this node' as const, set: ones, credential: lab.credential(100) },
					groupSize: GROUP,
					// A little more, because a run counts until a window after its answer.
					everyMs: (WINDOW_MS / (LIMIT.rateLimit.requests * 0.1)) * GROUP * 1.15,
				};
				const beside = await process.ones({ ...given, bulk: set });
				if ((await lab.simulator.countSet(set)) !== set.rows)
					throw new Error('The bulk run lost rows');
				await lab.simulator.stage({ settings: LIMIT, sets: [ones] });
				return { beside, alone: await process.ones(given) };
			}),
	);
	const beside = rounds.flatMap((round) => round.beside);
	return [
		{
			what: 'one-item executions beside a bulk run of 1,000 requests, ten a window: time until set, 95 of 100',
			bar: '≤ 1 s',
			values: rounds.map(({ beside }) => percentile(beside, 0.95)),
			write: ms,
			holds: (value) => value <= 1000,
			beside: `median ${ms(median(beside))}, slowest ${ms(Math.max(...beside))}; with no bulk run 95 of 100 within ${ms(median(rounds.map(({ alone }) => percentile(alone, 0.95))))}, median ${ms(median(rounds.flatMap(({ alone }) => alone)))}: n8n's own start of an execution`,
		},
	];
}
