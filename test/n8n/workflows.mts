import { readFileSync } from 'node:fs';
import type { IDataObject, INodeParameters, OnError } from 'n8n-workflow';
import type { WorkflowToImport } from '../../n8n-server/n8nClient.mts';

export const nodeType = 'n8n-nodes-8x8-interaction-data.eightByEightInteractionData';
export const credentialType = 'eightByEightContactCenterApi';

type NodeToImport = WorkflowToImport['nodes'][number];

/** Reads one of the example workflows. */
export function example(fileName: string): WorkflowToImport {
	const url = new URL(`../../examples/${fileName}`, import.meta.url);
	return JSON.parse(readFileSync(url, 'utf8')) as WorkflowToImport;
}

/** The value of the node's Interaction field. */
export function interaction(mode: 'guid' | 'callId', value: string): INodeParameters {
	return { __rl: true, mode, value };
}

export interface OneNode {
	name: string;
	/** What the node gets. */
	items?: IDataObject[];
	parameters: INodeParameters;
	credential: { id: string; name: string };
	onError?: OnError;
}

/** A workflow of a trigger, "Start", that gives the items, and our node, "8x8". */
export function workflowOf({
	name,
	items = [{}],
	parameters,
	credential,
	onError,
}: OneNode): WorkflowToImport {
	const start: NodeToImport = {
		name: 'Start',
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	const eightByEight: NodeToImport = {
		name: '8x8',
		type: nodeType,
		typeVersion: 1,
		position: [220, 0],
		parameters,
		credentials: { [credentialType]: credential },
		...(onError && { onError }),
	};
	return {
		name,
		nodes: [start, eightByEight],
		connections: { Start: { main: [[{ node: '8x8', type: 'main', index: 0 }]] } },
		pinData: { Start: items.map((json) => ({ json })) },
	};
}
