import {
	budgetOf,
	surroundings,
	TenantBudget,
	type Run,
	type Turn,
} from '../../nodes/EightByEightInteractionData/rateLimit';
import { FakeClock, settle } from './fakeClock';
import { abortListeners } from './listeners.mts';

const WINDOW = 60_000;

let clock: FakeClock;
let budget: TenantBudget;
/** Names of runs and when their requests got their turn. */
let granted: Array<[string, number]>;

beforeEach(() => {
	clock = new FakeClock(WINDOW);
	budget = new TenantBudget(clock);
	granted = [];
});

/** A run too big to count as one of few requests. */
function bulk(limit: number): Run {
	return { limit, planned: 1_000 };
}

/** Asks for turns of a run, and gives each back `latencyMs` after it came. */
function ask(run: Run, requests: number, name = 'run', latencyMs = 0): void {
	for (let request = 0; request < requests; request++) {
		void budget.turn(run).then(async (turn) => {
			const place: [string, number] = [
				typeof turn === 'string' ? `${name} ${turn}` : name,
				clock.now(),
			];
			granted.push(place);
			if (latencyMs > 0) await clock.wait(latencyMs);
			if (typeof turn !== 'string') turn.done();
		});
	}
}

function times(): number[] {
	return granted.map(([, at]) => at);
}

function repeated(time: number, count: number): number[] {
	return Array.from({ length: count }, () => time);
}

async function turnOf(run: Run): Promise<Turn> {
	const turn = await budget.turn(run);
	if (typeof turn === 'string') throw new Error(turn);
	return turn;
}

describe("a tenant's budget", () => {
	it('PORTAL: 100 requests a minute per tenant, of any number of requests', async () => {
		ask(bulk(9), 30);
		await clock.passAll();
		expect(times()).toEqual([
			...repeated(0, 9),
			...repeated(WINDOW, 9),
			...repeated(2 * WINDOW, 9),
			...repeated(3 * WINDOW, 3),
		]);
	});

	it('assumed: the window slides', async () => {
		ask(bulk(2), 1);
		await clock.pass(20_077);
		ask(bulk(2), 3);
		await clock.passAll();
		expect(times()).toEqual([0, 20_077, 60_000, 80_077]);
	});

	it('contract: a request counts from when it is sent until a window after its answer', async () => {
		ask(bulk(1), 3, 'run', 5_000);
		await clock.passAll();
		expect(times()).toEqual([0, 65_000, 130_000]);
	});

	it('contract: requests under way count', async () => {
		const run = bulk(3);
		const turns = [await turnOf(run), await turnOf(run), await turnOf(run)];
		ask(run, 1);
		await clock.pass(10 * WINDOW);
		expect(granted).toEqual([]);
		turns.forEach((turn) => turn.done());
		await clock.passAll();
		expect(times()).toEqual([11 * WINDOW]);
	});

	it('contract: 0 is unlimited, but for what is under way at once', async () => {
		ask(bulk(0), 20, 'bulk', 100);
		await clock.passAll();
		expect(times()).toEqual([...repeated(0, 8), ...repeated(100, 8), ...repeated(200, 4)]);
	});

	it('contract: a run of few requests may have two more under way than a bulk run', async () => {
		ask(bulk(0), 20, 'bulk', 100);
		ask({ limit: 0, planned: 5 }, 5, 'small', 100);
		await clock.pass(99);
		expect(granted.map(([name]) => name)).toEqual([
			...Array.from({ length: 8 }, () => 'bulk'),
			'small',
			'small',
		]);
	});

	it('contract: the limit is shared by all runs', async () => {
		ask(bulk(4), 4, 'a');
		ask(bulk(4), 4, 'b');
		await clock.passAll();
		expect(times()).toEqual([...repeated(0, 4), ...repeated(WINDOW, 4)]);
	});

	it('contract: runs take turns', async () => {
		ask(bulk(4), 4, 'first');
		ask(bulk(4), 5, 'a');
		ask(bulk(4), 3, 'b');
		await clock.passAll();
		expect(granted.slice(4).map(([name]) => name)).toEqual([
			'a',
			'b',
			'a',
			'b',
			'a',
			'b',
			'a',
			'a',
		]);
	});

	it('contract: runs with different limits each keep to their own', async () => {
		ask(bulk(2), 3, 'low');
		ask(bulk(5), 4, 'high');
		await clock.passAll();
		expect(granted).toEqual([
			['low', 0],
			['low', 0],
			['high', 0],
			['high', 0],
			['high', 0],
			['low', WINDOW],
			['high', WINDOW],
		]);
	});
});

