import type { Execution } from '../../n8n-server/execution.mts';
import type { N8nClient } from '../../n8n-server/n8nClient.mts';
import type { Simulator } from '../../simulator/simulator.mts';
import { credentialType, interaction, workflowOf } from '../n8n/workflows.mts';

/** One row to set: one variable of one interaction. */
export interface Row {
	[field: string]: string;
	guid: string;
	value: string;
}

/** An execution and the rows it was given. */
export interface BulkRun {
	executionId: string;
	rows: Row[];
}

/** Rows for interactions that the simulator knows from now on. */
export function newRows(simulator: Simulator, tag: string, count: number): Row[] {
	return Array.from({ length: count }, (_, index) => {
		const guid = `int-1628bb9dbf7-${tag}${index}-phone-01-acme`;
		simulator.addInteraction({ guid });
		return { guid, value: `value ${index}` };
	});
}

/** Starts an execution that sets the rows. */
export async function startRun(
	client: N8nClient,
	credential: { id: string; name: string },
	rows: Row[],
): Promise<BulkRun> {
	const workflowId = await client.importWorkflow(
		workflowOf({
			name: `Set ${rows.length} rows from ${rows[0].guid}`,
			items: rows,
			parameters: {
				operation: 'setVariables',
				interaction: interaction('guid', '={{ $json.guid }}'),
				variables: { variable: [{ name: '_row', value: '={{ $json.value }}' }] },
			},
			credential,
		}),
	);
	const { executionId } = await client.rest<{ executionId: string }>(
		'POST',
		`/workflows/${workflowId}/run`,
		{ workflowId, startNodes: [], triggerToStartFrom: { name: 'Start' } },
	);
	return { executionId, rows };
}

/** Waits for the end of all runs. */
export async function ended(
	client: N8nClient,
	runs: readonly BulkRun[],
): Promise<Array<BulkRun & { status: Execution['status'] }>> {
	return await Promise.all(
		runs.map(async (run) => {
			const { status } = await client.finished(run.executionId, 100_000);
			return { ...run, status };
		}),
	);
}

/** The rows that have not arrived. */
export function missing(simulator: Simulator, rows: readonly Row[]): Row[] {
	return rows.filter(({ guid, value }) => simulator.variables(guid)._row?.value !== value);
}

/** The simulator's tenant, with so many requests a minute for each worker. */
export async function credentialFor(
	client: N8nClient,
	{ url, tenants: [{ id, token }] }: Simulator,
	requestsPerMinute: number,
): Promise<{ id: string; name: string }> {
	return await client.importCredential({
		name: '8x8',
		type: credentialType,
		data: { platformUrl: url, tenantId: id, actionToken: token, requestsPerMinute },
	});
}
