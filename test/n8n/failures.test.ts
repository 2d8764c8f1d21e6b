import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import { type Execution, errorOf, itemsOf } from '../../n8n-server/execution.mts';
import { simulatorAccount } from '../../n8n-server/simulatorAccount.mts';
import { Simulator } from '../../simulator/simulator.mts';
import { type CredentialData, serverUnderTest } from './serverUnderTest.mts';
import { credentialType, interaction, workflowOf } from './workflows.mts';

const guidOf = (row: string) => `int-18f2a6b3c00-YUTGAUsGrJDvPC9D${row}-phone-01-acme`;

describe('what goes wrong, in n8n', () => {
	const server = serverUnderTest();
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await Simulator.start();
	});

	afterAll(async () => await simulator.close());

	beforeEach(() => {
		simulator.reset();
		simulator.addInteraction({ guid: guidOf('first') });
		simulator.addInteraction({ guid: guidOf('third') });
	});

	const credential = async (changed: CredentialData = {}) =>
		await server.importCredential({
			name: '8x8 for failures',
			type: credentialType,
			data: simulatorAccount(simulator, { requestsPerMinute: 0, ...changed }),
		});

	const set = (name: string, guid: string): INodeParameters => ({
		operation: 'setVariables',
		interaction: interaction('guid', guid),
		specifyVariables: 'json',
		variablesJson: JSON.stringify({ [name]: 'VIP' }),
	});
	const get = (guid: string): INodeParameters => ({
		operation: 'getContext',
		interaction: interaction('guid', guid),
	});

	const run = async (
		parameters: INodeParameters,
		more: { items?: IDataObject[]; onError?: OnError; credential?: CredentialData } = {},
	): Promise<Execution> => {
		const id = await server.importWorkflow(
			workflowOf({
				name: 'failures',
				items: more.items,
				onError: more.onError,
				parameters,
				credential: await credential(more.credential),
			}),
		);
		return await server.run(id, 'Start');
	};

	describe('a wrong token', () => {
		it.each([
			['setVariables', set('_tier', guidOf('first')), 'POST'],
			['getContext', get(guidOf('first')), 'GET'],
		])('makes %s send exactly one request and say what to do', async (_, parameters, method) => {
			const execution = await run(parameters, { credential: { actionToken: '0'.repeat(64) } });
			expect(execution.status).toBe('error');
			expect(simulator.journal).toMatchObject([{ method, status: 401 }]);
			const error = errorOf(execution, '8x8');
			expect(error?.httpCode).toBe('401');
			const told = `${error?.message} ${error?.description}`;
			expect(told).toMatch(/Action Token/);
			expect(told).toMatch(/Tenant ID/);
			expect(told).toMatch(/Configuration Manager/);
			expect(told).not.toContain('0'.repeat(64));
		});
	});

	it('names the form in use and the tenant when the interaction is unknown', async () => {
		const execution = await run(get(guidOf('second')));
		const error = errorOf(execution, '8x8');
		expect(error?.httpCode).toBe('404');
		const told = `${error?.message} ${error?.description}`;
		expect(told).toMatch(/keyed/i);
		expect(told).toContain('acme');
	});

	it('refuses http: to a host that is not this machine', async () => {
		const execution = await run(get(guidOf('first')), {
			credential: { platformUrl: 'http://vcc-eu3.8x8.com' },
		});
		const error = errorOf(execution, '8x8');
		expect(`${error?.message} ${error?.description}`).toMatch(/https/i);
		expect(error?.httpCode).toBeNull();
	});

	it('refuses a bad name before any request, naming the variable', async () => {
		const execution = await run(set('tier', guidOf('first')));
		expect(errorOf(execution, '8x8')).toMatchObject({ httpCode: null, itemIndex: 0 });
		expect(errorOf(execution, '8x8')?.message).toMatch(/tier/);
		expect(simulator.journal).toEqual([]);
	});

	describe('in the second of three items', () => {
		const items = ['first', 'second', 'third'].map((row) => ({ row, guid: guidOf(row) }));
		const operations: Array<[string, INodeParameters]> = [
			['setVariables', set('_tier', '={{ $json.guid }}')],
			['getContext', get('={{ $json.guid }}')],
		];

		it.each(operations)('stops the run of %s and names the item', async (_, parameters) => {
			const execution = await run(parameters, { items });
			expect(execution.status).toBe('error');
			expect(errorOf(execution, '8x8')).toMatchObject({ httpCode: '404', itemIndex: 1 });
		});

		it.each(operations)(
			'with Continue, %s puts the message in its place and pairs every item',
			async (_, parameters) => {
				const execution = await run(parameters, { items, onError: 'continueRegularOutput' });
				expect(execution.status).toBe('success');
				const out = itemsOf(execution, '8x8');
				expect(out.map(({ pairedItem }) => pairedItem)).toEqual([
					{ item: 0 },
					{ item: 1 },
					{ item: 2 },
				]);
				expect(out.map(({ json }) => json.interactionId)).toEqual([
					guidOf('first'),
					undefined,
					guidOf('third'),
				]);
				expect(out[1].json).toEqual({ error: expect.stringMatching(/\S/) as string });
			},
		);

		it.each(operations)(
			"with the error output, %s keeps the input item's fields beside the message",
			async (_, parameters) => {
				const execution = await run(parameters, { items, onError: 'continueErrorOutput' });
				expect(execution.status).toBe('success');
				expect(itemsOf(execution, '8x8').map(({ pairedItem }) => pairedItem)).toEqual([
					{ item: 0 },
					{ item: 2 },
				]);
				expect(itemsOf(execution, '8x8', 1)).toMatchObject([
					{
						json: {
							row: 'second',
							guid: guidOf('second'),
							error: expect.stringMatching(/\S/) as string,
						},
						pairedItem: { item: 1 },
					},
				]);
			},
		);

		it.each(operations)(
			'with a wrong token and Continue, %s tells every item why',
			async (_, parameters) => {
				const execution = await run(parameters, {
					items,
					onError: 'continueRegularOutput',
					credential: { actionToken: '0'.repeat(64) },
				});
				expect(execution.status).toBe('success');
				expect(itemsOf(execution, '8x8')).toHaveLength(3);
				for (const { json } of itemsOf(execution, '8x8')) {
					expect(json.error).toMatch(/token/i);
				}
			},
		);
	});
});