describe('the reserve for runs of few requests', () => {
	it('contract: a bulk run leaves a tenth of the window, at most ten requests', async () => {
		ask(bulk(100), 200, 'bulk');
		await clock.pass(1_000);
		expect(granted).toHaveLength(90);
		ask({ limit: 100, planned: 3 }, 3, 'small');
		await clock.pass(0);
		expect(granted.slice(90)).toEqual([
			['small', 1_000],
			['small', 1_000],
			['small', 1_000],
		]);
	});

	it.each([
		[10, 9],
		[9, 9],
		[20, 18],
		[100, 90],
		[1_000, 990],
	])('contract: of a limit of %i a bulk run has %i', async (limit, requests) => {
		ask({ limit, planned: 100_000 }, 1_200);
		await clock.pass(WINDOW - 1);
		expect(granted).toHaveLength(requests);
	});

	it('contract: a run of few requests goes before a bulk run that waits', async () => {
		ask(bulk(20), 40, 'bulk');
		await clock.pass(100);
		ask({ limit: 20, planned: 2 }, 2, 'small');
		await clock.passAll();
		const order = granted.map(([name]) => name);
		expect(order.slice(18, 20)).toEqual(['small', 'small']);
		expect(granted[20]).toEqual(['bulk', WINDOW]);
	});

	it('contract: beyond the reserve, runs of few requests take turns with the others', async () => {
		ask(bulk(20), 60, 'bulk');
		await clock.pass(100);
		for (const name of ['s1', 's2', 's3', 's4']) ask({ limit: 20, planned: 1 }, 1, name);
		await clock.passAll();
		const order = granted.map(([name]) => name);
		expect(order.slice(18, 20)).toEqual(['s1', 's2']);
		expect(granted[order.indexOf('s4')][1]).toBe(WINDOW);
		expect(order.slice(20, 23)).toEqual(['bulk', 's3', 's4']);
	});

	it.each([
		['have been answered', 0],
		['are under way', WINDOW / 2],
	])('contract: what such runs use of it counts as used when they %s', async (_, latencyMs) => {
		ask({ limit: 20, planned: 2 }, 2, 'small', latencyMs);
		ask(bulk(20), 30, 'bulk');
		await clock.pass(1_000);
		expect(granted).toHaveLength(20);
	});

	it('contract: is there again when a window has passed', async () => {
		ask({ limit: 20, planned: 2 }, 2, 'small');
		await clock.pass(WINDOW);
		ask(bulk(20), 30, 'bulk');
		await clock.pass(1_000);
		expect(granted).toHaveLength(2 + 18);
	});

	it('contract: after a pause, the run of few requests goes first', async () => {
		const run = bulk(20);
		ask(run, 10, 'bulk');
		await clock.pass(0);
		(await turnOf(run)).refused(undefined);
		ask(run, 5, 'bulk');
		ask({ limit: 20, planned: 1 }, 1, 'small');
		await clock.pass(1_000);
		expect(granted[10]).toEqual(['small', 1_000]);
	});

	it('contract: after a 429 it may be used without proof that there is more, and no more', async () => {
		(await turnOf(bulk(30))).refused(undefined);
		for (let run = 0; run < 8; run++) ask({ limit: 30, planned: 1 }, 1, 'small', 500);
		await clock.pass(1_400);
		expect(times()).toEqual(repeated(1_000, 3));
	});

	it('contract: runs of few requests alone may use the whole window', async () => {
		for (let run = 0; run < 30; run++) ask({ limit: 20, planned: 1 }, 1);
		await clock.pass(1_000);
		expect(granted).toHaveLength(20);
	});
});

