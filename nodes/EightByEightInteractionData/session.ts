import { NodeOperationError, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { Client } from './client';
import type { Destination, Telling } from './errors';
import { Progress } from './progress';
import { budgetOf, type Run } from './rateLimit';
import { credentialSecrets } from './secrets';
import { readSettings } from './settings';
import { authenticatedSend, credentialName } from './transport';

/** One run of the node, from the first request to the last. */
export interface Session {
	client: Client;
	to: Destination;
	progress: Progress;
	/** Ends all waiting; requests under way come to their end. */
	stop(): void;
	cancelled(): boolean;
	close(): void;
}

/**
 * Opens a run: reads credential and options once, joins the tenant's budget.
 *
 * @param planned requests the run expects to send
 */
export async function openSession(
	context: IExecuteFunctions,
	planned: number,
): Promise<{ session: Session } | { refused: Telling }> {
	const credential = await context.getCredentials<IDataObject>(credentialName);
	const reading = readSettings(
		credential,
		context.getNodeParameter('options', 0, {}) as IDataObject,
	);
	if ('refused' in reading) return reading;

	const { to, retry, requestsPerMinute } = reading.settings;
	const cancel = context.getExecutionCancelSignal();
	const stop = new AbortController();
	const run: Run = {
		limit: requestsPerMinute,
		planned,
		signal: cancel === undefined ? stop.signal : AbortSignal.any([cancel, stop.signal]),
	};
	const budget = budgetOf(to.origin, to.tenantId);
	budget.join(run);
	const send = authenticatedSend(context, to.origin, credential, cancel);
	const client = new Client({
		to,
		send,
		budget,
		run,
		retry,
		secrets: credentialSecrets(credential),
	});
	return {
		session: {
			client,
			to,
			progress: new Progress(context, client.usage, planned),
			stop: () => stop.abort(),
			cancelled: () => cancel?.aborted === true,
			close: () => budget.leave(run),
		},
	};
}

/** What a cancelled run ends with. */
export function cancelled(context: IExecuteFunctions): NodeOperationError {
	return new NodeOperationError(
		{ ...context.getNode(), parameters: {} },
		'The execution was canceled',
		{
			description:
				'Requests that were already sent stay in effect; setting the same variables again does no harm.',
		},
	);
}
