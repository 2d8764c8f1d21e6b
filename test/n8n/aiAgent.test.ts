import { errorOf, itemsOf } from '../../n8n-server/execution.mts';
import { Simulator } from '../../simulator/simulator.mts';
import { accountOfExamples } from './exampleAccount.mts';
import { ModelStandIn, type ModelTurn } from './modelStandIn.mts';
import { serverUnderTest } from './serverUnderTest.mts';
import { example } from './workflows.mts';

const guid = 'int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme';
const setTool = 'Set_variables_of_a_call';
const getTool = 'Get_context_of_a_call';
const set = (args: Record<string, unknown>): ModelTurn => ({
	calls: [{ tool: setTool, arguments: args }],
});
const get = (args: Record<string, unknown>): ModelTurn => ({
	calls: [{ tool: getTool, arguments: args }],
});
const callReason = 'Paid invoice still shown as due';

describe('06-ai-agent.json, run in n8n with a stand-in for the model', () => {
	const server = serverUnderTest();
	let simulator: Simulator;
	let model: ModelStandIn;
	let workflowId: string;

	beforeAll(async () => {
		simulator = await Simulator.start({ rateLimit: null });
		model = await ModelStandIn.start();
		await accountOfExamples(server, simulator, { requestsPerMinute: 0 });
		await server.importCredential({
			name: 'Language model',
			type: 'openAiApi',
			data: { apiKey: 'none', url: model.url, header: false },
		});
		workflowId = await server.importWorkflow(example('06-ai-agent.json'));
	});

	afterAll(async () => {
		await simulator.close();
		await model.close();
	});

	beforeEach(() => {
		simulator.reset();
		simulator.addInteraction({ guid, ani: '14085550123', callerName: 'Ada Example' });
	});

	const run = async (...turns: ModelTurn[]) => {
		model.script(...turns, { text: 'The agent sees why they call.' });
		const execution = await server.run(workflowId, 'Run by hand');
		expect(errorOf(execution)).toBeUndefined();
		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'AI Agent')).toMatchObject([
			{ json: { output: 'The agent sees why they call.' } },
		]);
		return execution;
	};

	it('offers the model both operations, with every argument described', async () => {
		await run();
		const offered = Object.fromEntries(
			model.tools.map(({ name, description, parameters }) => [
				name,
				{ description, arguments: Object.keys(parameters.properties) },
			]),
		);
		expect(offered).toEqual({
			[getTool]: {
				description: expect.stringContaining('knows about a live call') as string,
				arguments: ['interactionGuid'],
			},
			[setTool]: {
				description: expect.stringContaining('how urgent') as string,
				arguments: ['interactionGuid', 'callReason', 'urgency'],
			},
		});
		for (const { parameters } of model.tools) {
			for (const property of Object.values(parameters.properties)) {
				expect(property).toMatchObject({
					type: 'string',
					description: expect.stringMatching(/\S/) as string,
				});
			}
		}
		expect(simulator.journal).toEqual([]);
	});

	it("gets and sets as the model's tool calls say, and tells it what came of them", async () => {
		await run(
			get({ interactionGuid: guid }),
			set({ interactionGuid: guid, callReason, urgency: 'high' }),
		);

		expect(simulator.journal).toMatchObject([
			{ method: 'GET', identifier: { kind: 'guid', value: guid }, status: 200 },
			{ method: 'POST', identifier: { kind: 'guid', value: guid }, status: 200 },
		]);
		expect(simulator.journal[1].body).toEqual({
			variables: [
				{ name: '_callReason', value: callReason, display: 'true', displayName: 'Call Reason' },
				{
					name: '_urgency',
					value: 'high',
					ivr: 'true',
					display: 'true',
					displayName: 'Urgency',
				},
			],
		});
		expect(simulator.agentView(guid)).toEqual([
			{ label: 'Call Reason', value: callReason },
			{ label: 'Urgency', value: 'high' },
		]);
		const [context, outcome] = model.toolResults.map((text) => JSON.parse(text) as unknown);
		expect(context).toMatchObject([
			{ interactionId: guid, ani: '14085550123', callerName: 'Ada Example', variables: {} },
		]);
		expect(outcome).toMatchObject([{ interactionId: guid, status: 'success', variablesSet: 2 }]);
	});

	it('makes both calls of one turn', async () => {
		await run({
			calls: [
				{ tool: getTool, arguments: { interactionGuid: guid } },
				{ tool: setTool, arguments: { interactionGuid: guid, callReason, urgency: 'low' } },
			],
		});
		expect(model.toolResults).toHaveLength(2);
		expect(simulator.variables(guid)).toMatchObject({ _urgency: { value: 'low' } });
	});

	describe('a call that cannot be carried out', () => {
		const unknown = 'int-18f2a6b3c00-gone-phone-01-acme';
		/** The message is all that the model learns of a call that was refused. */
		const told = (call = 0) =>
			(JSON.parse(model.toolResults[call]) as Array<{ error?: string }>)[0].error;

		it.each([
			['get', get({ interactionGuid: unknown })],
			['set', set({ interactionGuid: unknown, callReason, urgency: 'high' })],
		])('tells the model cause and remedy when %s names no live call', async (_, turn) => {
			await run(turn);
			expect(told()).toMatch(/knows no interaction with this GUID/);
			expect(told()).toMatch(/see that the interaction is still live/i);
		});

		it('lets the model mend its call', async () => {
			const right = { interactionGuid: guid, callReason, urgency: 'high' };
			await run(set({ ...right, callReason: 'x'.repeat(1001) }), set(right));
			expect(told()).toMatch(/"_callReason".*1001 characters, more than 1000.*Shorten/);
			expect(told(1)).toBeUndefined();
			expect(simulator.journal).toHaveLength(1);
			expect(simulator.variables(guid)).toMatchObject({ _callReason: { value: callReason } });
		});

		it.each([
			[
				'the GUID',
				set({ callReason, urgency: 'high' }),
				/Interaction \(GUID\) is empty.*Give the GUID/,
			],
			['the GUID to get', get({}), /Interaction \(GUID\) is empty.*Give the GUID/],
			[
				'the value of a variable',
				set({ interactionGuid: guid, urgency: 'high' }),
				/"_callReason".*value is empty.*Give a value/,
			],
		])('sends nothing when the model leaves out %s', async (_, turn, message) => {
			await run(turn);
			expect(simulator.journal).toEqual([]);
			expect(model.toolResults).toHaveLength(1);
			expect(told()).toMatch(message);
			expect(told()).not.toMatch(/undefined/);
		});
	});

	describe('a tool that uses input fields', () => {
		const runWith = async (inputFields: string) => {
			const workflow = example('06-ai-agent.json');
			const tool = workflow.nodes.find(({ name }) => name === 'Set variables of a call');
			const { operation, interaction } = tool?.parameters ?? {};
			Object.assign(tool ?? {}, {
				parameters: { operation, interaction, specifyVariables: 'inputItem', inputFields },
			});
			model.script(set({ interactionGuid: guid }), { text: 'Done.' });
			const id = `agent-${inputFields}`;
			await server.run(await server.importWorkflow({ ...workflow, id }), 'Run by hand');
		};

		it('sends those that are named', async () => {
			await runWith('transcript');
			expect(Object.keys(simulator.variables(guid))).toEqual(['_transcript']);
		});

		it('does not send all that the agent was given', async () => {
			await runWith('');
			expect(simulator.journal).toEqual([]);
			expect(model.toolResults[0]).toMatch(/Input Fields is empty.*Name the fields to send/);
		});
	});
});
