import {
	NodeApiError,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
} from 'n8n-workflow';
import { isAgentTool } from './agentTool';
import { oneText, type Telling } from './errors';

interface Failure {
	telling: Telling;
	/** Whether 8x8 was asked, or the input refused before. */
	fromApi: boolean;
	status?: number;
}

/** The items of a run that were not carried out, and how that is told: by throwing or in the item's place. */
export class Failures {
	/** Whether the node is set to go on after an error. */
	readonly goOn: boolean;
	private readonly byItem = new Map<number, Failure>();

	/** @param items how many input items the run has */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly items: number,
	) {
		this.goOn = context.continueOnFail();
	}

	badInput(item: number, telling: Telling): void {
		this.byItem.set(item, { telling, fromApi: false });
	}

	/** @param status of 8x8's answer, if there was one */
	fromApi(item: number, telling: Telling, status: number | undefined): void {
		this.byItem.set(item, { telling, fromApi: true, status });
	}

	has(item: number): boolean {
		return this.byItem.has(item);
	}

	/**
	 * Ends the run with the first item that failed, unless the node is set to go on.
	 *
	 * @param before what had been done already
	 * @throws NodeOperationError for bad input, NodeApiError for what 8x8 answered or did not; they hold
	 * nothing of request or answer but the status
	 */
	throwFirst(before = ''): void {
		const item = Math.min(...this.byItem.keys());
		const failure = this.byItem.get(item);
		if (this.goOn || failure === undefined) return;

		const others = this.byItem.size - 1;
		const more =
			others === 0
				? ''
				: `${others} other ${others === 1 ? 'item has' : 'items have'} something to mend too`;
		const remedy = [failure.telling.remedy, more, before].filter((part) => part !== '').join('. ');
		// The editor adds the same words unless they are there already; other places do not.
		const suffix = this.items > 1 ? ` [item ${item}]` : '';
		// The model behind an AI agent is told the message alone, so that has to hold the remedy.
		const text = isAgentTool(this.context)
			? oneText({ message: failure.telling.message, remedy })
			: failure.telling.message;
		const message = `${text}${suffix}`;
		const options = { message, description: `${remedy}.`, itemIndex: item };
		// Errors carry their node into n8n's execution data; values typed into the form stay out of it.
		const node = { ...this.context.getNode(), parameters: {} };
		throw failure.fromApi
			? new NodeApiError(node, { message }, { ...options, httpCode: failure.status?.toString() })
			: new NodeOperationError(node, message, options);
	}

	/**
	 * What stands in the place of a failed item. Without a property `error` on the item itself n8n
	 * keeps the input item's fields on the error branch.
	 */
	output(item: number): INodeExecutionData {
		const failure = this.byItem.get(item);
		const error =
			failure === undefined
				? 'Not carried out, because the run was stopped'
				: oneText(failure.telling);
		return { json: { error }, pairedItem: { item } };
	}
}
