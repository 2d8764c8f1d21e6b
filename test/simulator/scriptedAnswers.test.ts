import { Simulator } from '../../simulator/simulator.mts';
import { AUTHORIZATION, bodyOf, get, GUID, pathOf, request, set } from './client';

describe('scripted answers', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await Simulator.start({ rateLimit: null, seed: 7 });
	});

	beforeEach(() => {
		simulator.reset();
		simulator.addInteraction({ guid: GUID });
	});

	afterAll(async () => await simulator.close());

	const VARIABLE = { name: '_a', value: '1' };

	async function open(method = 'GET') {
		const body = method === 'POST' ? JSON.stringify(bodyOf('keyed', [VARIABLE])) : undefined;
		return await fetch(simulator.url + pathOf('keyed', 'guid', GUID), {
			method,
			body,
			headers: { authorization: AUTHORIZATION, 'content-type': 'application/json' },
			signal: AbortSignal.timeout(4000),
		});
	}

	it('serve the next requests in order, then the simulator answers itself again', async () => {
		simulator.script({ status: 503 }, { status: 429, headers: { 'Retry-After': '2' }, times: 2 });
		const answers = [];
		for (let i = 0; i < 4; i++) answers.push(await get(simulator));
		expect(answers.map(({ status }) => status)).toEqual([503, 429, 429, 200]);
		expect(answers[1].headers.get('retry-after')).toBe('2');
		expect(answers[1].json).toEqual({
			status: 'error',
			code: 429,
			message: 'Rate limit exceeded',
		});
		expect(simulator.refusedCount).toBe(0);
	});

	it('serve only the requests they are meant for', async () => {
		simulator.script(
			{ status: 500, when: ({ method }) => method === 'POST' },
			{ status: 502, when: ({ body }) => JSON.stringify(body)?.includes('_b') ?? false },
		);
		expect((await get(simulator)).status).toBe(200);
		expect((await set(simulator, 'keyed', { name: '_b', value: '1' })).status).toBe(500);
		expect((await set(simulator, 'keyed', VARIABLE)).status).toBe(200);
		expect((await set(simulator, 'keyed', { name: '_b', value: '1' })).status).toBe(502);
	});

	it.each([
		[{ body: { a: 1 } }, 'application/json', '{"a":1}'],
		[{ body: 'gone' }, 'text/plain; charset=utf-8', 'gone'],
		[{ body: new Uint8Array([65, 66]) }, 'application/octet-stream', 'AB'],
		[{ body: '<p>', headers: { 'Content-Type': 'text/html' } }, 'text/html', '<p>'],
	])('send %j as it is', async (scripted, type, text) => {
		simulator.script(scripted);
		const answer = await get(simulator);
		expect(answer).toMatchObject({ status: 200, text });
		expect(answer.headers.get('content-type')).toBe(type);
	});

	it('can be a bare 204', async () => {
		simulator.script({ status: 204 });
		expect(await get(simulator)).toMatchObject({ status: 204, text: '' });
	});

	it('leave the interaction alone, unless the request is to take effect', async () => {
		simulator.script({ status: 500 });
		await set(simulator, 'keyed', VARIABLE);
		expect(simulator.variables(GUID)).toEqual({});
		simulator.script({ status: 500, apply: true });
		expect((await set(simulator, 'keyed', VARIABLE)).status).toBe(500);
		expect(simulator.variables(GUID)._a.value).toBe('1');
	});

	it('can change only the delivery of the ordinary answer', async () => {
		simulator.script({ delayMs: 60, headers: { 'x-trace': 'abc' } });
		const answer = await set(simulator, 'keyed', VARIABLE);
		expect(answer).toMatchObject({ status: 200, json: { variablesSet: 1 } });
		expect(answer.headers.get('x-trace')).toBe('abc');
		const { at, finishedAt } = simulator.journal[0];
		expect((finishedAt ?? 0) - at).toBeGreaterThanOrEqual(55);
		simulator.script({ delayMs: 1, apply: false });
		expect((await set(simulator, 'keyed', { name: '_b', value: '1' })).status).toBe(200);
		expect(Object.keys(simulator.variables(GUID))).toEqual(['_a']);
	});

	it('can lose the connection before anything is sent, with or without effect', async () => {
		simulator.script({ cut: 'before' }, { cut: 'before', apply: true });
		await expect(open('POST')).rejects.toThrow();
		expect(simulator.variables(GUID)).toEqual({});
		await expect(open('POST')).rejects.toThrow();
		expect(simulator.variables(GUID)._a.value).toBe('1');
		expect(simulator.journal.map(({ status }) => status)).toEqual([0, 0]);
	});

	it.each(['headers', 'body'] as const)('can lose the connection after the %s', async (cut) => {
		for (const setAnswer of ['portal', 'empty'] as const) {
			simulator.settings.setAnswer = setAnswer;
			simulator.script({ cut });
			const response = await open('POST');
			expect(response.status).toBe(200);
			await expect(response.text()).rejects.toThrow();
		}
		expect(simulator.variables(GUID)._a.value).toBe('1');
		expect(simulator.journal[0].status).toBe(200);
	});

	it('can announce the full length and send less', async () => {
		simulator.script({ body: 'x'.repeat(100), truncate: 10 });
		const response = await open();
		expect(response.headers.get('content-length')).toBe('100');
		const received: number[] = [];
		const reader = response.body?.getReader();
		await expect(
			(async () => {
				for (;;) {
					const chunk = await reader?.read();
					if (!chunk || chunk.done) return;
					received.push(...chunk.value);
				}
			})(),
		).rejects.toThrow();
		expect(received.length).toBe(10);
	});

	it('can drip the body byte by byte', async () => {
		simulator.script({ body: 'dröp', dripMs: 12 });
		expect((await get(simulator)).text).toBe('dröp');
		const { at, finishedAt } = simulator.journal[0];
		expect((finishedAt ?? 0) - at).toBeGreaterThanOrEqual(50);
	});

	it('can hang until the client gives up', async () => {
		simulator.script({ hang: true });
		const path = pathOf('keyed', 'guid', GUID);
		await expect(request(simulator, path, { timeoutMs: 80 })).rejects.toThrow('timeout');
		expect((await get(simulator)).status).toBe(200);
		expect(simulator.journal.map(({ status }) => status)).toEqual([0, 200]);
	});

	it('do not keep the simulator from closing while they hang', async () => {
		const other = await Simulator.start();
		const slow = [
			{ hang: true },
			{ delayMs: 60_000 },
			{ body: 'x'.repeat(99), dripMs: 1000 },
		] as const;
		let taken = 0;
		const allTaken = new Promise<void>((resolve) => {
			other.fault = () => {
				if (taken === 2) resolve();
				return slow[taken++];
			};
		});
		const lost = slow.map(async () => await expect(get(other)).rejects.toThrow());
		await allTaken;
		await other.close();
		await Promise.all(lost);
		await other.close();
	});

	it('give way to faults, which are drawn from the seed', async () => {
		const drawn: number[][] = [];
		for (let round = 0; round < 2; round++) {
			simulator.reset();
			simulator.addInteraction({ guid: GUID });
			simulator.fault = (_, random) => (random() < 0.5 ? { status: 503 } : undefined);
			const statuses = [];
			for (let i = 0; i < 20; i++) statuses.push((await get(simulator)).status);
			drawn.push(statuses);
		}
		expect(drawn[0]).toEqual(drawn[1]);
		expect(new Set(drawn[0])).toEqual(new Set([200, 503]));
		expect(simulator.seed).toBe(7);
	});

	it('come before faults', async () => {
		simulator.fault = () => ({ status: 503 });
		simulator.script({ status: 502 });
		expect((await get(simulator)).status).toBe(502);
		expect((await get(simulator)).status).toBe(503);
	});

	it('wait for a request the rate limit lets through', async () => {
		simulator.settings.rateLimit = { requests: 1, windowMs: 60_000 };
		await get(simulator);
		simulator.script({ status: 502 });
		expect((await get(simulator)).status).toBe(429);
		simulator.settings.rateLimit = null;
		expect((await get(simulator)).status).toBe(502);
	});

	it('that cannot be sent say so in the answer', async () => {
		simulator.script({ headers: { 'x-trace': 'a\nb' } });
		expect(await get(simulator)).toMatchObject({ status: 500 });
		expect(simulator.journal[0].status).toBe(500);
	});

	it('that throw say so in the answer', async () => {
		simulator.fault = () => {
			throw new Error('out of ideas');
		};
		expect(await get(simulator)).toMatchObject({
			status: 500,
			json: { message: 'The simulator failed: out of ideas' },
		});
	});
});
