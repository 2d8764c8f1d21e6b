import { byCallId, byGuid, CALL_ID, FORMS, GUID, Stage } from './stage';

let stage: Stage;
beforeAll(async () => (stage = await Stage.open()));
afterAll(async () => await stage.close());
beforeEach(() => stage.reset());

const article = [
	{ name: '_queueId', value: '201', ivr: true },
	{ name: '_SSN', value: '111-22-3333', ivr: true, privacy: true },
	{ name: '_amount', value: '110.55', ivr: false, display: true, displayName: 'Amount Due' },
	{
		name: '_dueDate',
		value: '04 July 2019',
		ivr: true,
		display: true,
		displayName: 'Due Date',
		dataType: 'date',
	},
];

const articleBody = {
	variables: [
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
	],
};

describe('SUPPORT Example 2: the four variables', () => {
	it.each([
		['keyed', `/api/v1/interaction/data/guid/${GUID}`],
		['tstats', `/api/tstats/interaction/data?guid=${GUID}`],
	])('are sent in the form "%s" as in the article', async (apiFormat, url) => {
		await stage.set(
			{ variables: { variable: article } },
			{ credential: stage.credential({ apiFormat }) },
		);
		expect(stage.simulator.journal).toMatchObject([{ method: 'POST', url, status: 200 }]);
		expect(stage.simulator.journal[0]?.body).toEqual(articleBody);
	});

	it('are sent in the form "portal" with JSON booleans below "data" (PORTAL)', async () => {
		await stage.set(
			{ variables: { variable: article } },
			{ credential: stage.credential({ apiFormat: 'portal' }) },
		);
		expect(stage.simulator.journal[0]).toMatchObject({
			url: `/api/v1/interaction/data/${GUID}`,
			status: 200,
		});
		expect(stage.simulator.journal[0]?.body).toEqual({
			data: [
				{
					variables: [
						{ name: '_queueId', value: '201', ivr: true, display: false, privacy: false },
						{ name: '_SSN', value: '111-22-3333', ivr: true, display: false, privacy: true },
						{
							name: '_amount',
							value: '110.55',
							ivr: false,
							display: true,
							displayName: 'Amount Due',
							privacy: false,
						},
						{
							name: '_dueDate',
							value: '04 July 2019',
							ivr: true,
							display: true,
							displayName: 'Due Date',
							dataType: 'date',
							privacy: false,
						},
					],
				},
			],
		});
	});

	it('come out with the private value masked', async () => {
		const { json, outputs } = await stage.set({ variables: { variable: article } });
		expect(json).toEqual([
			{
				interactionId: GUID,
				status: 'success',
				message: 'Variables successfully set',
				variablesSet: 4,
				variables: [
					{
						name: '_queueId',
						value: '201',
						ivr: true,
						display: false,
						displayName: '',
						dataType: '',
						privacy: false,
					},
					{
						name: '_SSN',
						value: '••••••',
						ivr: true,
						display: false,
						displayName: '',
						dataType: '',
						privacy: true,
					},
					{
						name: '_amount',
						value: '110.55',
						ivr: false,
						display: true,
						displayName: 'Amount Due',
						dataType: '',
						privacy: false,
					},
					{
						name: '_dueDate',
						value: '04 July 2019',
						ivr: true,
						display: true,
						displayName: 'Due Date',
						dataType: 'date',
						privacy: false,
					},
				],
			},
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }]);
		expect(stage.simulator.agentView(GUID)).toEqual([
			{ label: 'Amount Due', value: '110.55' },
			{ label: 'Due Date', value: '04 July 2019' },
		]);
	});
});

