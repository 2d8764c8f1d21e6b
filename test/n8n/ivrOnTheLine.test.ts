import { Simulator } from '../../simulator/simulator.mts';
import { makeSampleTables } from './crmTables.mts';
import { DataTables } from './dataTables.mts';
import { accountOfExamples } from './exampleAccount.mts';
import { serverUnderTest, silentUrl } from './serverUnderTest.mts';
import { postJson } from './webhookCall.mts';
import { example } from './workflows.mts';

const guid = 'int-18f2a6b3c00-K7mQ2vTzRw9LxPb4nYcD8-phone-01-acme';
const sipCallId = '7f3a/9c+2e;x@203.0.113.10';
const known = { sipCallId, callerNumber: '14085550123' };

describe('04-ivr-on-the-line.json, run in n8n', () => {
	const server = serverUnderTest();
	let simulator: Simulator;
	let tables: DataTables;

	beforeAll(async () => {
		simulator = await Simulator.start({ rateLimit: null });
		await accountOfExamples(server, simulator, { requestsPerMinute: 0 });
		await makeSampleTables(server);
		tables = await DataTables.of(server);
		const id = await server.importWorkflow(example('04-ivr-on-the-line.json'));
		await server.activate(id);
		// The first call of a workflow is slower than all that follow.
		expect(await ask(known)).toMatchObject({ status: 200 });
	});

	afterAll(async () => await simulator.close());

	beforeEach(async () => {
		simulator.reset();
		simulator.addInteraction({ guid, callId: sipCallId, declaredVariables: ['_queueId', '_tier'] });
	});

	const ask = async (body: object) => await postJson(server.webhookUrl('ivr-on-the-line'), body);
	const notSet = { status: 200, body: { status: 'notSet' } };

	/** The reason noted last, which happens after the answer. */
	const lastReason = async (wanted: RegExp) => {
		const find = async () =>
			(await tables.rows<{ reason: string }>('sync_failures')).at(-1)?.reason;
		for (let tries = 0; tries < 40 && !wanted.test((await find()) ?? ''); tries++);
		return await find();
	};

	it('sets what is known of the caller by SIP Call-ID and answers the bot', async () => {
		expect(await ask(known)).toMatchObject({
			status: 200,
			body: { status: 'set', variablesSet: 3 },
		});
		expect(simulator.journal).toMatchObject([
			{ method: 'POST', identifier: { kind: 'callId', value: sipCallId }, status: 200 },
		]);
		expect(simulator.ivrView(guid)).toEqual({
			variables: { _queueId: '201', _tier: 'VIP' },
			ignored: [],
		});
		expect(simulator.agentView(guid)).toEqual([
			{ label: 'Customer Tier', value: 'VIP' },
			{ label: 'Customer', value: 'Ada Example' },
		]);
	});

	it('sends a caller nobody knows to the default queue', async () => {
		expect(await ask({ sipCallId, callerNumber: '4930123456' })).toMatchObject({
			body: { status: 'set' },
		});
		expect(simulator.ivrView(guid).variables).toEqual({ _queueId: '100', _tier: 'Unknown' });
	});

	it('answers when the call is unknown, and notes why only afterwards', async () => {
		expect(await ask({ ...known, sipCallId: 'gone@203.0.113.10' })).toMatchObject(notSet);
		expect(await lastReason(/SIP Call-ID/)).toMatch(
			/knows no interaction with this SIP Call-ID.*\(404\)/,
		);
	});

	it('answers when the bot forgot the call id, and sends nothing', async () => {
		expect(await ask({ callerNumber: known.callerNumber })).toMatchObject(notSet);
		expect(simulator.journal).toEqual([]);
		expect(await lastReason(/empty/)).toMatch(/Interaction \(SIP Call-ID\) is empty/);
	});

	it('answers within five seconds when 8x8 never does', async () => {
		simulator.script({ hang: true, times: 9 });
		const answer = await ask(known);
		expect(answer).toMatchObject(notSet);
		expect(simulator.journal).toHaveLength(2);
		expect(answer.ms).toBeGreaterThan(4_000);
		expect(answer.ms).toBeLessThan(5_000);
	});

	it('answers at once when nothing listens', async () => {
		await accountOfExamples(server, simulator, { platformUrl: await silentUrl() });
		const answer = await ask(known);
		await accountOfExamples(server, simulator, { requestsPerMinute: 0 });
		expect(answer).toMatchObject(notSet);
		expect(answer.ms).toBeLessThan(2_000);
	});

	it('answers at once when 8x8 asks to wait longer than a caller would', async () => {
		simulator.script({ status: 429, headers: { 'retry-after': '30' } });
		const answer = await ask(known);
		expect(answer).toMatchObject(notSet);
		// Max Wait, 3 seconds in this example, is not even begun.
		expect(answer.ms).toBeLessThan(3_000);
	});

	// Follows the test above, which has left the tenant waiting.
	it('answers at once as well while 8x8 still holds the tenant back', async () => {
		const answer = await ask(known);
		expect(answer).toMatchObject(notSet);
		expect(answer.ms).toBeLessThan(3_000);
		expect(simulator.journal).toEqual([]);
	});

	it('is ended by the workflow itself at the latest, should its turn not come', () => {
		expect(example('04-ivr-on-the-line.json').settings?.executionTimeout).toBe(8);
	});
});
