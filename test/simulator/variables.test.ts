import { Simulator } from '../../simulator/simulator.mts';
import { CALL_ID, FORMS, get, GUID, set, yes } from './client';

describe('variables', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await Simulator.start({ rateLimit: null });
	});

	beforeEach(() => {
		simulator.reset();
		simulator.addInteraction({ guid: GUID, callId: CALL_ID });
	});

	afterAll(async () => await simulator.close());

	it('PORTAL: a variable of the same name is updated, others stay', async () => {
		await set(simulator, 'keyed', { name: '_a', value: '1' }, { name: '_b', value: '2' });
		await set(simulator, 'keyed', { name: '_a', value: '3', display: 'true' });
		expect(simulator.variables(CALL_ID)).toEqual({
			_a: { name: '_a', value: '3', ivr: false, display: true, privacy: false },
			_b: { name: '_b', value: '2', ivr: false, display: false, privacy: false },
		});
	});

	it.each(FORMS)('all attributes are stored as sent, in the %s form', async (form) => {
		const flag = yes(form);
		const sent = { name: '_a', value: '1', displayName: 'A', dataType: 'date' };
		await set(simulator, form, { ...sent, ivr: flag, display: flag, privacy: flag });
		expect(simulator.variables(GUID)._a).toEqual({
			...sent,
			ivr: true,
			display: true,
			privacy: true,
		});
	});

	it.each([
		['name', 'Invalid variable name: must start with underscore'],
		['_', 'Invalid variable name: must be alphanumeric after the underscore'],
		['_a b', 'Invalid variable name: must be alphanumeric after the underscore'],
		['_a_b', 'Invalid variable name: must be alphanumeric after the underscore'],
		['_é', 'Invalid variable name: must be alphanumeric after the underscore'],
	])('PORTAL: the name %j is answered 400 "%s"', async (name, message) => {
		expect(await set(simulator, 'portal', { name, value: '' })).toMatchObject({
			status: 400,
			json: { status: 'error', code: 400, message },
		});
	});

	it.each([
		[{ value: '1' }, 'variables[1].name must be a string'],
		[{ name: '_a' }, 'variables[1].value must be a string'],
		[{ name: '_a', value: 1 }, 'variables[1].value must be a string'],
		[{ name: '_a', value: null }, 'variables[1].value must be a string'],
		[{ name: '_a', value: '1', displayName: 1 }, 'variables[1].displayName must be a string'],
		[{ name: '_a', value: '1', dataType: 'colour' }, 'variables[1].dataType must be one of'],
		[{ name: '_a', value: '1', Ivr: 'true' }, 'variables[1] has an unknown attribute: Ivr'],
		['_a', 'variables[1] must be an object'],
	])('strict: %j is refused and nothing of the request is stored', async (variable, words) => {
		const answer = await set(simulator, 'keyed', { name: '_good', value: '1' }, variable);
		expect(answer.status).toBe(400);
		expect(answer.json.message).toContain(words);
		expect(simulator.variables(GUID)).toEqual({});
	});

	it('assumed: no variables at all is answered 400', async () => {
		expect((await set(simulator, 'portal')).status).toBe(400);
		expect((await set(simulator, 'keyed')).status).toBe(400);
	});

	const named = (length: number) => ({ name: `_${'a'.repeat(length - 1)}`, value: '1' });
	const shown = (length: number) => ({ name: '_a', value: '1', displayName: 'a'.repeat(length) });
	const valued = (length: number) => ({ name: '_a', value: 'a'.repeat(length) });

	it.each([
		['PORTAL: a name of at most 25', 'portal', named, 25],
		['PORTAL: a displayName of at most 30', 'portal', shown, 30],
		['PORTAL: a value of at most 1000', 'portal', valued, 1000],
		['SUPPORT: a name of less than 25', 'support', named, 24],
		['SUPPORT: a displayName of less than 30', 'support', shown, 29],
	] as const)('%s characters', async (_, limits, variable, most) => {
		simulator.settings.limits = limits;
		expect((await set(simulator, 'keyed', variable(most))).status).toBe(200);
		const answer = await set(simulator, 'keyed', variable(most + 1));
		expect(answer.status).toBe(400);
		expect(answer.json.message).toContain(`at most ${most} characters`);
	});

	const many = (count: number) => Array.from({ length: count }, (_, i) => valuedAs(`_v${i}`));
	const valuedAs = (name: string) => ({ name, value: '1' });

	it('PORTAL: at most 50 variables in one request', async () => {
		expect((await set(simulator, 'portal', ...many(50))).json).toMatchObject({ variablesSet: 50 });
		simulator.addInteraction({ guid: GUID });
		expect((await set(simulator, 'portal', ...many(51))).status).toBe(400);
		expect(simulator.variables(GUID)).toEqual({});
	});

	it('SUPPORT: no limit on the number of variables nor on their values', async () => {
		simulator.settings.limits = 'support';
		expect((await set(simulator, 'keyed', ...many(300))).status).toBe(200);
		expect((await set(simulator, 'keyed', valued(100_000))).status).toBe(200);
	});

	it('unpublished: whether limits count characters or bytes is a setting', async () => {
		const variable = { name: '_a', value: '😀'.repeat(1000), displayName: 'é'.repeat(30) };
		expect((await set(simulator, 'keyed', variable)).status).toBe(200);
		simulator.settings.limitsCount = 'bytes';
		expect((await set(simulator, 'keyed', variable)).status).toBe(400);
		const fitting = { name: '_a', value: '😀'.repeat(250), displayName: 'é'.repeat(15) };
		expect((await set(simulator, 'keyed', fitting)).status).toBe(200);
	});

	it('SUPPORT: a name the IVR script does not declare is accepted and ignored', async () => {
		simulator.addInteraction({ guid: GUID, declaredVariables: ['_known'] });
		const answer = await set(
			simulator,
			'keyed',
			{ name: '_known', value: '1', ivr: 'true' },
			{ name: '_Known', value: '2', ivr: 'true' },
			{ name: '_both', value: '3', ivr: 'true', display: 'true' },
			{ name: '_shown', value: '4', display: 'true' },
		);
		expect(answer.status).toBe(200);
		expect(simulator.ivrView(GUID)).toEqual({
			variables: { _known: '1' },
			ignored: ['_Known', '_both'],
		});
		expect(simulator.interaction(GUID)?.ignored).toEqual(['_Known', '_both']);
		expect((await get(simulator)).json.UserInput).toEqual([
			{ name: '_known', value: '1' },
			{ name: '_both', value: '3' },
			{ name: '_shown', value: '4' },
		]);
	});

	it('SUPPORT: the agent sees display variables under their display names, private ones masked', async () => {
		await set(
			simulator,
			'keyed',
			{ name: '_amount', value: '110.55', display: 'true', displayName: 'Amount Due' },
			{ name: '_ssn', value: '111-22-3333', ivr: 'true', display: 'true', privacy: 'true' },
			{ name: '_route', value: '201', ivr: 'true' },
		);
		expect(simulator.agentView(GUID)).toEqual([
			{ label: 'Amount Due', value: '110.55' },
			{ label: '_ssn', value: '******' },
		]);
		expect(simulator.ivrView(CALL_ID).variables).toEqual({ _ssn: '111-22-3333', _route: '201' });
	});

	it('a view of an unknown interaction throws, its variables are empty', () => {
		expect(() => simulator.agentView('int-x')).toThrow('no interaction "int-x"');
		expect(simulator.interaction('int-x')).toBeUndefined();
		expect(simulator.variables('int-x')).toEqual({});
	});
});