describe('the form', () => {
	it('has "Use in IVR" on and the others off where a workflow written by hand leaves them out', async () => {
		await stage.set({ variables: { variable: [{ name: '_tier', value: 'VIP' }] } });
		expect(stage.simulator.variables(GUID)._tier).toMatchObject({
			value: 'VIP',
			ivr: true,
			display: false,
			privacy: false,
		});
	});

	it.each([
		['a number', '={{ 110.5 }}', '110.5'],
		['a boolean', '={{ true }}', 'true'],
		['a JavaScript Date', '={{ new Date(Date.UTC(2026, 10, 22)) }}', '2026-11-22T00:00:00.000Z'],
		[
			'a Luxon DateTime',
			"={{ DateTime.fromISO('2026-11-22T10:00:00', { zone: 'utc' }) }}",
			'2026-11-22T10:00:00.000Z',
		],
		['a zero', '={{ 0 }}', '0'],
	])('writes %s as text', async (_, value, expected) => {
		const { error } = await stage.set({ variables: { variable: [{ name: '_v', value }] } });
		expect(error).toBeUndefined();
		expect(stage.simulator.variables(GUID)._v?.value).toBe(expected);
	});

	it('takes one variable as ivr, display and privacy together', async () => {
		await stage.set({
			variables: {
				variable: [{ name: '_v', value: '1', ivr: true, display: true, privacy: true }],
			},
		});
		expect(stage.simulator.variables(GUID)._v).toMatchObject({
			ivr: true,
			display: true,
			privacy: true,
		});
		expect(stage.simulator.agentView(GUID)).toEqual([{ label: '_v', value: '******' }]);
	});

	it('sets by SIP Call-ID, whatever characters it holds, and knows no GUID to return then', async () => {
		stage.simulator.settings.setAnswer = 'empty';
		for (const apiFormat of FORMS) {
			const { json } = await stage.set(
				{
					interaction: byCallId(),
					variables: { variable: [{ name: `_${apiFormat}`, value: '1' }] },
				},
				{ credential: stage.credential({ apiFormat }) },
			);
			expect(json).toMatchObject([{ interactionId: null, status: 'success', variablesSet: 1 }]);
		}
		expect(Object.keys(stage.simulator.variables(CALL_ID))).toEqual(
			FORMS.map((apiFormat) => `_${apiFormat}`),
		);
	});

	it('writes "phone number" in the support article\'s forms and "phone" in the portal\'s', async () => {
		for (const apiFormat of ['keyed', 'portal', 'tstats']) {
			await stage.set(
				{
					variables: { variable: [{ name: '_callback', value: '18005551234', dataType: 'phone' }] },
				},
				{ credential: stage.credential({ apiFormat }) },
			);
		}
		const types = stage.simulator.journal.map(
			({ rawBody }) => /"dataType":"([^"]+)"/.exec(String(rawBody))?.[1],
		);
		expect(types).toEqual(['phone number', 'phone', 'phone number']);
	});
});

describe('JSON', () => {
	it('may be one variable without a list', async () => {
		await stage.setJson({ name: '_a', value: '1', display: 'true' });
		expect(stage.simulator.variables(GUID)._a).toMatchObject({
			value: '1',
			ivr: false,
			display: true,
		});
	});

	it('may not hold a name twice in one object, of which only one could be set', async () => {
		const { error } = await stage.setJson('{"_tier": "VIP", "_tier": "basic"}');
		expect(error?.message).toMatch(/^Variables \(JSON\) holds "_tier" twice in one object/);
		expect(stage.simulator.journal).toEqual([]);
	});

	it('may not hold numbers that have lost digits', async () => {
		const { error } = await stage.setJson('{"_account": 12345678901234567890}');
		expect(error?.message).toMatch(/"_account": the value is a number too long to be exact/);
		expect(stage.simulator.journal).toEqual([]);
	});
});

describe('the input fields', () => {
	it('become variables, those without a value are skipped', async () => {
		const { json } = await stage.set(
			{
				specifyVariables: 'inputItem',
				interaction: byGuid('={{ $json._guid }}'),
				inputFields: 'accountBalance, Customer Tier, note',
			},
			{
				items: [
					{ _guid: GUID, accountBalance: 12.5, 'Customer Tier': 'Gold', note: null, other: 'x' },
				],
			},
		);
		expect(json).toMatchObject([{ variablesSet: 2 }]);
		expect(stage.simulator.agentView(GUID)).toEqual([
			{ label: 'Account Balance', value: '12.5' },
			{ label: 'Customer Tier', value: 'Gold' },
		]);
	});

	it('named private never show', async () => {
		const { json } = await stage.set(
			{
				specifyVariables: 'inputItem',
				inputFieldSettings: { display: false, privateFields: 'ssn' },
			},
			{ items: [{ ssn: '111-22-3333', tier: 'VIP' }] },
		);
		expect(JSON.stringify(json)).not.toContain('111-22-3333');
		expect(stage.simulator.variables(GUID)).toMatchObject({
			_ssn: { value: '111-22-3333', privacy: true, ivr: true, display: false },
			_tier: { value: 'VIP', privacy: false },
		});
	});
});

