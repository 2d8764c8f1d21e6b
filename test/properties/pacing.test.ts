import fc from 'fast-check';
import { TenantBudget, type Run } from '../../nodes/EightByEightInteractionData/rateLimit';
import { FakeClock } from '../rules/fakeClock';
import { runs } from './runs.mts';

const WINDOW = 1_000;

/** Moments at the edges of a window, and any others. */
const moments = fc.oneof(
	fc.constantFrom(0, 1, WINDOW - 1, WINDOW, WINDOW + 1, 2 * WINDOW - 1, 2 * WINDOW),
	fc.nat({ max: 3 * WINDOW }),
);

const requests = fc.record({
	/** When the run asks for its turn. */
	at: moments,
	run: fc.nat({ max: 3 }),
	latency: fc.oneof(fc.constantFrom(0, 0, 1), fc.nat({ max: 2 * WINDOW })),
	/** Which part of the latency has passed when 8x8 counts the request. */
	arrival: fc.constantFrom(0, 0.5, 1),
	/** 8x8's answer; a number of milliseconds is a 429 that asks to wait so long. */
	answer: fc.oneof(
		{ weight: 8, arbitrary: fc.constant('accepted' as const) },
		{ weight: 1, arbitrary: fc.constant('refused' as const) },
		{ weight: 1, arbitrary: fc.nat({ max: 3 * WINDOW }) },
	),
});

const schedules = fc.record({
	limit: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 25 })),
	planned: fc.tuple(...Array.from({ length: 4 }, () => fc.constantFrom(1, 2, 5, 1_000))),
	/** When a run is cancelled, if it is. */
	cancelledAt: fc.option(fc.nat({ max: 3 * WINDOW })),
	chance: fc.constantFrom(0, 0.5, 0.999),
	requests: fc.array(requests, { minLength: 1, maxLength: 40 }),
});

interface Outcome {
	/** When 8x8 counted the requests it accepted. */
	counted: number[];
	mostUnderWay: number;
	granted: number;
	stopped: number;
	/** Of requests that got their turn, the time since the last 429 that was known then. */
	duringPause: number;
	left: boolean;
}

type Schedule = typeof schedules extends fc.Arbitrary<infer T> ? T : never;

async function play(schedule: Schedule): Promise<Outcome> {
	const clock = new FakeClock(WINDOW);
	clock.chance = schedule.chance;
	const budget = new TenantBudget(clock);
	const cancel = new AbortController();
	const tenantRuns: Run[] = schedule.planned.map((planned, index) => ({
		limit: schedule.limit,
		planned,
		...(index === 0 && { signal: cancel.signal }),
	}));
	const outcome: Outcome = {
		counted: [],
		mostUnderWay: 0,
		granted: 0,
		stopped: 0,
		duringPause: 0,
		left: false,
	};
	let underWay = 0;
	let pausedUntil = 0;

	const at = async (time: number) => {
		if (time > 0) await clock.wait(time);
	};
	const request = async ({
		at: asked,
		run,
		latency,
		arrival,
		answer,
	}: Schedule['requests'][number]) => {
		await at(asked);
		const turn = await budget.turn(tenantRuns[run]);
		if (typeof turn === 'string') {
			outcome.stopped++;
			return;
		}
		outcome.granted++;
		if (clock.now() < pausedUntil) outcome.duringPause++;
		outcome.mostUnderWay = Math.max(outcome.mostUnderWay, ++underWay);
		await at(Math.floor(latency * arrival));
		if (answer === 'accepted') outcome.counted.push(clock.now());
		// An answer is an event of its own: never in the instant in which another turn is granted.
		await clock.wait(latency - Math.floor(latency * arrival));
		underWay--;
		if (answer === 'accepted') turn.done();
		else {
			const pause = turn.refused(answer === 'refused' ? undefined : answer);
			pausedUntil = Math.max(pausedUntil, clock.now() + pause);
		}
	};
	const all = schedule.requests.map(request);
	if (schedule.cancelledAt !== null) void at(schedule.cancelledAt).then(() => cancel.abort());
	await clock.passAll();
	await Promise.all(all);
	outcome.left = clock.pending > 0;
	return outcome;
}

/** The most of some moments that lie within one window. */
function peak(moments: readonly number[]): number {
	const sorted = [...moments].sort((one, other) => one - other);
	let first = 0;
	return sorted.reduce((most, moment, index) => {
		while (moment - sorted[first] >= WINDOW) first++;
		return Math.max(most, index - first + 1);
	}, 0);
}

describe('pacing', () => {
	it('PORTAL: never exceeds the limit within any window, and serves everybody in the end', async () => {
		await fc.assert(
			fc.asyncProperty(schedules, async (schedule) => {
				const outcome = await play(schedule);
				expect(peak(outcome.counted)).toBeLessThanOrEqual(schedule.limit);
				expect(outcome.mostUnderWay).toBeLessThanOrEqual(10);
				expect(outcome.duringPause).toBe(0);
				expect(outcome.granted + outcome.stopped).toBe(schedule.requests.length);
				expect(outcome.left).toBe(false);
				if (schedule.cancelledAt === null) expect(outcome.stopped).toBe(0);
			}),
			runs,
		);
	});
});
