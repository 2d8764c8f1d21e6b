import type { RowState } from '../simulatorProcess.mts';
import type { Outcome } from '../contestantProcess.mts';
import type { Lab } from '../lab.mts';
import { whole, type Figure } from '../measured.mts';

const ROWS = 2_000;

/** What the node's message has to speak of when the last answer was spoilt in this way. */
const tellsOf = {
	'500': /could not carry out the request \(500\)/,
	'429': /too many requests \(429\)/,
	cut: /No connection/,
	timeout: /did not answer within/,
	truncated: /broke off/,
};

interface Account {
	set: number;
	reported: number;
	/** Neither set nor reported. */
	lost: number;
	/** Said to be set but not there, said to have failed but accepted, or failed for another reason. */
	wrong: number;
}

function account({ failed, whole: all }: Outcome, states: RowState[]): Account {
	if (all !== undefined) throw new Error(`The run as a whole failed: ${all}`);
	const errors = new Map(failed.map(({ row, error }) => [row, error]));
	const result: Account = { set: 0, reported: 0, lost: 0, wrong: 0 };
	states.forEach(({ set, answered, lastFault }, row) => {
		const error = errors.get(row);
		if (error === undefined) {
			if (set) result.set++;
			else result.lost++;
			if (!answered) result.wrong++;
		} else {
			result.reported++;
			if (answered || lastFault === undefined || !tellsOf[lastFault].test(error)) result.wrong++;
		}
	});
	return result;
}

/** One answer in five is 500, 429, cut off, late or truncated. */
export async function faults(lab: Lab): Promise<Figure[]> {
	const measure = async (maxRetries: number | undefined): Promise<Account> =>
		await lab.withProcesses(1, 'this node', async ([process]) => {
			const set = { tag: 'faults', rows: ROWS, interactions: ROWS / 2 };
			await lab.simulator.stage({ settings: { rateLimit: null }, sets: [set], faultyShare: 0.2 });
			const outcome = await process.run({
				contestant: 'this node',
				set,
				credential: lab.credential(0),
				tuning: { options: { timeout: 300, ...(maxRetries !== undefined && { maxRetries }) } },
			});
			return account(outcome, await lab.simulator.states(set));
		});
	// By turns as it comes, and giving up early so that there is something to report.
	const all = await lab.repeated(async (repeat) => await measure(repeat % 2 === 0 ? undefined : 1));
	const counts = all.map(
		({ set, reported }, repeat) =>
			`${whole(set)} set and ${whole(reported)} reported with Max Retries ${repeat % 2 === 0 ? 5 : 1}`,
	);
	return [
		{
			what: '2,000 rows, one answer in five is 500, 429, cut off, late or truncated: rows neither set nor reported with the reason',
			bar: '0',
			values: all.map(({ lost }) => lost),
			write: whole,
			holds: (_, values) => values.every((lost) => lost === 0),
			beside: counts.join('; '),
		},
		{
			what: 'the same: rows reported wrongly, by the simulator’s state and what it answered last',
			bar: '0',
			values: all.map(({ wrong }) => wrong),
			write: whole,
			holds: (_, values) => values.every((wrong) => wrong === 0),
		},
	];
}