describe('bad input is refused before any request', () => {
	const one = (variable: object) => ({
		variables: { variable: [{ name: '_ok', value: '1', ...variable }] },
	});
	it.each<[string, object, RegExp, RegExp]>([
		[
			'an empty interaction',
			{ interaction: byGuid("={{ '' }}"), ...one({}) },
			/Interaction \(GUID\) is empty/,
			/Give the GUID/,
		],
		[
			'an expression without result for the interaction',
			{ interaction: byGuid('={{ $json.no }}'), ...one({}) },
			/Interaction \(GUID\) is empty/,
			/Give the GUID/,
		],
		[
			'the word "undefined" for the interaction',
			{ interaction: byCallId('undefined'), ...one({}) },
			/Interaction \(SIP Call-ID\) is empty/,
			/X-8x8-CID/,
		],
		[
			'a name without underscore',
			one({ name: 'tier' }),
			/"tier": the name does not begin with "_"/,
			/Names begin with "_"/,
		],
		[
			'a name with a space',
			one({ name: '_my tier' }),
			/"_my tier": the name holds a space/,
			/Names begin/,
		],
		[
			'a name with a hyphen',
			one({ name: '_my-tier' }),
			/"_my-tier": the name holds a character other than/,
			/Names begin/,
		],
		[
			'a name with an accent',
			one({ name: '_tièr' }),
			/"_tièr": the name holds a character other than/,
			/Names begin/,
		],
		[
			'a name with an emoji',
			one({ name: '_🙂' }),
			/the name holds a character other than/,
			/Names begin/,
		],
		[
			'a name of 26 characters',
			one({ name: `_${'a'.repeat(25)}` }),
			/the name has 26 characters, more than 25/,
			/at most 25/,
		],
		['an empty name', one({ name: "={{ '' }}" }), /"number 1": the name is empty/, /Names begin/],
		[
			'a value of 1001 characters',
			one({ value: 'x'.repeat(1001) }),
			/the value has 1001 characters, more than 1000/,
			/Shorten the value/,
		],
		[
			'an empty value',
			one({ value: "={{ '' }}" }),
			/"_ok": the value is empty/,
			/expression finds something/,
		],
		[
			'an expression without result for a value',
			one({ value: '={{ $json.no }}' }),
			/"_ok": the value is empty/,
			/expression finds something/,
		],
		[
			'an object as a value',
			one({ value: '={{ { a: 1 } }}' }),
			/"_ok": the value is an object/,
			/name the field/,
		],
		[
			'a display name of 31 characters',
			one({ display: true, displayName: 'x'.repeat(31) }),
			/the display name has 31 characters, more than 30/,
			/at most 30/,
		],
		[
			'an unknown data type',
			one({ dataType: 'money' }),
			/the data type "money" is unknown/,
			/Use one of text, number, phone/,
		],
		[
			'a duplicate name',
			{
				variables: {
					variable: [
						{ name: '_a', value: '1' },
						{ name: '_a', value: '2' },
					],
				},
			},
			/"_a": the name is given more than once/,
			/Keep one/,
		],
		['no variables at all', { variables: {} }, /There is no variable to set/, /Add at least one/],
		[
			'an unknown way to give variables',
			{ specifyVariables: 'xml' },
			/Specify Variables is "xml"/,
			/fields, inputItem, json/,
		],
		[
			'text that is no JSON',
			{ specifyVariables: 'json', variablesJson: '[{"name": "_a" "value": "secret"}]' },
			/Variables \(JSON\) is not valid JSON \(at character \d+\)/,
			/missing quotes/,
		],
		[
			'a number as JSON',
			{ specifyVariables: 'json', variablesJson: '42' },
			/holds a number instead of variables/,
			/Give a list/,
		],
		[
			'a list of numbers',
			{ specifyVariables: 'json', variablesJson: '[1, 2]' },
			/Entry 1 of the list of variables is not an object; Entry 2/,
			/Give a list/,
		],
		[
			'nested values',
			{ specifyVariables: 'json', variablesJson: '{"_a": {"b": 1}}' },
			/"_a": the value is an object/,
			/name the field/,
		],
		[
			'an empty list',
			{ specifyVariables: 'json', variablesJson: '[]' },
			/There is no variable to set/,
			/Add at least one/,
		],
		[
			'an unknown attribute',
			{ specifyVariables: 'json', variablesJson: '[{"name":"_a","value":"1","private":true}]' },
			/the attribute "private" is unknown/,
			/privacy/,
		],
		[
			'fields that do not exist',
			{ specifyVariables: 'inputItem', inputFields: 'tire' },
			/Input Fields names "tire", which no input item has/,
			/exactly as the input panel/,
		],
		[
			'an expression that cannot be resolved',
			one({ value: "={{ $('Nowhere').item.json.a }}" }),
			/An expression in the variables could not be resolved/,
			/marked red/,
		],
	])('%s', async (_, parameters, message, remedy) => {
		const { error, json } = await stage.set(parameters as never);
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(remedy);
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.message).not.toMatch(/secret/);
		expect(json).toEqual([]);
		expect(stage.simulator.journal).toEqual([]);
	});

	it('with everything that is wrong at once', async () => {
		const { error } = await stage.set({
			interaction: byGuid(' '),
			variables: {
				variable: [
					{ name: 'a b', value: '={{ null }}' },
					{ name: '_ok', value: '1', dataType: 'x' },
				],
			},
		});
		expect(error?.message).toMatch(
			/Interaction.*"a b": the value is empty.*"a b": the name does not begin.*"_ok": the data type/s,
		);
	});

	it('never quoting a private value', async () => {
		const pin = '9'.repeat(1001);
		const { run } = await stage.set({
			variables: { variable: [{ name: '_pin', value: pin, privacy: true }] },
		});
		expect(JSON.stringify(run.data.resultData.error)).not.toContain(pin.slice(0, 9));
	});
});

