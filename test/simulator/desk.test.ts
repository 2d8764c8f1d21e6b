import { Simulator } from '../../simulator/simulator.mts';
import { CALL_ID, FORMS, get, GUID, post, request, set } from './client';
import { DeskStream } from './deskStream.mts';

describe('the agent’s desk', () => {
	let simulator: Simulator;
	let now = 0;
	const streams: DeskStream[] = [];

	beforeAll(async () => {
		simulator = await Simulator.start({ now: () => now });
	});

	beforeEach(() => {
		now = 5000;
		simulator.reset();
		simulator.addInteraction({
			guid: GUID,
			callId: CALL_ID,
			callerName: 'Ada Example',
			declaredVariables: ['_tier', '_ssn', '_later'],
		});
	});

	afterEach(() => {
		for (const stream of streams.splice(0)) stream.close();
	});

	afterAll(async () => await simulator.close());

	async function open(guidOrCallId?: string) {
		const stream = await DeskStream.open(simulator, guidOrCallId);
		streams.push(stream);
		return stream;
	}

	const SECRET = '111-22-3333';
	const SSN = { name: '_ssn', value: SECRET, ivr: 'true', display: 'true', privacy: 'true' };

	it('shows what the agent sees, what the script can test and what it ignores', async () => {
		const stream = await open();
		await stream.until(({ chosen }) => chosen?.offered.length === 0);
		await set(
			simulator,
			'keyed',
			{ name: '_tier', value: 'VIP', ivr: 'true', display: 'true', displayName: 'Tier' },
			{ name: '_mood', value: 'calm', ivr: 'true' },
			SSN,
		);
		const { chosen } = await stream.until((view) => view.chosen?.offered.length === 2);
		expect(chosen).toMatchObject({
			guid: GUID,
			callId: CALL_ID,
			callerName: 'Ada Example',
			state: 'live',
			offered: [
				{ name: '_tier', label: 'Tier', value: 'VIP', isPrivate: false },
				{ name: '_ssn', label: '_ssn', value: '******', isPrivate: true },
			],
			testable: [
				{ name: '_tier', value: 'VIP', isPrivate: false },
				{ name: '_ssn', value: '******', isPrivate: true },
				{ name: '_later', isPrivate: false },
			],
			ignored: ['_mood'],
			declaresEveryName: false,
		});
	});

	it('never sends a private value, a body or a token', async () => {
		const stream = await open();
		await set(simulator, 'keyed', SSN);
		await post(simulator, 'keyed', { variables: [{ ...SSN, name: 'bad' }] });
		const query = `interaction=${GUID}&variable=_ssn&comparison=equals&value=x`;
		const test = await request(simulator, `/desk/test?${query}`);
		await stream.until(({ journal }) => journal.length === 2);
		for (const text of [stream.received, test.text]) {
			expect(text).not.toContain(SECRET);
			expect(text).not.toContain(simulator.tenants[0].token);
		}
	});

	it('is sent at once, as a stream nobody stores, and again only after a change', async () => {
		const stream = await open();
		expect(stream.response.headers.get('content-type')).toBe('text/event-stream');
		expect(stream.response.headers.get('cache-control')).toBe('no-store');
		await stream.until(() => true);
		await get(simulator);
		await stream.until(({ journal }) => journal.length === 1);
		expect(stream.received.match(/^data: /gm)?.length).toBe(2);
	});

	it('shows the interaction asked for, by GUID or call id, else the first', async () => {
		simulator.addInteraction({ guid: 'int-2', callId: 'b/c@d' });
		for (const [asked, guid] of [
			[undefined, GUID],
			['int-2', 'int-2'],
			['b/c@d', 'int-2'],
			['int-x', undefined],
		]) {
			const view = await (await open(asked)).until(() => true);
			expect(view.chosen?.guid).toBe(guid);
			expect(view.interactions.map((listed) => listed.guid)).toEqual([GUID, 'int-2']);
		}
	});

	it('follows interactions that are added, and a reset', async () => {
		const stream = await open();
		simulator.addInteraction({ guid: 'int-2', state: 'ended' });
		const { interactions } = await stream.until((view) => view.interactions.length === 2);
		expect(interactions[1]).toEqual({ guid: 'int-2', state: 'ended', variableCount: 0 });
		simulator.reset();
		expect(await stream.until((view) => view.interactions.length === 0)).toMatchObject({
			chosen: null,
			journal: [],
		});
	});

	it('lists the last 200 interactions and counts the rest', async () => {
		for (let i = 0; i < 250; i++) simulator.addInteraction({ guid: `int-${i}` });
		const { interactions, notListed } = await (await open()).until(() => true);
		expect(interactions.length).toBe(200);
		expect(interactions[199].guid).toBe('int-249');
		expect(notListed).toBe(51);
	});

	it('lists requests newest first, with a journal or without', async () => {
		simulator.settings.keepJournal = false;
		const stream = await open();
		await set(simulator, 'keyed', { name: '_a', value: '1' }, { name: '_b', value: '2' });
		await get(simulator, 'tstats', 'callId');
		await request(simulator, '/nowhere', { headers: { authorization: 'none' } });
		simulator.script({ cut: 'before' });
		await expect(get(simulator, 'portal')).rejects.toThrow();
		const { journal } = await stream.until((view) => view.journal.length === 4);
		expect(journal).toMatchObject([
			{ method: 'GET', status: 0, form: 'portal' },
			{ method: 'GET', status: 401 },
			{
				method: 'GET',
				status: 200,
				form: 'tstats',
				identifier: { kind: 'callId', value: CALL_ID },
			},
			{
				method: 'POST',
				status: 200,
				form: 'keyed',
				tenant: 'acme',
				identifier: { kind: 'guid', value: GUID },
				variableCount: 2,
				rateRefused: false,
			},
		]);
		expect(simulator.journal).toEqual([]);
	});

	it.each(FORMS)(
		'counts the variables of a set in the %s form, also of a refused one',
		async (form) => {
			const bad = ['a', 'b', 'c'].map((name) => ({ name, value: '1' }));
			await set(simulator, form, ...bad);
			await post(simulator, form, '{"variables":');
			const { journal } = await (await open()).until((view) => view.journal.length === 2);
			expect(journal.map(({ variableCount }) => variableCount)).toEqual([undefined, 3]);
		},
	);

	it('keeps the last hundred requests only', async () => {
		simulator.settings.rateLimit = null;
		for (let i = 0; i < 230; i++) await get(simulator);
		const { journal } = await (await open()).until(() => true);
		expect(journal.length).toBe(100);
		expect(journal[0].number - journal[99].number).toBe(99);
	});

	it('shows the rate window filling up, refusing and emptying', async () => {
		simulator.settings.rateLimit = { requests: 2, windowMs: 6000 };
		const stream = await open();
		for (const at of [5000, 7999, 8000, 8000]) {
			now = at;
			await get(simulator);
		}
		const { rate } = await stream.until((view) => view.rate.refused === 2);
		expect(rate).toMatchObject({
			tenant: 'acme',
			limit: 2,
			windowMs: 6000,
			isFixed: false,
			used: 2,
			refusedInAll: 2,
		});
		const filled = rate.parts.map((part, index) => [index, part] as const);
		expect(filled.filter(([, part]) => part.accepted + part.refused > 0)).toEqual([
			[29, { accepted: 1, refused: 0 }],
			[59, { accepted: 1, refused: 2 }],
		]);
		now = 11_000;
		await stream.until((view) => view.rate.used === 1);
		now = 14_000;
		expect(await stream.until((view) => view.rate.used === 0)).toMatchObject({
			rate: { refused: 0, refusedInAll: 2 },
		});
	});

	it('shows a fixed window, and no limit', async () => {
		simulator.settings.rateWindow = 'fixed';
		await get(simulator);
		now = 64_999;
		await get(simulator);
		const stream = await open();
		expect((await stream.until(() => true)).rate).toMatchObject({ used: 2, isFixed: true });
		now = 65_000;
		await stream.until(({ rate }) => rate.used === 0);
		simulator.settings.rateLimit = null;
		await stream.until(({ rate }) => rate.limit === null);
	});

	it('shows the window of the chosen interaction’s tenant', async () => {
		simulator.tenants.push({ id: 'globex', token: 'b'.repeat(64) });
		simulator.addInteraction({ guid: 'int-theirs', tenant: 'globex' });
		await get(simulator);
		const { rate } = await (await open('int-theirs')).until(() => true);
		expect(rate).toMatchObject({ tenant: 'globex', used: 0 });
	});

	it('says where a Test Variable node leads, and 404 when nothing can be tested', async () => {
		await set(simulator, 'keyed', { name: '_tier', value: 'VIP', ivr: 'true' });
		const query = 'variable=_tier&comparison=equals&value=VIP';
		const answer = await request(simulator, `/desk/test?interaction=${GUID}&${query}`);
		expect(answer.json).toEqual({ branch: 'match', comparedAs: 'text' });
		for (const wrong of [`interaction=int-x&${query}`, `interaction=${GUID}&comparison=like`, '']) {
			expect((await request(simulator, `/desk/test?${wrong}`)).status).toBe(404);
		}
	});

	it.each([
		['', 'text/html'],
		['/desk.css', 'text/css'],
		['/desk.mjs', 'text/javascript'],
		['/offer.mjs', 'text/javascript'],
	])('serves /desk%s to anyone, with nothing from elsewhere allowed', async (path, type) => {
		const response = await fetch(simulator.deskUrl + path);
		expect(response.status).toBe(200);
		expect(response.headers.get('content-type')).toContain(type);
		expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
		expect(await response.text()).not.toMatch(/https?:/);
	});

	it('serves no other file, and leaves no trace in journal and budget', async () => {
		await fetch(simulator.deskUrl);
		await (await open()).until(() => true);
		expect(simulator.journal).toEqual([]);
		expect(simulator.peakInWindow()).toBe(0);
		for (const path of ['/desk/..%2Fsimulator.mts', '/desk/desk.html', '/desk/rows.mts']) {
			expect((await fetch(simulator.url + path)).status).toBe(401);
		}
	});

	it('does not keep the simulator from closing', async () => {
		const other = await Simulator.start();
		const stream = await DeskStream.open(other);
		await stream.until(() => true);
		await other.close();
		await expect(stream.until(() => false)).rejects.toThrow();
	});
});