describe('a 429', () => {
	it('contract: pauses the whole tenant for a second, then doubling up to a quarter of the window', async () => {
		const pauses: number[] = [];
		for (let refusal = 0; refusal < 9; refusal++) {
			const turn = await pendingTurn(bulk(100));
			pauses.push(turn.refused(undefined));
		}
		expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000, 15_000, 15_000]);
	});

	it('contract: up to half of the pause is taken off, so that many clients spread', async () => {
		clock.chance = 0.5;
		expect((await turnOf(bulk(100))).refused(undefined)).toBe(750);
		ask({ limit: 100, planned: 1 }, 1);
		await clock.pass(749);
		expect(granted).toEqual([]);
		await clock.pass(1);
		expect(granted).toHaveLength(1);
	});

	it('contract: an accepted request ends the doubling', async () => {
		(await turnOf(bulk(9))).refused(undefined);
		const second = await pendingTurn(bulk(9));
		expect(second.refused(undefined)).toBe(2_000);
		(await pendingTurn(bulk(9))).done();
		expect((await pendingTurn(bulk(9))).refused(undefined)).toBe(1_000);
	});

	it.each([
		[5_000, 5_000],
		[120_000, 120_000],
		[1_130, 1_130],
		[500, 1_000],
		[undefined, 1_000],
	])('sibling APIs: told to wait %p ms, it waits %i ms', async (told, waited) => {
		expect((await turnOf(bulk(9))).refused(told)).toBe(waited);
		ask(bulk(9), 1);
		await clock.passAll();
		expect(times()).toEqual([waited]);
	});

	it('contract: refusals of what was under way already do not lengthen the pause', async () => {
		const run = bulk(100);
		const turns = [await turnOf(run), await turnOf(run), await turnOf(run)];
		expect(turns[0].refused(undefined)).toBe(1_000);
		await clock.pass(400);
		expect(turns[1].refused(undefined)).toBe(600);
		expect(turns[2].refused(2_000)).toBe(2_000);
	});

	it('contract: an answer to what was under way already does not end the doubling', async () => {
		const run = bulk(100);
		const [first, second] = [await turnOf(run), await turnOf(run)];
		first.refused(undefined);
		second.done();
		expect((await pendingTurn(run)).refused(undefined)).toBe(2_000);
	});

	it("contract: the pause ends when the tenant's own oldest request no longer counts", async () => {
		(await turnOf(bulk(9))).done();
		await clock.pass(55_000);
		const pauses: number[] = [];
		for (let refusal = 0; refusal < 4; refusal++) {
			pauses.push((await pendingTurn(bulk(9))).refused(undefined));
		}
		// At 55.2, 56.2, 58.2 and 60 s: by doubling alone the third would be 4 s, and the fourth is 8.
		expect(pauses).toEqual([1_000, 2_000, 1_800, 8_000]);
	});

	it('contract: after it, as many requests are sent as got through, and one more', async () => {
		const run = bulk(100);
		ask(run, 3);
		await clock.pass(0);
		const turns = [await turnOf(run), await turnOf(run), await turnOf(run)];
		turns[0].refused(undefined);
		turns[1].done();
		turns[2].done();
		ask(run, 10, 'later', 500);
		await clock.pass(1_400);
		expect(granted.slice(3)).toEqual([['later', 1_000]]);
	});

	it('contract: several at once are one reason to send less', async () => {
		const run = bulk(100);
		const turns = [await turnOf(run), await turnOf(run)];
		turns.forEach((turn) => turn.refused(undefined));
		ask(run, 5, 'later', 500);
		await clock.pass(1_400);
		expect(times()).toEqual([1_000, 1_000]);
	});

	it('contract: whether there is more is tried later and later while there is not', async () => {
		clock.chance = 0.1;
		const run = bulk(100);
		(await turnOf(run)).refused(undefined);
		const turns: Turn[] = [];
		const grants: number[] = [];
		for (let request = 0; request < 9; request++) {
			void turnOf(run).then((turn) => {
				turns.push(turn);
				grants.push(clock.now());
			});
		}
		await clock.pass(1_050);
		expect(grants).toEqual([950, 950]);
		// One got through before as well, so the other was the one more.
		turns[0].done();
		await clock.pass(0);
		expect(grants).toHaveLength(2);
		turns[1].refused(undefined);
		// The pause ends after 950 ms; it is tried again after twice that.
		await clock.pass(1_899);
		expect(grants).toHaveLength(2);
		await clock.pass(1);
		expect(grants).toEqual([950, 950, 2_950]);
	});

	it('contract: finds out what others leave of the limit, and uses it', async () => {
		const left = 30;
		const accepted: number[] = [];
		let refused = 0;
		const send = async () => {
			const turn = await turnOf(bulk(100));
			await clock.wait(20);
			if (accepted.filter((at) => at > clock.now() - WINDOW).length < left) {
				accepted.push(clock.now());
				turn.done();
				return;
			}
			refused++;
			turn.refused(undefined);
			await send();
		};
		const all = Array.from({ length: 300 }, send);
		await clock.passAll();
		await Promise.all(all);
		// 300 requests at 30 a minute take nine whole minutes.
		expect(accepted).toHaveLength(300);
		expect(accepted.at(-1)).toBeLessThanOrEqual(9 * WINDOW * 1.25);
		expect(refused).toBeLessThanOrEqual(150);
	});

	it('contract: takes up the whole limit again soon after the others have gone', async () => {
		(await turnOf(bulk(100))).refused(undefined);
		ask(bulk(100), 300, 'run', 20);
		await clock.passAll();
		// Without the 429, 300 requests at 90 a minute would take three whole minutes.
		expect(Math.max(...times())).toBeLessThanOrEqual(4 * WINDOW);
	});

	async function pendingTurn(run: Run): Promise<Turn> {
		let turn: Turn | undefined;
		void turnOf(run).then((given) => (turn = given));
		while (turn === undefined) await clock.pass(200);
		return turn;
	}
});