describe('the credential is checked before any request', () => {
	it.each<[string, object, RegExp]>([
		['an empty platform URL', { platformUrl: ' ' }, /Platform URL is empty/],
		['one without host', { platformUrl: 'https://' }, /holds no host/],
		['one with ftp:', { platformUrl: 'ftp://vcc-eu3.8x8.com' }, /begins with "ftp:"/],
		['one with http: to another machine', { platformUrl: 'http://vcc-eu3.8x8.com' }, /unencrypted/],
		[
			'one with user and password',
			{ platformUrl: 'https://u:p@vcc-eu3.8x8.com' },
			/user name or password/,
		],
		['an empty tenant', { tenantId: '' }, /Tenant ID in the credential is empty/],
		['an empty token', { actionToken: '' }, /Action Token in the credential is empty/],
		['an unknown form', { apiFormat: 'soap' }, /API Format in the credential is unknown/],
		['a negative limit', { requestsPerMinute: -1 }, /Requests per Minute is not a whole number/],
		['a fractional limit', { requestsPerMinute: 1.5 }, /Requests per Minute is not a whole number/],
		[
			'a limit in words',
			{ requestsPerMinute: 'many' },
			/Requests per Minute is not a whole number/,
		],
	])('%s', async (_, more, message) => {
		const { error } = await stage.setJson(
			{ _a: '1' },
			{ credential: stage.credential(more as never) },
		);
		expect(error?.message).toMatch(message);
		expect(error?.name).toBe('NodeOperationError');
		expect(error?.description).not.toBe('');
		expect(stage.simulator.journal).toEqual([]);
	});

	it.each<[string, object, RegExp]>([
		['a timeout of 0', { timeout: 0 }, /Timeout is not a whole number from 100 to 600000/],
		['10⁹ retries', { maxRetries: 1e9 }, /Max Retries is not a whole number from 0 to 100/],
		['a negative wait', { maxWait: -1 }, /Max Wait is not a whole number/],
	])('so are the options: %s', async (_, options, message) => {
		const { error } = await stage.setJson({ _a: '1' }, {}, { options: options as never });
		expect(error?.message).toMatch(message);
		expect(stage.simulator.journal).toEqual([]);
	});

	it('a login URL as pasted works', async () => {
		const platformUrl = `${stage.simulator.url}/CM/login.php?x=1#top`;
		const { error } = await stage.setJson(
			{ _a: '1' },
			{ credential: stage.credential({ platformUrl }) },
		);
		expect(error).toBeUndefined();
	});

	it('and when the node goes on, every item tells', async () => {
		const { json } = await stage.setJson(
			{ _a: '1' },
			{
				credential: stage.credential({ tenantId: '' }),
				items: [{}, {}],
				onError: 'continueRegularOutput',
			},
		);
		expect(json).toHaveLength(2);
		expect(json[1]?.error).toMatch(/Tenant ID in the credential is empty\. Enter the tenant name/);
	});
});

