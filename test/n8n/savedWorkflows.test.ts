import { errorOf, itemsOf } from '../../n8n-server/execution.mts';
import { Simulator } from '../../simulator/simulator.mts';
import { prepare, savedWorkflow, savedWorkflows } from '../saved-workflows/saved.mts';
import { accountOfExamples } from './exampleAccount.mts';
import { serverUnderTest } from './serverUnderTest.mts';

describe('workflows saved with version 1', () => {
	const server = serverUnderTest();
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await Simulator.start();
		await accountOfExamples(server, simulator);
	});

	afterAll(async () => await simulator.close());

	it.each(savedWorkflows)(
		'run for ever as they did: $file',
		async ({ file, node, outputs, variables }) => {
			prepare(simulator);
			const id = await server.importWorkflow(savedWorkflow(file));
			const execution = await server.run(id, 'Start');
			expect(errorOf(execution)).toBeUndefined();
			outputs.forEach((items, output) => {
				expect(itemsOf(execution, node, output).map(({ json }) => json)).toMatchObject(items);
			});
			for (const [guid, expected] of Object.entries(variables)) {
				expect(simulator.variables(guid)).toMatchObject(expected);
			}
		},
	);
});
