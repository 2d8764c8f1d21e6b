import { BULK_PER_WINDOW, type Lab } from '../lab.mts';
import { median, ratio, whole, type Figure } from '../measured.mts';
import type { Contestant, Tuning } from '../contestants.mts';
import type { Outcome } from '../contestantProcess.mts';

const ROWS = 500;

/**
 * Longer than elsewhere: before the first request n8n resolves the expressions of 500 rows, half a
 * second that is nothing beside five minutes, and much beside fifteen seconds.
 */
const WINDOW_MS = 10_000;

/** The last of the rows goes when so many windows have passed. */
const LEAST_MS = (Math.ceil(ROWS / BULK_PER_WINDOW) - 1) * WINDOW_MS;

interface Limited extends Outcome {
	arrived: number;
	refused: number;
}

/** 500 interactions where 100 requests are allowed in a window. */
export async function limited(lab: Lab): Promise<Figure[]> {
	const measure = async (contestant: Contestant, tuning: Tuning = {}): Promise<Limited> =>
		await lab.withProcesses(
			1,
			contestant,
			async ([process]) => {
				const set = { tag: 'limited', rows: ROWS, interactions: ROWS };
				await lab.simulator.stage({
					settings: { rateLimit: { requests: 100, windowMs: WINDOW_MS } },
					sets: [set],
				});
				const outcome = await process.run({
					contestant,
					set,
					credential: lab.credential(100),
					tuning,
				});
				const arrived = await lab.simulator.countSet(set);
				return { ...outcome, arrived, refused: (await lab.simulator.counts(undefined)).refused };
			},
			WINDOW_MS,
		);
	const rounds = await lab.repeated(async () => ({
		ours: await measure('this node'),
		asItComes: await measure('HTTP Request node'),
		tuned: await measure('HTTP Request node', {
			batch: { batchSize: 100, batchInterval: WINDOW_MS },
		}),
		bare: await measure('bare Node client'),
	}));
	const of = (name: keyof (typeof rounds)[number], what: (from: Limited) => number) =>
		rounds.map((round) => what(round[name]));
	const middle = (name: keyof (typeof rounds)[number], what: (from: Limited) => number) =>
		median(of(name, what));
	const arrived = ({ arrived: rows }: Limited) => rows;
	const refused = ({ refused: answers }: Limited) => answers;
	const time = ({ wallMs }: Limited) => wallMs / LEAST_MS;
	return [
		{
			what: `500 interactions under 100 requests a window (of ${WINDOW_MS / 1000} s here), default settings: rows set`,
			bar: '500',
			values: of('ours', arrived),
			write: whole,
			holds: (_, values) => values.every((rows) => rows === ROWS),
			beside: `HTTP Request node as it comes ${whole(middle('asItComes', arrived))}, with its batching set to the window by hand ${whole(middle('tuned', arrived))}; bare Node client ${whole(middle('bare', arrived))}`,
			drawn: {
				title: 'Rows set of 500, under 100 requests a window, as it comes (more is better)',
				bars: [
					{ name: 'this node', value: middle('ours', arrived) },
					{ name: 'HTTP Request node', value: middle('asItComes', arrived) },
					{ name: 'bare Node client', value: middle('bare', arrived) },
				],
				write: whole,
			},
		},
		{
			what: 'the same: 429 answers earned',
			bar: '0',
			values: of('ours', refused),
			write: whole,
			holds: (_, values) => values.every((answers) => answers === 0),
			beside: `HTTP Request node as it comes ${whole(middle('asItComes', refused))}, tuned ${whole(middle('tuned', refused))}; bare Node client ${whole(middle('bare', refused))}`,
		},
		{
			what: `the same: time ÷ the least that ${BULK_PER_WINDOW} requests a window allow (100 less the reserve of 10)`,
			bar: '≤ 1.03',
			values: of('ours', time),
			write: ratio,
			holds: (value) => value <= 1.03,
			beside: `HTTP Request node tuned ${ratio(middle('tuned', time))} (it keeps no reserve)`,
		},
	];
}
