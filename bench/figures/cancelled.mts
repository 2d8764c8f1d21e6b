import type { ScriptedAnswer } from '../../simulator/simulator.mts';
import { LIMIT, type Lab } from '../lab.mts';
import { ms, whole, type Figure } from '../measured.mts';

/** What a run may be waiting for when it is cancelled. */
const waits: Array<{ answers: ScriptedAnswer[]; limit: number }> = [
	// Its turn under Requests per Minute.
	{ answers: [], limit: 100 },
	// A pause that 8x8 asked for.
	{ answers: [{ status: 429, headers: { 'retry-after': '60' } }], limit: 0 },
	// Its next try.
	{ answers: [{ status: 503, times: 10_000 }], limit: 0 },
	// Answers.
	{ answers: [{ hang: true, times: 10_000 }], limit: 0 },
];

/** A run that is cancelled in the middle of a wait. */
export async function cancelled(lab: Lab): Promise<Figure[]> {
	const rounds = await lab.repeated(async () => {
		const ends = [];
		for (const { answers, limit } of waits) {
			ends.push(
				await lab.withProcesses(1, 'this node', async ([process]) => {
					const set = { tag: 'cancelled', rows: 300, interactions: 300 };
					await lab.simulator.stage({ settings: LIMIT, sets: [set], answers });
					const credential = lab.credential(limit);
					const job = { contestant: 'this node' as const, set, credential };
					return await process.cancel({ job, afterMs: 2_000 });
				}),
			);
		}
		const early = ends.find(({ how }) => how !== 'cancelled');
		if (early !== undefined) throw new Error('A run was over before it was cancelled');
		return ends;
	});
	return [
		{
			what: 'cancelled while waiting for its turn, for a pause 8x8 asked for, for the next try, for answers: time until the run has ended',
			bar: '≤ 500 ms',
			values: rounds.map((ends) => Math.max(...ends.map(({ endedMs }) => endedMs))),
			write: ms,
			holds: (_, values) => values.every((value) => value <= 500),
		},
		{
			what: 'the same: places in the queue and timers left behind',
			bar: '0',
			values: rounds.map((ends) => ends.reduce((sum, { left, timers }) => sum + left + timers, 0)),
			write: whole,
			holds: (_, values) => values.every((value) => value === 0),
		},
	];
}
