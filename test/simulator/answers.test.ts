import { Simulator } from '../../simulator/simulator.mts';
import { CALL_ID, get, GUID, set } from './client';

describe('answers', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await Simulator.start();
	});

	beforeEach(() => {
		simulator.reset();
		simulator.addInteraction({ guid: GUID, callId: CALL_ID });
	});

	afterAll(async () => await simulator.close());

	it('PORTAL: a set tells the GUID and how many variables it set', async () => {
		expect(await set(simulator, 'portal', { name: '_a', value: '1' })).toMatchObject({
			status: 200,
			json: {
				status: 'success',
				message: 'Variables successfully set',
				interactionId: GUID,
				variablesSet: 1,
			},
		});
	});

	it('SUPPORT shows no body for a set: an empty one is a setting', async () => {
		simulator.settings.setAnswer = 'empty';
		const answer = await set(simulator, 'keyed', { name: '_a', value: '1' });
		expect(answer).toMatchObject({ status: 200, text: '' });
		expect(simulator.variables(GUID)._a.value).toBe('1');
	});

	const KNOWN = {
		channel: '18005551234',
		createTime: '2024-01-15T10:30:00Z',
		ani: '14085550100',
		callerName: 'Ada Example',
		queueId: '201',
		queueTime: '2024-01-15T10:31:00Z',
		priority: 10,
		agentId: 'ag1',
	};

	it.each(['keyed', 'tstats'] as const)('SUPPORT: the %s form gets PascalCase', async (form) => {
		simulator.addInteraction({ guid: GUID, ...KNOWN });
		await set(simulator, form, { name: '_tier', value: 'VIP', display: 'true' });
		expect((await get(simulator, form)).json).toEqual({
			InteractionId: GUID,
			Channel: '18005551234',
			CreateTime: '2024-01-15T10:30:00Z',
			ANI: '14085550100',
			CallerName: 'Ada Example',
			QueueId: '201',
			QueueTime: '2024-01-15T10:31:00Z',
			Priority: 10,
			AgentId: 'ag1',
			UserInput: [{ name: '_tier', value: 'VIP' }],
		});
	});

	it('PORTAL: the portal form gets camelCase', async () => {
		simulator.addInteraction({ guid: GUID, ...KNOWN });
		const variable = { name: '_tier', value: 'VIP', display: true, displayName: 'Tier' };
		await set(simulator, 'portal', variable);
		expect((await get(simulator, 'portal')).json).toEqual({
			interactionId: GUID,
			...KNOWN,
			variables: [{ ...variable, ivr: false, privacy: false }],
		});
	});

	it('SUPPORT: only the id and the creation time are always there', async () => {
		const createTime = new Date(0x1628bb9dbf7).toISOString();
		expect((await get(simulator, 'keyed')).json).toEqual({
			InteractionId: GUID,
			CreateTime: createTime,
		});
		expect((await get(simulator, 'portal')).json).toEqual({ interactionId: GUID, createTime });
	});

	it.each([
		['keyed', 'camel', 'interactionId'],
		['portal', 'pascal', 'InteractionId'],
	] as const)('the %s form can be made to answer in %s case', async (form, casing, field) => {
		simulator.settings.answerCasing = casing;
		expect((await get(simulator, form)).json[field]).toBe(GUID);
	});

	it('unpublished: whether a get masks private values is a setting', async () => {
		const secret = { name: '_ssn', value: '111-22-3333', ivr: 'true', privacy: 'true' };
		await set(simulator, 'keyed', secret, { name: '_a', value: '1' });
		expect((await get(simulator)).text).toContain('111-22-3333');
		simulator.settings.maskPrivateOnGet = true;
		expect((await get(simulator)).json.UserInput).toEqual([
			{ name: '_ssn', value: '******' },
			{ name: '_a', value: '1' },
		]);
		expect((await get(simulator, 'portal')).text).not.toContain('111-22-3333');
		expect(simulator.ivrView(GUID).variables._ssn).toBe('111-22-3333');
	});

	const MESSAGE = 'Invalid variable name: must start with underscore';

	it.each([
		['json', 'application/json', `{"status":"error","code":400,"message":"${MESSAGE}"}`],
		['xml', 'application/xml', `<API><Error>400 - ${MESSAGE}.</Error></API>`],
		['reasons', 'application/json', `{"reasons":["${MESSAGE}"]}`],
		[
			'problem',
			'application/problem+json',
			`{"type":"about:blank","title":"Bad Request","status":400,"detail":"${MESSAGE}"}`,
		],
		[
			'html',
			'text/html; charset=utf-8',
			`<html><head><title>400 Bad Request</title></head><body><h1>400 Bad Request</h1><p>${MESSAGE}</p></body></html>`,
		],
		['empty', null, ''],
	] as const)(
		'PORTAL and sibling 8x8 APIs: errors can be written as %s, %s: %s',
		async (shape, type, text) => {
			simulator.settings.errorShape = shape;
			const answer = await set(simulator, 'keyed', { name: 'a', value: '1' });
			expect(answer).toMatchObject({ status: 400, text });
			expect(answer.headers.get('content-type')).toBe(type);
			simulator.script({ status: 500 });
			const scripted = await get(simulator);
			expect(scripted.status).toBe(500);
			if (shape !== 'empty') expect(scripted.text).toContain('Internal server error');
		},
	);
});
