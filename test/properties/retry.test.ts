import fc from 'fast-check';
import {
	backoff,
	decide,
	isRateLimited,
	toldWait,
	type Attempt,
	type RetryState,
} from '../../nodes/EightByEightInteractionData/retry';
import { runs } from './runs.mts';

const headerValues = fc.oneof(
	fc.string(),
	fc.integer().map(String),
	fc.double().map(String),
	fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
	fc.anything(),
);
const headers = fc.record(
	{ 'retry-after': headerValues, 'x-ratelimit-reset': headerValues },
	{ requiredKeys: [] },
);

const attempts: fc.Arbitrary<Attempt> = fc.oneof(
	fc.record({
		kind: fc.constant('answer' as const),
		status: fc.oneof(
			fc.constantFrom(200, 400, 401, 404, 429, 429, 429, 500, 503, 503),
			fc.integer({ min: 200, max: 599 }),
		),
		headers,
		text: fc.constant(''),
		body: fc.constantFrom('whole' as const, 'cut' as const, 'tooLong' as const),
	}),
	fc.record({
		kind: fc.constant('noAnswer' as const),
		cause: fc.constantFrom('timeout', 'timeout', 'connection', 'certificate', 'other'),
	}) as fc.Arbitrary<Attempt>,
);

const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('repeating a request', () => {
	it('contract: never exceeds Max Retries nor Max Wait, and ends, whatever 8x8 answers', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(attempts, randoms, fc.integer({ min: 1, max: 120_000 })), {
					minLength: 1,
					maxLength: 40,
				}),
				fc.record({
					maxRetries: fc.nat({ max: 100 }),
					maxWaitMs: fc.nat({ max: 86_400 }).map((seconds) => seconds * 1_000),
				}),
				fc.nat(),
				(course, limits, now) => {
					const state: RetryState = { retries: 0, heldBackMs: 0 };
					for (const [attempt, random, pausedMs] of course) {
						const told = attempt.kind === 'answer' ? toldWait(attempt.headers, now) : undefined;
						// As the client does: a 429 waits as long as the tenant is paused.
						const waitMs = isRateLimited(attempt)
							? Math.max(pausedMs, told ?? 0)
							: (told ?? backoff(state.retries, random));
						expect(waitMs).toBeGreaterThan(0);
						const decision = decide(attempt, state, limits, waitMs);
						if (!decision.again) return;
						state.heldBackMs += waitMs;
						if (!isRateLimited(attempt)) state.retries++;
						expect(state.retries).toBeLessThanOrEqual(limits.maxRetries);
						expect(state.heldBackMs).toBeLessThanOrEqual(limits.maxWaitMs);
					}
				},
			),
			runs,
		);
	});

	it('contract: the back-off stays between a quarter of a second and a minute', () => {
		fc.assert(
			fc.property(fc.nat(), randoms, (retries, random) => {
				const wait = backoff(retries, random);
				expect(wait).toBeGreaterThan(250 - 1e-9);
				expect(wait).toBeLessThanOrEqual(60_000);
				expect(backoff(retries + 1, random)).toBeGreaterThanOrEqual(wait);
			}),
			runs,
		);
	});

	it('sibling APIs: whatever the headers say, a wait lies ahead and is finite', () => {
		fc.assert(
			fc.property(headers, fc.nat(), (given, now) => {
				const wait = toldWait(given, now);
				if (wait === undefined) return;
				expect(Number.isInteger(wait)).toBe(true);
				expect(wait).toBeGreaterThan(0);
			}),
			runs,
		);
	});
});
