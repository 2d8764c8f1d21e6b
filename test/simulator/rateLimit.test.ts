import fc from 'fast-check';

import { SAMPLE_TENANT, Simulator } from '../../simulator/simulator.mts';
import { basic, get, GUID, pathOf, request } from './client';

const OTHER = { id: 'globex', token: 'b'.repeat(64) };

describe('the rate limit', () => {
	let simulator: Simulator;
	let now = 0;

	beforeAll(async () => {
		simulator = await Simulator.start({
			tenants: [{ ...SAMPLE_TENANT }, OTHER],
			rateLimit: { requests: 3, windowMs: 1000 },
			now: () => now,
		});
	});

	beforeEach(() => {
		now = 5000;
		simulator.reset();
		simulator.addInteraction({ guid: GUID });
	});

	afterAll(async () => await simulator.close());

	async function statusAt(time: number) {
		now = time;
		return (await get(simulator)).status;
	}

	async function statusesAt(...times: number[]) {
		const statuses = [];
		for (const time of times) statuses.push(await statusAt(time));
		return statuses;
	}

	it('PORTAL: 100 requests a minute unless told otherwise', async () => {
		const other = await Simulator.start();
		expect(other.settings.rateLimit).toEqual({ requests: 100, windowMs: 60_000 });
		await other.close();
	});

	it('PORTAL: a request too many is answered 429 "Rate limit exceeded"', async () => {
		expect(await statusesAt(5000, 5001, 5002)).toEqual([200, 200, 200]);
		expect(await get(simulator)).toMatchObject({
			status: 429,
			json: { status: 'error', code: 429, message: 'Rate limit exceeded' },
		});
		expect(simulator.refusedCount).toBe(1);
		expect(simulator.journal.map(({ rateRefused }) => rateRefused)).toEqual([
			false,
			false,
			false,
			true,
		]);
	});

	it('assumed: the window slides', async () => {
		expect(await statusesAt(5000, 5900, 5901, 5999, 6000, 6001, 6899, 6900)).toEqual([
			200, 200, 200, 429, 200, 429, 429, 200,
		]);
		expect(simulator.peakInWindow()).toBe(3);
	});

	it('unpublished: a fixed window is a setting, and lets twice as many through at its edge', async () => {
		simulator.settings.rateWindow = 'fixed';
		expect(await statusesAt(5000, 5998, 5999, 5999, 6000, 6001, 6002, 6003)).toEqual([
			200, 200, 200, 429, 200, 200, 200, 429,
		]);
		expect(simulator.peakInWindow()).toBe(5);
	});

	it('unpublished: refusals can be made to use up the budget too', async () => {
		simulator.settings.countRefused = true;
		expect(await statusesAt(5000, 5000, 5000, 5500, 6000, 6400, 6500, 7600)).toEqual([
			200, 200, 200, 429, 200, 200, 200, 200,
		]);
		expect(await statusesAt(7600, 7600, 8500, 8599, 8600)).toEqual([200, 200, 429, 429, 200]);
	});

	it('PORTAL: each tenant has its own budget', async () => {
		expect(await statusesAt(5000, 5000, 5000, 5000)).toEqual([200, 200, 200, 429]);
		const headers = { authorization: basic(OTHER.id, OTHER.token) };
		const answer = await request(simulator, pathOf('keyed', 'guid', GUID), { headers });
		expect(answer.status).toBe(404);
	});

	it('a request that does not authenticate uses up nobody’s budget', async () => {
		const headers = { authorization: basic('acme', 'wrong') };
		for (let i = 0; i < 5; i++) await request(simulator, '/', { headers });
		expect(await statusAt(5000)).toBe(200);
		expect(simulator.peakInWindow()).toBe(1);
	});

	it('no limit is a setting, and the peak is counted all the same', async () => {
		simulator.settings.rateLimit = null;
		await Promise.all(Array.from({ length: 20 }, async () => await get(simulator)));
		expect(simulator.refusedCount).toBe(0);
		expect(simulator.peakInWindow()).toBe(20);
	});

	it.each([
		['none', null, null],
		['seconds', '1', null],
		['reset', null, /^\d{10}$/],
		['date', /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/, null],
	] as const)('sibling 8x8 APIs: a 429 says when to come back: %s', async (kind, after, reset) => {
		simulator.settings.retryAfter = kind;
		await statusesAt(5000, 5000, 5000);
		now = 5300;
		const before = Date.now();
		const { headers, status } = await get(simulator);
		expect(status).toBe(429);
		const retryAfter = headers.get('retry-after');
		const resetAt = headers.get('x-ratelimit-reset');
		if (after === null) expect(retryAfter).toBeNull();
		else expect(retryAfter).toMatch(after);
		if (reset === null) expect(resetAt).toBeNull();
		else expect(resetAt).toMatch(reset);
		const epoch = kind === 'date' ? Date.parse(retryAfter ?? '') : Number(resetAt) * 1000;
		if (kind === 'date' || kind === 'reset') {
			expect(epoch).toBeGreaterThanOrEqual(before + 700);
			expect(epoch).toBeLessThan(Date.now() + 1700);
		}
	});

	it('PORTAL: whatever the arrivals, no window holds more accepted requests than the limit', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 25 }),
				async (gaps) => {
					simulator.reset();
					simulator.addInteraction({ guid: GUID });
					const times = gaps.map((gap) => (now += gap));
					const statuses = await statusesAt(...times);
					const accepted = times.filter((_, index) => statuses[index] === 200);
					const counts = accepted.map(
						(end) => accepted.filter((time) => time <= end && end - time < 1000).length,
					);
					expect(Math.max(...counts)).toBeLessThanOrEqual(3);
					expect(simulator.peakInWindow()).toBe(Math.max(...counts));
					for (const [index, status] of statuses.entries()) {
						const before = accepted.filter(
							(time, i) => time > times[index] - 1000 && i < acceptedBefore(statuses, index),
						);
						expect(status).toBe(before.length < 3 ? 200 : 429);
					}
				},
			),
			{ numRuns: 30 },
		);
	});

	function acceptedBefore(statuses: number[], index: number): number {
		return statuses.slice(0, index).filter((status) => status === 200).length;
	}

	it.each([
		{ requests: 0, windowMs: 1000 },
		{ requests: 1, windowMs: NaN },
	])('refuses to start with the impossible limit %j', async (rateLimit) => {
		await expect(Simulator.start({ rateLimit })).rejects.toThrow(RangeError);
	});
});
