import { byCallId, byGuid, CALL_ID, FORMS, GUID, Stage } from './stage';

let stage: Stage;
beforeAll(async () => (stage = await Stage.open()));
afterAll(async () => await stage.close());
beforeEach(async () => {
	stage.reset();
	await stage.setJson({ _tier: 'VIP' });
	stage.simulator.clearJournal();
});

const simplified = {
	interactionId: GUID,
	channel: null,
	createTime: expect.any(String),
	ani: null,
	callerName: null,
	queueId: null,
	queueTime: null,
	priority: null,
	agentId: null,
	variables: { _tier: 'VIP' },
};

describe('Get Context', () => {
	it.each(FORMS)('has ten fields whatever the form: %s', async (apiFormat) => {
		for (const interaction of [byGuid(), byCallId()]) {
			const { json, outputs } = await stage.get(
				{ interaction },
				{ credential: stage.credential({ apiFormat }) },
			);
			expect(json).toEqual([simplified]);
			expect(outputs[0]?.[0]?.pairedItem).toEqual({ item: 0 });
		}
	});

	it.each(['pascal', 'camel'] as const)(
		'understands both casings whatever the form: %s',
		async (answerCasing) => {
			stage.simulator.settings.answerCasing = answerCasing;
			for (const apiFormat of FORMS) {
				const { json } = await stage.get({}, { credential: stage.credential({ apiFormat }) });
				expect(json).toEqual([simplified]);
			}
		},
	);

	it('passes every field on that 8x8 sends (SUPPORT, "Output json description")', async () => {
		stage.simulator.addInteraction({
			guid: 'int-full',
			channel: '18005551234',
			createTime: '2024-01-15T10:30:00Z',
			ani: '15551234567',
			callerName: 'Ada',
			queueId: '201',
			queueTime: '12',
			priority: '5',
			agentId: 'ag1',
		});
		const { json } = await stage.get({ interaction: byGuid('int-full') });
		expect(json).toEqual([
			{
				interactionId: 'int-full',
				channel: '18005551234',
				createTime: '2024-01-15T10:30:00Z',
				ani: '15551234567',
				callerName: 'Ada',
				queueId: '201',
				queueTime: '12',
				priority: '5',
				agentId: 'ag1',
				variables: {},
			},
		]);
	});

	it('not simplified is the body as 8x8 sent it', async () => {
		const { json } = await stage.get({ simplify: false });
		expect(json).toEqual([
			expect.objectContaining({
				InteractionId: GUID,
				UserInput: [{ name: '_tier', value: 'VIP' }],
			}),
		]);
	});

	it.each([true, false])('masks values that 8x8 marks private (simplify: %s)', async (simplify) => {
		await stage.setJson([{ name: '_pin', value: '4711', ivr: true, privacy: true }]);
		const { json, run } = await stage.get(
			{ simplify },
			{ credential: stage.credential({ apiFormat: 'portal' }) },
		);
		expect(JSON.stringify(json)).toContain('••••••');
		expect(JSON.stringify(run)).not.toContain('4711');
	});

	it('fails on an unknown interaction, or returns it as not found', async () => {
		const failed = await stage.get({ interaction: byCallId('nobody@nowhere') });
		expect(failed.error?.message).toMatch(/knows no interaction with this SIP Call-ID/);
		const empty = await stage.get({
			interaction: byCallId('nobody@nowhere'),
			options: { ifNotFound: 'returnEmpty' },
		});
		expect(empty.json).toEqual([{ interactionId: 'nobody@nowhere', found: false }]);
	});

	it('an unknown operation is not taken for another', async () => {
		const { error } = await stage.start({ operation: 'delete', interaction: byGuid() }).result;
		expect(error?.message).toMatch(/Operation is "delete"/);
		expect(error?.description).toBe('Choose Set Variables or Get Context.');
		expect(stage.simulator.journal).toEqual([]);
	});

	it.each<[string, string]>([
		['an array', '[]'],
		['a text', '"hello"'],
		['half of it', '{"InteractionId": "x'],
		['another object', '{"hello": "world"}'],
	])('an answer that is %s is no context', async (_, body) => {
		stage.simulator.script({ status: 200, body });
		const { error } = await stage.get();
		expect(error?.message).toMatch(/answered, but not with the context of an interaction/);
	});

	it('survives wrong types and hostile names in an answer', async () => {
		stage.simulator.script({
			status: 200,
			body: '{"InteractionId":7,"Channel":{"a":[1]},"UserInput":[null,3,{"name":5},{"name":"__proto__","value":"x"},{"Name":"constructor","Value":1},{"name":"_p","value":"s","privacy":"TRUE"}],"__proto__":{"polluted":true}}',
		});
		const { json } = await stage.get();
		expect(json[0]).toMatchObject({ interactionId: 7, channel: { a: [1] } });
		expect(Object.entries(json[0]?.variables as object)).toEqual(
			expect.arrayContaining([
				['constructor', 1],
				['_p', '••••••'],
			]),
		);
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
	});

	it('by SIP Call-ID reaches exactly the place in the URL it belongs to', async () => {
		stage.simulator.addInteraction({ guid: 'int-2', callId: '../guid/x?y#z' });
		const { json } = await stage.get({ interaction: byCallId('../guid/x?y#z') });
		expect(json).toMatchObject([{ interactionId: 'int-2' }]);
		expect(stage.simulator.journal[0]?.url).toBe(
			'/api/v1/interaction/data/callId/..%2Fguid%2Fx%3Fy%23z',
		);
		expect(CALL_ID).toMatch(/[@/+;%]/);
	});
});
