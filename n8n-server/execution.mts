import type { INodeExecutionData, IRunExecutionData, ITaskData } from 'n8n-workflow';

/** A finished execution as n8n's public API tells it. */
export interface Execution {
	id: string;
	status: 'success' | 'error' | 'crashed' | 'canceled' | string;
	startedAt: string;
	stoppedAt: string;
	data: IRunExecutionData;
}

/** What one node did in its last run. */
export function taskOf(execution: Execution, nodeName: string): ITaskData {
	const runs = execution.data.resultData.runData[nodeName];
	const last = runs?.at(-1);
	if (!last) {
		const ran = Object.keys(execution.data.resultData.runData).join(', ') || 'none';
		throw new Error(`"${nodeName}" did not run. Nodes that ran: ${ran}`);
	}
	return last;
}

/** The items a node put out; output 1 is the error branch of a node that has one. */
export function itemsOf(execution: Execution, nodeName: string, output = 0): INodeExecutionData[] {
	return taskOf(execution, nodeName).data?.main[output] ?? [];
}

export interface ToldError {
	message: string;
	description: string;
	httpCode: string | null;
	itemIndex: number | undefined;
}

/** What the editor would show of the error that stopped the execution, or of one node's. */
export function errorOf(execution: Execution, nodeName?: string): ToldError | undefined {
	const error = nodeName ? taskOf(execution, nodeName).error : execution.data.resultData.error;
	if (!error) return undefined;
	const { message, description, httpCode, context } = error as {
		message: string;
		description?: string | null;
		httpCode?: string | null;
		context?: { itemIndex?: number };
	};
	return {
		message,
		description: description ?? '',
		httpCode: httpCode ?? null,
		itemIndex: context?.itemIndex,
	};
}
