import { SAMPLE_TENANT, Simulator, type JournalEntry } from '../../simulator/simulator.mts';
import { basic, CALL_ID, get, GUID, pathOf, request, set } from './client';

describe('the journal', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await Simulator.start();
	});

	beforeEach(() => {
		simulator.reset();
		simulator.removeAllListeners();
		simulator.addInteraction({ guid: GUID, callId: CALL_ID });
	});

	afterAll(async () => await simulator.close());

	it('tells of each request what was sent and what was answered', async () => {
		const variables = [{ name: '_a', value: '1' }];
		const body = JSON.stringify({ variables });
		await request(simulator, pathOf('tstats', 'callId', CALL_ID), { method: 'POST', body });
		const [entry] = simulator.journal;
		expect(entry).toMatchObject({
			method: 'POST',
			url: '/api/tstats/interaction/data?callId=7f3a9c2e%40203.0.113.10',
			path: '/api/tstats/interaction/data',
			query: { callId: CALL_ID },
			headers: { authorization: 'Basic acme', 'content-type': 'application/json' },
			tenant: 'acme',
			form: 'tstats',
			identifier: { kind: 'callId', value: CALL_ID },
			body: { variables },
			rawBody: body,
			status: 200,
			rateRefused: false,
		});
		expect(entry.finishedAt).toBeGreaterThanOrEqual(entry.at);
	});

	it.each([
		['right', basic(SAMPLE_TENANT.id, SAMPLE_TENANT.token)],
		['for an unknown tenant', basic('initech', SAMPLE_TENANT.token)],
		['swapped', basic(SAMPLE_TENANT.token, SAMPLE_TENANT.id)],
		['alone', `Basic ${btoa(SAMPLE_TENANT.token)}`],
		['of another scheme', `Bearer ${SAMPLE_TENANT.token}`],
	])('never holds the token, when the credentials are %s', async (_, authorization) => {
		await request(simulator, pathOf('keyed', 'guid', GUID), { headers: { authorization } });
		const written = JSON.stringify(simulator.journal);
		expect(written).toContain('authorization');
		expect(written).not.toContain(SAMPLE_TENANT.token);
		expect(written).not.toContain(authorization.split(' ')[1]);
	});

	it('is told to listeners before the client has the answer', async () => {
		const heard: JournalEntry[] = [];
		simulator.on('request', (entry) => heard.push(entry));
		await get(simulator);
		expect(heard).toEqual(simulator.journal);
		expect(heard[0].status).toBe(200);
	});

	it('can go without bodies, or not be kept at all', async () => {
		const heard: JournalEntry[] = [];
		simulator.on('request', (entry) => heard.push(entry));
		simulator.settings.journalBodies = false;
		await set(simulator, 'keyed', { name: '_a', value: '1' });
		expect(simulator.journal[0].body).toBeUndefined();
		expect(simulator.journal[0].rawBody).toBeUndefined();
		expect(simulator.variables(GUID)._a.value).toBe('1');
		simulator.settings.keepJournal = false;
		await get(simulator);
		expect(simulator.journal.length).toBe(1);
		expect(heard.length).toBe(2);
	});

	it('can be cleared, and a reset restores everything else as well', async () => {
		await get(simulator);
		simulator.clearJournal();
		expect(simulator.journal).toEqual([]);
		expect(simulator.interaction(GUID)).toBeDefined();
		simulator.settings.lenient = true;
		simulator.settings.rateLimit = { requests: 1, windowMs: 1000 };
		simulator.tenants[0].token = 'new';
		simulator.script({ status: 500 });
		simulator.fault = () => ({ status: 500 });
		simulator.reset();
		expect(simulator.interaction(GUID)).toBeUndefined();
		expect(simulator.peakInWindow()).toBe(0);
		expect(simulator.settings).toMatchObject({
			lenient: false,
			rateLimit: { requests: 100, windowMs: 60_000 },
		});
		expect((await get(simulator)).status).toBe(404);
	});

	it('keeps rawBody where the body is not JSON', async () => {
		const path = pathOf('keyed', 'guid', GUID);
		await request(simulator, path, { method: 'POST', body: '{"variables' });
		expect(simulator.journal[0]).toMatchObject({ rawBody: '{"variables', status: 400 });
		expect(simulator.journal[0].body).toBeUndefined();
	});

	it('serves a load without keeping anything of it, and counts the peak exactly', async () => {
		Object.assign(simulator.settings, { rateLimit: null, keepJournal: false });
		for (let round = 0; round < 20; round++) {
			await Promise.all(Array.from({ length: 100 }, async () => await get(simulator)));
		}
		expect(simulator.journal).toEqual([]);
		expect(simulator.peakInWindow()).toBe(2000);
	}, 20_000);
});
