import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Engine, NodeSettings, Started } from './engine.mts';
import type { Row } from './rows.mts';

export const contestants = ['this node', 'HTTP Request node', 'bare Node client'] as const;
export type Contestant = (typeof contestants)[number];

export interface Credential {
	[field: string]: string | number;
	platformUrl: string;
	tenantId: string;
	actionToken: string;
	requestsPerMinute: number;
}

/** How a contestant is configured beyond its defaults. */
export interface Tuning {
	/** This node's options. */
	options?: INodeParameters;
	/** The HTTP Request node's batching, and how many requests the bare client has under way. */
	batch?: { batchSize: number; batchInterval: number };
}

/** How many requests the bare client has under way, as many as this node in a run of many. */
const BARE_IN_FLIGHT = 8;

/** Our node, its variables in fields, as the documentation shows it. */
function ourNode(name: string, { options = {} }: Tuning): NodeSettings {
	return {
		type: 'n8n-nodes-8x8-interaction-data.eightByEightInteractionData',
		typeVersion: 1,
		onError: 'continueRegularOutput',
		parameters: {
			operation: 'setVariables',
			interaction: { __rl: true, mode: 'guid', value: '={{ $json.guid }}' },
			specifyVariables: 'fields',
			variables: {
				variable: [{ name, value: '={{ $json.value }}', ivr: true }],
			},
			options,
		},
	};
}

/** The HTTP Request node as a user sets it up for this API: one request a row. */
function httpRequestNode(
	name: string,
	{ platformUrl }: Credential,
	{ batch }: Tuning,
): NodeSettings {
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.5,
		onError: 'continueRegularOutput',
		parameters: {
			method: 'POST',
			url: `=${platformUrl}/api/v1/interaction/data/guid/{{ $json.guid }}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'eightByEightContactCenterApi',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ JSON.stringify({ variables: [{ name: ${name}, value: $json.value, ivr: "true" }] }) }}`,
			options: batch === undefined ? {} : { batching: { batch } },
		},
	};
}

/** No n8n at all: Node's own fetch, one request a row over kept connections. */
function bareClient(
	rows: readonly Row[],
	{ platformUrl, tenantId, actionToken }: Credential,
): Started {
	const authorization = `Basic ${Buffer.from(`${tenantId}:${actionToken}`).toString('base64')}`;
	const queue = rows.values();
	const sent: Array<{ json: IDataObject }> = [];
	const worker = async () => {
		for (const { guid, name, value } of queue) {
			const response = await fetch(`${platformUrl}/api/v1/interaction/data/guid/${guid}`, {
				method: 'POST',
				headers: { authorization, 'content-type': 'application/json' },
				body: JSON.stringify({ variables: [{ name, value, ivr: 'true' }] }),
			});
			const text = await response.text();
			sent.push({ json: response.ok ? (JSON.parse(text) as IDataObject) : { error: text } });
		}
	};
	const all = Promise.all(Array.from({ length: BARE_IN_FLIGHT }, worker));
	return { items: all.then(() => sent), cancel: () => {} };
}

/** Lets a contestant set all rows. */
export async function start(
	engine: Engine,
	contestant: Contestant,
	rows: Row[],
	credential: Credential,
	tuning: Tuning,
): Promise<Started> {
	if (contestant === 'bare Node client') return bareClient(rows, credential);
	// Whoever sets the same variable everywhere writes its name down; else it comes from the row.
	const [{ name }] = rows;
	const fixed = rows.every((row) => row.name === name);
	const node =
		contestant === 'this node'
			? ourNode(fixed ? name : '={{ $json.name }}', tuning)
			: httpRequestNode(fixed ? `"${name}"` : '$json.name', credential, tuning);
	return await engine.start(node, rows, credential);
}
