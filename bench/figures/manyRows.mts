import type { Contestant, Tuning } from '../contestants.mts';
import type { Lab } from '../lab.mts';
import { median, ratio, whole, type Figure } from '../measured.mts';

const PER_INTERACTION = 10;
const mb = (value: number) => `${whole(value)} MB`;

/** 50,000 rows on 5,000 interactions without a limit: memory, and whether a row stays as cheap. */
export async function manyRows(lab: Lab): Promise<Figure[]> {
	const measure = async (contestant: Contestant, rows: number, tuning: Tuning = {}) =>
		await lab.withProcesses(1, contestant, async ([process]) => {
			const set = { tag: 'many', rows, interactions: rows / PER_INTERACTION };
			await lab.simulator.stage({ settings: { rateLimit: null }, sets: [set] });
			const outcome = await process.run({ contestant, set, credential: lab.credential(0), tuning });
			return { ...outcome, arrived: await lab.simulator.countSet(set) };
		});
	const rounds = await lab.repeated(async () => ({
		few: await measure('this node', 5_000),
		ours: await measure('this node', 50_000),
		// The gentlest setting of its batching: as it comes it opens a connection for each row at once.
		theirs: await measure('HTTP Request node', 50_000, {
			batch: { batchSize: 20, batchInterval: 1 },
		}),
	}));
	const theirs = median(rounds.map((round) => round.theirs.peakMb));
	const ours = median(rounds.map((round) => round.ours.peakMb));
	const arrived = median(rounds.map((round) => round.theirs.arrived));
	return [
		{
			what: "50,000 rows on 5,000 interactions: peak memory ÷ the HTTP Request node's",
			bar: '≤ 0.7',
			values: rounds.map((round) => round.ours.peakMb / round.theirs.peakMb),
			write: ratio,
			holds: (value) => value <= 0.7,
			beside: `this node ${mb(ours)}, HTTP Request node ${mb(theirs)} (${whole(arrived)} of its rows arrived)`,
			drawn: {
				title: '50,000 rows on 5,000 interactions: peak memory of the process (less is better)',
				bars: [
					{ name: 'this node', value: ours },
					{ name: 'HTTP Request node', value: theirs },
				],
				write: mb,
			},
		},
		{
			what: 'the same: time per row ÷ the time per row of 5,000 rows on 500 interactions',
			bar: '≤ 1',
			values: rounds.map((round) => round.ours.wallMs / 10 / round.few.wallMs),
			write: ratio,
			holds: (value) => value <= 1,
			beside: `${(median(rounds.map((round) => round.ours.wallMs)) / 50_000).toFixed(3)} ms a row`,
		},
	];
}
