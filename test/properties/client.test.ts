import fc from 'fast-check';
import { Client } from '../../nodes/EightByEightInteractionData/client';
import { surroundings, TenantBudget } from '../../nodes/EightByEightInteractionData/rateLimit';
import type { Attempt } from '../../nodes/EightByEightInteractionData/retry';
import { answer, byGuid, destination } from '../rules/samples';
import { runs } from './runs.mts';

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

const attempts = fc.oneof(
	fc.constantFrom<Attempt>(
		answer(200, '{}'),
		answer(404),
		{ kind: 'noAnswer', cause: 'timeout' },
		{ kind: 'noAnswer', cause: 'connection' },
		{ kind: 'noAnswer', cause: 'certificate' },
		answer(200, '{', {}, 'cut'),
	),
	fc
		.tuple(
			fc.constantFrom(500, 502, 503),
			fc.option(fc.constantFrom('0.01', '0.3', '1', '9', '-1')),
		)
		.map(([status, told]) => answer(status, '', told === null ? {} : { 'retry-after': told })),
);

describe('the client', () => {
	it('contract: sends no more and no longer than Max Retries and Max Wait allow', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(attempts, { minLength: 1, maxLength: 8 }),
				fc.nat({ max: 6 }),
				fc.nat({ max: 5 }).map((seconds) => seconds * 1_000),
				async (course, maxRetries, maxWaitMs) => {
					const sentAt: number[] = [];
					const client = new Client({
						to: destination,
						send: async () => {
							const given = course[sentAt.length % course.length];
							sentAt.push(surroundings.now());
							return given;
						},
						budget: new TenantBudget(surroundings),
						run: { limit: 0, planned: 1 },
						retry: { maxRetries, maxWaitMs },
						secrets: [],
					});
					let ended = false;
					void client.get(byGuid).then(() => (ended = true));
					// A pause is made of slices, each of which may be rounded up to a millisecond.
					await jest.advanceTimersByTimeAsync(maxWaitMs + 50);
					expect(ended).toBe(true);
					expect(sentAt.length).toBeLessThanOrEqual(maxRetries + 1);
					expect(sentAt[sentAt.length - 1] - sentAt[0]).toBeLessThanOrEqual(maxWaitMs + 50);
					expect(client.usage).toMatchObject({
						sent: sentAt.length,
						repeated: sentAt.length - 1,
						waiting: 0,
					});
				},
			),
			runs,
		);
	});
});