describe('a run with little patience', () => {
	it('contract: is told at once that 8x8 holds the tenant back for longer', async () => {
		(await turnOf(bulk(100))).refused(30_000);
		expect(await budget.turn(bulk(100), 29_999)).toBe('pausedTooLong');
	});

	it('contract: also when it waits already; the others go on waiting', async () => {
		const turn = await turnOf(bulk(1));
		const impatient = budget.turn(bulk(1), 1_000);
		const patient = budget.turn(bulk(1), 30_000);
		turn.refused(30_000);
		expect(await impatient).toBe('pausedTooLong');
		await clock.pass(30_000);
		expect(typeof (await patient)).toBe('object');
	});
});

describe('a run that is stopped', () => {
	it('n8n: gets no turn any more', async () => {
		const signal = AbortSignal.abort();
		expect(await budget.turn({ ...bulk(9), signal })).toBe('stopped');
		expect(clock.pending).toBe(0);
	});

	it('n8n: waits no longer, and takes no place from the others', async () => {
		const stop = new AbortController();
		ask(bulk(2), 2, 'first');
		ask({ ...bulk(2), signal: stop.signal }, 3, 'cancelled');
		ask(bulk(2), 1, 'other');
		await clock.pass(1_000);
		stop.abort();
		await settle();
		expect(granted.slice(2)).toEqual([
			['cancelled stopped', 1_000],
			['cancelled stopped', 1_000],
			['cancelled stopped', 1_000],
		]);
		await clock.passAll();
		expect(granted.at(-1)).toEqual(['other', WINDOW]);
	});

	it('n8n: leaves nothing that waits', async () => {
		const stop = new AbortController();
		ask(bulk(1), 1);
		ask({ ...bulk(1), signal: stop.signal }, 2, 'cancelled');
		await clock.pass(1_000);
		stop.abort();
		await clock.pass(200);
		expect(clock.pending).toBe(0);
	});

	it('n8n: a turn leaves no listener behind, granted or not', async () => {
		const { signal } = new AbortController();
		const run = { ...bulk(1), signal };
		const turn = await turnOf(run);
		const later = budget.turn(run, 1_000);
		expect(abortListeners(signal)).toBe(1);
		turn.refused(2_000);
		expect(await later).toBe('pausedTooLong');
		expect(abortListeners(signal)).toBe(0);
	});

	it('n8n: a turn that was granted before stays granted', async () => {
		const stop = new AbortController();
		ask({ ...bulk(9), signal: stop.signal }, 1);
		await clock.pass(0);
		stop.abort();
		await clock.passAll();
		expect(granted).toEqual([['run', 0]]);
	});
});

