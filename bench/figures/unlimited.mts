import { contestants, type Contestant } from '../contestants.mts';
import type { Outcome } from '../contestantProcess.mts';
import type { Lab } from '../lab.mts';
import { median, ms, ratio, type Figure } from '../measured.mts';

/** 1,000 distinct interactions without a limit: what a request costs. */
export async function unlimited(lab: Lab): Promise<Figure[]> {
	const rounds = await lab.repeated(async (repeat) => {
		const round = {} as Record<Contestant, Outcome>;
		for (const contestant of contestants) {
			round[contestant] = await lab.withProcesses(1, contestant, async ([process]) => {
				const set = { tag: `unlimited${repeat}`, rows: 1000, interactions: 1000 };
				await lab.simulator.stage({ settings: { rateLimit: null }, sets: [set] });
				return await process.run({ contestant, set, credential: lab.credential(0) });
			});
		}
		return round;
	});
	const figure = (what: string, of: (outcome: Outcome) => number): Figure => {
		const middle = (contestant: Contestant) => median(rounds.map((round) => of(round[contestant])));
		return {
			what: `no limit, 1,000 distinct interactions: ${what} ÷ the HTTP Request node's`,
			bar: '≤ 0.85',
			values: rounds.map((round) => of(round['this node']) / of(round['HTTP Request node'])),
			write: ratio,
			holds: (value) => value <= 0.85,
			beside: contestants.map((name) => `${name} ${ms(middle(name))}`).join(', '),
			drawn: {
				title: `Without a limit, 1,000 interactions: ${what} (shorter is better)`,
				bars: contestants.map((name) => ({ name, value: middle(name) })),
				write: ms,
			},
		};
	};
	return [
		figure('wall time', ({ wallMs }) => wallMs),
		figure('processor time', ({ cpuMs }) => cpuMs),
	];
}
