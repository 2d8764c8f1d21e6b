import fc from 'fast-check';

import type { Form } from '../../simulator/forms.mts';
import { Simulator } from '../../simulator/simulator.mts';
import { bodyOf, CALL_ID, FORMS, get, GUID, pathOf, post, request, set, yes } from './client';

describe('the forms of the API', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await Simulator.start({ rateLimit: null });
	});

	beforeEach(() => {
		simulator.reset();
		simulator.addInteraction({ guid: GUID, callId: CALL_ID });
	});

	afterAll(async () => await simulator.close());

	const SOURCES: Record<Form, string> = {
		keyed: 'SUPPORT, Example 3',
		portal: 'PORTAL',
		tstats: 'SUPPORT, base URL',
	};
	const IDENTIFIERS = [
		'a@b.example',
		'a/b',
		'a+b',
		'a;b=c',
		'100%',
		'a b',
		'a%2Fb',
		'a%252Fb',
		'a&guid=b#c?d',
		'ü—名',
		'guid',
		'x'.repeat(300),
	];

	for (const form of FORMS) {
		for (const kind of ['guid', 'callId'] as const) {
			it.each(IDENTIFIERS)(
				`${SOURCES[form]}: the ${form} form sets and gets by ${kind} when it is %j`,
				async (identifier) => {
					const guid = kind === 'guid' ? identifier : 'int-1';
					const callId = kind === 'callId' ? identifier : undefined;
					simulator.addInteraction({ guid, callId });
					const path = pathOf(form, kind, identifier);
					const variable = { name: '_tier', value: 'VIP', ivr: yes(form) };
					const answer = await request(simulator, path, {
						method: 'POST',
						body: JSON.stringify(bodyOf(form, [variable])),
					});
					expect(answer).toMatchObject({ status: 200, json: { interactionId: guid } });
					const read = await request(simulator, path);
					expect(read.status).toBe(200);
					expect(simulator.variables(identifier)).toMatchObject({
						_tier: { value: 'VIP', ivr: true },
					});
					expect(simulator.journal.at(-1)).toMatchObject({
						form,
						identifier: { kind, value: identifier },
					});
				},
			);
		}
	}

	it('SUPPORT: any identifier survives percent-encoding in every form', async () => {
		const identifier = fc
			.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
			.filter((text) => !/^\.{1,2}$/.test(text));
		await fc.assert(
			fc.asyncProperty(identifier, fc.constantFrom(...FORMS), async (callId, form) => {
				simulator.addInteraction({ guid: 'int-1', callId });
				const { status } = await request(simulator, pathOf(form, 'callId', callId));
				expect(status).toBe(200);
			}),
			{ numRuns: 150 },
		);
	});

	it('assumed: a raw plus in a query is a space, in a path it is a plus', async () => {
		simulator.addInteraction({ guid: 'a b' });
		simulator.addInteraction({ guid: 'a+b' });
		await request(simulator, '/api/tstats/interaction/data?guid=a+b');
		await request(simulator, '/api/v1/interaction/data/guid/a+b');
		expect(simulator.journal.map(({ identifier }) => identifier?.value)).toEqual(['a b', 'a+b']);
	});

	it('PORTAL: the one identifier is matched as a GUID before it is matched as a call id', async () => {
		simulator.addInteraction({ guid: 'int-other', callId: GUID });
		expect((await get(simulator, 'portal')).json).toMatchObject({ interactionId: GUID });
	});

	it('SUPPORT: a GUID is not found as a call id, nor a call id as a GUID', async () => {
		for (const form of ['keyed', 'tstats'] as const) {
			expect((await request(simulator, pathOf(form, 'callId', GUID))).status).toBe(404);
			expect((await request(simulator, pathOf(form, 'guid', CALL_ID))).status).toBe(404);
		}
	});

	it.each([
		['/api/tstats/interaction/data', 'Either guid or callId is required'],
		['/api/tstats/interaction/data?guid=a&callId=b', 'Either guid or callId is required, not both'],
		['/api/v1/interaction/data/guid/', 'Either guid or callId is required'],
		['/api/v1/interaction/data/guid/%E0%A4', 'The identifier is not valid percent-encoding'],
		['/api/tstats/interaction/data?guid=%', 'The identifier is not valid percent-encoding'],
	])('assumed: %s is answered 400, "%s"', async (path, message) => {
		expect(await request(simulator, path)).toMatchObject({ status: 400, json: { message } });
	});

	it.each([
		'/',
		'/api/v1/interaction/data/GUID/a',
		'/api/v1/interaction/data/guid/a/b',
		'/api/v2/x',
	])('assumed: %s belongs to no form and is answered 404', async (path) => {
		expect((await request(simulator, path)).status).toBe(404);
	});

	it.each(FORMS)('a tenant whose platform serves another form than %s gets 404', async (form) => {
		for (const served of FORMS) {
			simulator.tenants[0].platformForm = served;
			expect((await get(simulator, form)).status).toBe(served === form ? 200 : 404);
		}
		simulator.tenants[0].platformForm = 'any';
		expect((await get(simulator, form)).status).toBe(200);
	});

	const VARIABLE = { name: '_a', value: '1' };

	it.each(FORMS)('strict: the %s form refuses the bodies of the others', async (form) => {
		const own = JSON.stringify(bodyOf(form, [VARIABLE]));
		const bodies = [
			...FORMS.map((other) => bodyOf(other, [VARIABLE])),
			{ data: { variables: [VARIABLE] } },
			[VARIABLE],
			{ _a: '1' },
			{},
			'"text"',
			'null',
		];
		for (const body of bodies) {
			const { status } = await post(simulator, form, body);
			expect([body, status]).toEqual([body, JSON.stringify(body) === own ? 200 : 400]);
		}
	});

	it.each(FORMS)('strict: the %s form refuses the booleans of the others', async (form) => {
		const wrong = yes(form) === true ? 'true' : true;
		for (const flag of ['ivr', 'display', 'privacy']) {
			const answer = await set(simulator, form, { ...VARIABLE, [flag]: wrong });
			expect(answer.status).toBe(400);
			expect(answer.json.message).toContain(`variables[0].${flag} must be`);
			expect((await set(simulator, form, { ...VARIABLE, [flag]: yes(form) })).status).toBe(200);
		}
	});

	it.each([
		['keyed', 'phone number', 'phone'],
		['portal', 'phone', 'phone number'],
		['tstats', 'phone number', 'phone'],
	] as const)(
		'SUPPORT and PORTAL: the %s form takes dataType "%s", not "%s"',
		async (form, right, wrong) => {
			expect((await set(simulator, form, { ...VARIABLE, dataType: right })).status).toBe(200);
			expect((await set(simulator, form, { ...VARIABLE, dataType: wrong })).status).toBe(400);
			for (const dataType of ['text', 'number', 'date', 'time', 'currency']) {
				expect((await set(simulator, form, { ...VARIABLE, dataType })).status).toBe(200);
			}
		},
	);

	it.each(FORMS)('lenient: the %s form takes every published shape', async (form) => {
		simulator.settings.lenient = true;
		const variable = { ...VARIABLE, ivr: true, display: 'true', dataType: 'phone', more: 1 };
		for (const body of [
			{ variables: [variable] },
			{ data: [{ variables: [variable] }] },
			{ data: { variables: [{ ...variable, dataType: 'phone number' }] } },
		]) {
			expect((await post(simulator, form, body)).status).toBe(200);
		}
		expect((await post(simulator, form, { data: [1] })).status).toBe(400);
		expect((await post(simulator, form, [])).status).toBe(400);
		expect((await set(simulator, form, { ...VARIABLE, ivr: 'yes' })).status).toBe(400);
	});

	it('PORTAL: the variables of several data entries are set together', async () => {
		const data = [{ variables: [VARIABLE] }, { variables: [{ name: '_b', value: '2' }] }];
		expect((await post(simulator, 'portal', { data })).json).toMatchObject({ variablesSet: 2 });
	});

	it('SUPPORT: the published example is accepted as it stands', async () => {
		const answer = await set(
			simulator,
			'keyed',
			{ name: '_queueId', value: '201', ivr: 'true' },
			{ name: '_SSN', value: '111-22-3333', ivr: 'true', privacy: 'true' },
			{ name: '_amount', value: '110.55', display: 'true', displayName: 'Amount Due' },
			{
				name: '_dueDate',
				value: '04 July 2019',
				ivr: 'true',
				display: 'true',
				displayName: 'Due Date',
				dataType: 'date',
			},
		);
		expect(answer).toMatchObject({ status: 200, json: { variablesSet: 4 } });
	});
});