describe('whether a budget can be forgotten', () => {
	it('contract: not while a run uses it', () => {
		const run = bulk(9);
		expect(budget.idle).toBe(true);
		budget.join(run);
		expect(budget.idle).toBe(false);
		budget.leave(run);
		expect(budget.idle).toBe(true);
	});

	it('contract: not while requests are under way, nor within a window after', async () => {
		const turn = await turnOf(bulk(9));
		expect(budget.idle).toBe(false);
		turn.done();
		await clock.pass(WINDOW - 1);
		expect(budget.idle).toBe(false);
		await clock.pass(1);
		expect(budget.idle).toBe(true);
	});

	it('contract: not while one of several reasons remains', async () => {
		const run = bulk(9);
		budget.join(run);
		const turns = [await turnOf(run), await turnOf(run)];
		expect(budget.idle).toBe(false);
		turns[0].done();
		expect(budget.idle).toBe(false);
		budget.leave(run);
		expect(budget.idle).toBe(false);
		turns[1].refused(undefined);
		expect(budget.idle).toBe(false);
	});

	it('contract: not during a pause', async () => {
		(await turnOf(bulk(9))).refused(90_000);
		await clock.pass(89_999);
		expect(budget.idle).toBe(false);
		await clock.pass(1);
		expect(budget.idle).toBe(true);
	});
});

describe('the budgets of this process', () => {
	it('PORTAL: the limit is per tenant: one budget for each tenant on each platform', () => {
		const run = bulk(9);
		const keys = [
			['https://a.example', 'acme'],
			['https://a.example', 'globex'],
			['https://b.example', 'acme'],
		];
		const budgets = keys.map(([origin, tenant]) => {
			const found = budgetOf(origin, tenant);
			found.join(run);
			return found;
		});
		expect(new Set(budgets).size).toBe(3);
		expect(keys.map(([origin, tenant]) => budgetOf(origin, tenant))).toEqual(budgets);
		budgets.forEach((each, index) => expect(budgetOf(keys[index][0], keys[index][1])).toBe(each));
		budgets.forEach((each) => each.leave(run));
	});

	it('contract: one that is idle is let go', () => {
		const first = budgetOf('https://c.example', 'acme');
		budgetOf('https://d.example', 'acme');
		expect(budgetOf('https://c.example', 'acme')).not.toBe(first);
	});

	it('contract: they run on the real clock, by the minute', async () => {
		const before = surroundings.now();
		await surroundings.wait(5);
		expect(surroundings.now() - before).toBeGreaterThanOrEqual(4);
		expect(surroundings.windowMs).toBe(60_000);
		expect(surroundings.random()).toBeLessThan(1);
	});
});
