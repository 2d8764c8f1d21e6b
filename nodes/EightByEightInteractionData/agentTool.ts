import type { IExecuteFunctions } from 'n8n-workflow';

/** n8n runs an agent's tool either in a context that says so, or as a node of the type it derived from ours. */
export function isAgentTool(context: IExecuteFunctions): boolean {
	// n8n 1.123 has no isToolExecution.
	const asked: boolean | undefined = context.isToolExecution?.();
	return asked === true || context.getNode().type.endsWith('Tool');
}
