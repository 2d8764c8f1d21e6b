import { errorOf, itemsOf, type Execution } from '../../n8n-server/execution.mts';
import { Simulator } from '../../simulator/simulator.mts';
import { accountOfExamples } from './exampleAccount.mts';
import { serverUnderTest } from './serverUnderTest.mts';
import { postJson } from './webhookCall.mts';
import { example } from './workflows.mts';

const guid = 'int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme';

describe('05-route-by-context.json, run in n8n', () => {
	const server = serverUnderTest();
	let simulator: Simulator;
	let workflowId: string;

	beforeAll(async () => {
		simulator = await Simulator.start({ rateLimit: null });
		await accountOfExamples(server, simulator, { requestsPerMinute: 0 });
		workflowId = await server.importWorkflow(example('05-route-by-context.json'));
	});

	afterAll(async () => await simulator.close());

	beforeEach(() => simulator.reset());

	const call = (variables: Record<string, string>, queueId?: string) => {
		const { variables: stored } = simulator.addInteraction({ guid, ani: '14085550123', queueId });
		for (const [name, value] of Object.entries(variables)) {
			stored.set(name, { name, value, ivr: true, display: true, privacy: false });
		}
	};
	const run = async (): Promise<Execution> => {
		const execution = await server.run(workflowId, 'Run by hand');
		expect(errorOf(execution)).toBeUndefined();
		return execution;
	};
	const sent = (execution: Execution) => itemsOf(execution, 'Send it').map(({ json }) => json);

	it.each([
		['VIP, queue 201, owing much', { _tier: 'VIP', _amount: '1000' }, '201', '#team-leads'],
		['VIP, queue 201, owing little', { _tier: 'VIP', _amount: '999.99' }, '201', '#vip-desk'],
		['VIP of whom no amount is known', { _tier: 'VIP' }, undefined, '#vip-desk'],
		['standard, queue 201, owing', { _tier: 'Standard', _amount: '110.55' }, '201', '#billing'],
		['queue by variable, owing', { _queueId: '201', _amount: '110.55' }, '305', '#billing'],
	])('%s', async (_, variables, queueId, channel) => {
		call(variables, queueId);
		expect(sent(await run())).toEqual([
			{ channel, text: expect.stringMatching(`14085550123 .*${guid}`) as string },
		]);
	});

	it.each([
		['standard, queue 201, owing little', { _tier: 'Standard', _amount: '20' }, '201'],
		['standard, another queue, owing much', { _tier: 'Standard', _amount: '5000' }, '305'],
		['nothing known at all', {}, undefined],
	])('tells nobody: %s', async (_, variables, queueId) => {
		call(variables, queueId);
		expect(itemsOf(await run(), 'Nobody to tell')).toMatchObject([
			{ json: { interactionId: guid } },
		]);
	});

	it('tells nobody of a call that has ended, and does not fail', async () => {
		const execution = await run();
		expect(itemsOf(execution, 'Who is told', 0)).toMatchObject([
			{ json: { interactionId: guid, found: false } },
		]);
		expect(itemsOf(execution, 'Nobody to tell')).toHaveLength(1);
	});

	it('is started by the event that 8x8 posts', async () => {
		call({ _tier: 'VIP', _amount: '2500' });
		await server.activate(workflowId);
		const asked = new Promise((resolve) => simulator.once('request', resolve));
		const { status } = await postJson(server.webhookUrl('route-by-context'), {
			interactionGUID: guid,
		});
		expect(status).toBe(200);
		expect(await asked).toMatchObject({ method: 'GET', identifier: { value: guid }, status: 200 });
	});
});
