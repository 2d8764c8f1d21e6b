import { errorOf, itemsOf } from '../../n8n-server/execution.mts';
import type { N8nClient } from '../../n8n-server/n8nClient.mts';
import type { Simulator } from '../../simulator/simulator.mts';
import { prepare, type savedWorkflows } from './saved.mts';

/** Runs a saved workflow that the server has, and expects it to do what it did when it was saved. */
export async function expectRun(
	server: N8nClient,
	simulator: Simulator,
	id: string,
	{ node, outputs, variables }: (typeof savedWorkflows)[number],
): Promise<void> {
	prepare(simulator);
	const execution = await server.run(id, 'Start');
	expect(errorOf(execution)).toBeUndefined();
	outputs.forEach((items, output) => {
		expect(itemsOf(execution, node, output).map(({ json }) => json)).toMatchObject(items);
	});
	for (const [guid, expected] of Object.entries(variables)) {
		expect(simulator.variables(guid)).toMatchObject(expected);
	}
}
