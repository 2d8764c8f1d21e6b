import { errorOf, itemsOf, taskOf } from '../../n8n-server/execution.mts';
import { Simulator } from '../../simulator/simulator.mts';
import { type CrmTables, dataTables, postgresTables } from './crmTables.mts';
import { accountOfExamples } from './exampleAccount.mts';
import { serverUnderTest } from './serverUnderTest.mts';
import { example } from './workflows.mts';

const ada = 'int-18f2a6b3c00-K7mQ2vTzRw9LxPb4nYcD8-phone-01-acme';
const ben = 'int-18f2a6b3f21-Hs3JdW8uEo5GkXq1tZaV6-phone-01-acme';
const cleo = 'int-18f2a6b4a07-Pf6YbN0iMr2CeSl7wUxK9-phone-01-acme';
const ended = 'int-18f29c11e55-Zv1RgT4oQd8BhJm3yLnW5-phone-01-acme';

const stores = [
	{ file: '02-crm-sync-postgres.json', tablesOf: postgresTables },
	{ file: '03-crm-sync-data-table.json', tablesOf: dataTables },
];

describe.each(stores)('$file, run in n8n', ({ file, tablesOf }) => {
	const server = serverUnderTest();
	let simulator: Simulator;
	let tables: CrmTables;
	let workflowId: string;

	beforeAll(async () => {
		simulator = await Simulator.start({ rateLimit: null });
		await accountOfExamples(server, simulator, { requestsPerMinute: 0 });
		tables = await tablesOf(server);
		workflowId = await server.importWorkflow(example(file));
	}, 180_000); // Where there is no PostgreSQL yet, it is installed.

	afterAll(async () => {
		await simulator.close();
		await tables?.close();
	});

	beforeEach(async () => {
		simulator.reset();
		for (const guid of [ada, ben, cleo]) simulator.addInteraction({ guid });
		await tables.prepare();
	});

	const run = async () => {
		const execution = await server.run(workflowId, 'Every five minutes');
		expect(errorOf(execution)).toBeUndefined();
		expect(execution.status).toBe('success');
		return execution;
	};
	const requestsTo = (guid: string) =>
		simulator.journal.filter(({ identifier }) => identifier?.value === guid);

	it('sets the rows of a call in one request', async () => {
		await run();
		expect([ada, ben, cleo, ended].map((guid) => requestsTo(guid).length)).toEqual([1, 1, 1, 1]);
		expect(requestsTo(ada)).toMatchObject([{ method: 'POST', tenant: 'acme', status: 200 }]);
	});

	it('shows the agent what the CRM knows, and the IVR also the private value', async () => {
		await run();
		expect(simulator.agentView(ada)).toEqual([
			{ label: 'Account Balance', value: '110.55' },
			{ label: 'Tax Id', value: expect.not.stringContaining('111') as string },
			{ label: 'Customer Tier', value: 'VIP' },
			{ label: 'Open Tickets', value: '2' },
		]);
		expect(simulator.ivrView(ada).variables).toEqual({
			_accountBalance: '110.55',
			_taxId: '111-22-3333',
			_customerTier: 'VIP',
			_openTickets: '2',
		});
		// A zero is a value, an empty column is none.
		expect(simulator.ivrView(cleo).variables).toEqual({
			_customerTier: 'Standard',
			_openTickets: '0',
		});
	});

	it('puts out an item per row, each with its own variables and without the private value', async () => {
		const items = itemsOf(await run(), 'Set Variables');
		expect(items.map(({ json }) => [json.interactionId, json.variablesSet])).toEqual([
			[ada, 2],
			[ada, 2],
			[ben, 1],
			[cleo, 2],
		]);
		expect(JSON.stringify(items.map(({ json }) => json))).not.toContain('111-22-3333');
	});

	it('marks what was set and what was not, row by row', async () => {
		await run();
		expect(
			(await tables.customers()).map(({ interaction_guid, source, sync_state }) => [
				interaction_guid,
				source,
				sync_state,
			]),
		).toEqual([
			[ada, 'billing', 'done'],
			[ada, 'support', 'done'],
			[ben, 'billing', 'done'],
			[cleo, 'support', 'done'],
			[ended, 'support', 'failed'],
		]);
	});

	it('writes the reason of each failure into the table', async () => {
		await tables.add([
			{ interaction_guid: ben, source: 'support', customer_tier: 'x'.repeat(1001) },
			{ interaction_guid: cleo, source: 'marketing' },
		]);
		const execution = await run();
		expect(itemsOf(execution, 'Set Variables', 1)).toHaveLength(3);
		const failures = await tables.failures();
		expect(failures.map(({ interaction, source }) => [interaction, source])).toEqual(
			expect.arrayContaining([
				[ended, 'support'],
				[ben, 'support'],
				[cleo, 'marketing'],
			]),
		);
		const reasonOf = (guid: string) =>
			failures.find(({ interaction }) => interaction === guid)?.reason;
		expect(reasonOf(ended)).toMatch(/knows no interaction with this GUID.*\(404\).*still live/);
		expect(reasonOf(ben)).toMatch(/"_customerTier".*1001 characters, more than 1000.*Shorten/);
		expect(reasonOf(cleo)).toMatch(/no variable to set/i);
		// The other row of the same call was set all the same.
		expect(simulator.ivrView(ben).variables).toEqual({
			_accountBalance: expect.stringMatching(/^1250(\.00)?$/) as string,
		});
		const states = (await tables.customers()).map(({ sync_state }) => sync_state);
		expect(states).toEqual(['done', 'done', 'done', 'done', 'failed', 'failed', 'failed']);
	});

	it('sends nothing the second time', async () => {
		await run();
		simulator.clearJournal();
		const again = await run();
		expect(simulator.journal).toEqual([]);
		expect(() => taskOf(again, 'Set Variables')).toThrow('did not run');
		expect(await tables.failures()).toHaveLength(1);
	});
});