describe('requests', () => {
	const numbered = (count: number) =>
		Object.fromEntries(Array.from({ length: count }, (_, index) => [`_v${index}`, String(index)]));

	it('hold at most 50 variables each, in order (PORTAL)', async () => {
		const { json } = await stage.setJson(numbered(120));
		const sizes = stage.simulator.journal.map(
			({ body }) => (body as { variables: unknown[] }).variables.length,
		);
		expect(sizes).toEqual([50, 50, 20]);
		expect(json).toMatchObject([{ variablesSet: 120 }]);
		expect(Object.keys(stage.simulator.variables(GUID))).toEqual(Object.keys(numbered(120)));
	});

	it('are shared by items of one interaction; the later item wins', async () => {
		const { json } = await stage.set(
			{ specifyVariables: 'json', variablesJson: '={{ JSON.stringify($json) }}' },
			{ items: [{ _a: '1', _b: '1' }, { _b: '2' }, { _c: '3' }] },
		);
		expect(stage.simulator.journal).toHaveLength(1);
		expect(json.map(({ variablesSet }) => variablesSet)).toEqual([2, 1, 1]);
		expect(stage.simulator.variables(GUID)).toMatchObject({
			_a: { value: '1' },
			_b: { value: '2' },
			_c: { value: '3' },
		});
	});

	it('are one an item when Combine Items is off, in order', async () => {
		await stage.set(
			{
				specifyVariables: 'json',
				variablesJson: '={{ JSON.stringify($json) }}',
				options: { combineItems: false },
			},
			{ items: [{ _a: '1' }, { _a: '2' }, { _a: '3' }] },
		);
		expect(stage.simulator.journal).toHaveLength(3);
		expect(stage.simulator.variables(GUID)._a?.value).toBe('3');
	});

	it('that 8x8 refuses are traced to the item that caused it; the others are set', async () => {
		stage.simulator.script({
			times: 10,
			when: ({ rawBody }) => String(rawBody).includes('_bad'),
			status: 400,
			body: { status: 'error', code: 400, message: 'Invalid variable value' },
		});
		const { outputs } = await stage.set(
			{ specifyVariables: 'json', variablesJson: '={{ JSON.stringify($json) }}' },
			{
				items: [{ _a: '1', _x: 'first' }, { _bad: '2', _x: 'second' }, { _c: '3' }],
				onError: 'continueErrorOutput',
			},
		);
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.variablesSet, pairedItem])).toEqual([
			[2, { item: 0 }],
			[1, { item: 2 }],
		]);
		expect(outputs[1]).toMatchObject([
			{
				json: {
					_bad: '2',
					error: expect.stringMatching(
						/did not accept the request \(400\): "Invalid variable value"/,
					),
				},
			},
		]);
		// One by one, the first item's value would stand as well.
		expect(stage.simulator.variables(GUID)).toMatchObject({
			_a: { value: '1' },
			_c: { value: '3' },
			_x: { value: 'first' },
		});
	});
});

