import { NodeApiError, NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { oneText, type Telling } from './errors';

/** Where in a run something went wrong. */
export interface Place {
	context: IExecuteFunctions;
	item: number;
	/** Input items of the run. */
	items: number;
}

/** For input that was refused before anything was sent. */
export function inputRefused(place: Place, telling: Telling): NodeOperationError {
	const { message, description } = texts(place, telling);
	return new NodeOperationError(place.context.getNode(), message, { description, itemIndex: place.item });
}

/** For what 8x8 answered, or did not. Holds nothing of request or answer but the status. */
export function apiRefused(place: Place, telling: Telling, status: number | undefined): NodeApiError {
	const { message, description } = texts(place, telling);
	return new NodeApiError(
		place.context.getNode(),
		{ message },
		{ message, description, httpCode: status === undefined ? undefined : String(status), itemIndex: place.item },
	);
}

function texts({ context, item, items }: Place, telling: Telling): { message: string; description: string } {
	// The editor adds the same words unless they are there already; other places do not.
	const suffix = items > 1 ? ` [item ${item}]` : '';
	// The model behind an AI agent is told the message alone, so that has to hold the remedy.
	const message = context.isToolExecution() ? oneText(telling) : telling.message;
	return { message: `${message}${suffix}`, description: `${telling.remedy}.` };
}
