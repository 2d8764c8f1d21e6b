import { itemsOf, errorOf } from '../../n8n-server/execution.mts';
import { Simulator } from '../../simulator/simulator.mts';
import { accountOfExamples } from './exampleAccount.mts';
import { serverUnderTest } from './serverUnderTest.mts';
import { example } from './workflows.mts';

const guid = 'int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme';

describe('the examples, run in n8n', () => {
	const server = serverUnderTest();
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await Simulator.start();
		await accountOfExamples(server, simulator);
	});

	afterAll(async () => await simulator.close());

	beforeEach(() => simulator.reset());

	describe('01 support article', () => {
		const run = async () => {
			simulator.addInteraction({
				guid,
				channel: '18005551234',
				ani: '14085550123',
				declaredVariables: ['_queueId', '_SSN', '_dueDate'],
			});
			const id = await server.importWorkflow(example('01-support-article.json'));
			const execution = await server.run(id, 'Run by hand');
			expect(errorOf(execution)).toBeUndefined();
			expect(execution.status).toBe('success');
			return execution;
		};

		it("sends what SUPPORT's Example 2 shows, then asks as its Example 3 does", async () => {
			await run();
			const path = `/api/v1/interaction/data/guid/${guid}`;
			expect(simulator.journal).toMatchObject([
				{ method: 'POST', path, form: 'keyed', tenant: 'acme', status: 200 },
				{ method: 'GET', path, form: 'keyed', tenant: 'acme', status: 200 },
			]);
			expect(simulator.journal[0].body).toEqual({
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
			});
		});

		it('leaves the agent and the IVR with what each is to see', async () => {
			await run();
			expect(simulator.agentView(guid)).toEqual([
				{ label: 'Amount Due', value: '110.55' },
				{ label: 'Due Date', value: '04 July 2019' },
			]);
			expect(simulator.ivrView(guid)).toEqual({
				variables: { _queueId: '201', _SSN: '111-22-3333', _dueDate: '04 July 2019' },
				ignored: [],
			});
		});

		it('puts out what was set, without the private value', async () => {
			const [item, ...others] = itemsOf(await run(), 'Set Variables');
			expect(others).toEqual([]);
			expect(item.json).toEqual({
				interactionId: guid,
				status: 'success',
				message: 'Variables successfully set',
				variablesSet: 4,
				variables: [
					expect.objectContaining({ name: '_queueId', value: '201', privacy: false }),
					expect.objectContaining({ name: '_SSN', value: '••••••', privacy: true }),
					expect.objectContaining({ name: '_amount', value: '110.55', ivr: false }),
					expect.objectContaining({ name: '_dueDate', dataType: 'date', ivr: true }),
				],
			});
			expect(JSON.stringify(item)).not.toContain('111-22-3333');
		});

		it('puts out the context with all variables', async () => {
			const [item, ...others] = itemsOf(await run(), 'Get Context');
			expect(others).toEqual([]);
			expect(item.json).toMatchObject({
				interactionId: guid,
				channel: '18005551234',
				ani: '14085550123',
				agentId: null,
				variables: { _queueId: '201', _amount: '110.55', _dueDate: '04 July 2019' },
			});
		});
	});
});
