import { Simulator } from '../../simulator/simulator.mts';
import { expectRun } from '../saved-workflows/expectRun.mts';
import { savedWorkflow, savedWorkflows } from '../saved-workflows/saved.mts';
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

	it.each(savedWorkflows)('run for ever as they did: $file', async (saved) => {
		const id = await server.importWorkflow(savedWorkflow(saved.file));
		await expectRun(server, simulator, id, saved);
	});
});