describe('Verify', () => {
	it('reads each interaction back once and says so', async () => {
		const { json } = await stage.setJson(
			{ _a: '1', _b: '2' },
			{ items: [{}, {}] },
			{ options: { verify: true } },
		);
		expect(json).toMatchObject([{ verified: true }, { verified: true }]);
		expect(stage.simulator.journal.map(({ method }) => method)).toEqual(['POST', 'GET']);
	});

	it('lets an item fail whose variables the IVR script does not declare (SUPPORT: "else the variable is ignored")', async () => {
		stage.simulator.addInteraction({ guid: `${GUID}2`, declaredVariables: ['_known'] });
		const { error } = await stage.setJson(
			{ _known: '1', _unknown: '2' },
			{},
			{ interaction: byGuid(`${GUID}2`), options: { verify: true } },
		);
		expect(error?.message).toMatch(/reading back shows otherwise: "_unknown" is missing/);
		expect(error?.name).toBe('NodeApiError');
	});

	it('names a variable that came back with another value, without either value', async () => {
		stage.simulator.script({
			when: ({ method }) => method === 'GET',
			body: { InteractionId: GUID, UserInput: [{ name: '_a', value: 'other' }] },
		});
		const { error } = await stage.setJson({ _a: 'mine' }, {}, { options: { verify: true } });
		expect(error?.message).toMatch(/"_a" has another value/);
		expect(error?.message).not.toMatch(/mine|other"/);
	});

	it('needs a private variable only to be there', async () => {
		stage.simulator.settings.maskPrivateOnGet = true;
		const { json } = await stage.setJson(
			[{ name: '_pin', value: '1234', ivr: true, privacy: true }],
			{},
			{ options: { verify: true } },
		);
		expect(json).toMatchObject([{ verified: true }]);
	});

	it('tells when reading back was not possible', async () => {
		stage.simulator.script({ when: ({ method }) => method === 'GET', status: 404, body: {} });
		const { error } = await stage.setJson({ _a: '1' }, {}, { options: { verify: true } });
		expect(error?.message).toMatch(
			/The variables were set, but could not be read back\. 8x8 knows no interaction/,
		);
		stage.simulator.script({ when: ({ method }) => method === 'GET', status: 200, body: '[]' });
		const second = await stage.setJson({ _a: '1' }, {}, { options: { verify: true } });
		expect(second.error?.message).toMatch(/could not be read back\. .* not with the context/);
	});
});

describe('hints tell of what would silently do nothing', () => {
	it.each<[string, object, RegExp]>([
		['neither ivr nor display', { ivr: false }, /neither "Use in IVR" nor "Show to Agent"/],
		['private and shown', { display: true, privacy: true }, /the agent will see it masked/],
		['a name of exactly 25 characters', { name: `_${'a'.repeat(24)}` }, /exactly 25 characters/],
		[
			'a display name of exactly 30',
			{ display: true, displayName: 'x'.repeat(30) },
			/exactly 30 characters/,
		],
	])('%s', async (_, variable, hint) => {
		const { hints, error } = await stage.set({
			variables: { variable: [{ name: '_a', value: '1', ...variable }] },
		});
		expect(error).toBeUndefined();
		expect(hints).toEqual([expect.stringMatching(hint)]);
	});

	it('a GUID of another tenant', async () => {
		stage.simulator.addInteraction({ guid: GUID.replace('acme', 'other'), tenant: 'acme' });
		const { hints } = await stage.setJson(
			{ _a: '1' },
			{},
			{ interaction: byGuid(GUID.replace('acme', 'other')) },
		);
		expect(hints).toEqual([
			expect.stringMatching(/ends in "other", but the credential is for the tenant "acme"/),
		]);
	});

	it('a count of 8x8 that is lower than what was sent', async () => {
		stage.simulator.script({ body: { status: 'success', variablesSet: 1 } });
		const { hints } = await stage.setJson({ _a: '1', _b: '2' });
		expect(hints).toEqual([expect.stringMatching(/set 1 of 2 variables/)]);
	});

	it('once, with the number of items', async () => {
		const { hints } = await stage.set(
			{ variables: { variable: [{ name: '_a', value: '1', ivr: false }] } },
			{ items: [{}, {}, {}] },
		);
		expect(hints).toEqual([expect.stringMatching(/\(3 items\)$/)]);
	});

	it('nothing when there is nothing to tell', async () => {
		const { hints } = await stage.setJson({ _a: '1' });
		expect(hints).toEqual([]);
	});
});
