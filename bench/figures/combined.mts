import type { Lab } from '../lab.mts';
import { median, whole, type Figure } from '../measured.mts';
import { contestants, type Contestant } from '../contestants.mts';

/** 1,000 rows of one variable on 100 interactions: how many requests they take. */
export async function combined(lab: Lab): Promise<Figure[]> {
	const sent = Object.fromEntries(contestants.map((name) => [name, [] as number[]])) as Record<
		Contestant,
		number[]
	>;
	await lab.repeated(async (repeat) => {
		for (const contestant of contestants) {
			await lab.withProcesses(1, contestant, async ([process]) => {
				const set = { tag: `combined${repeat}`, rows: 1000, interactions: 100 };
				await lab.simulator.stage({ settings: { rateLimit: null }, sets: [set] });
				await process.run({ contestant, set, credential: lab.credential(0) });
				const arrived = await lab.simulator.countSet(set);
				if (arrived !== set.rows) throw new Error(`The ${contestant} set ${arrived} rows of 1,000`);
				sent[contestant].push((await lab.simulator.counts(undefined)).requests);
			});
		}
	});
	const of = (contestant: Contestant) => median(sent[contestant]);
	return [
		{
			what: '1,000 rows of one variable on 100 interactions: requests sent',
			bar: '100',
			values: sent['this node'],
			write: whole,
			holds: (value) => value === 100,
			beside: `HTTP Request node ${whole(of('HTTP Request node'))}, bare Node client ${whole(of('bare Node client'))}`,
			drawn: {
				title: 'Requests sent for 1,000 rows on 100 interactions (fewer is better)',
				bars: contestants.map((name) => ({ name, value: of(name) })),
				write: whole,
			},
		},
	];
}
