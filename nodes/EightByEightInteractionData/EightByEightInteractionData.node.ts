import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { getContext } from './getContext';
import { getContextFields } from './getContextFields';
import { setVariables } from './setVariables';
import { setVariablesFields } from './setVariablesFields';

export class EightByEightInteractionData implements INodeType {
	description: INodeTypeDescription = {
		displayName: '8x8 Interaction Data',
		name: 'eightByEightInteractionData',
		icon: {
			light: 'file:../../icons/interactionData.svg',
			dark: 'file:../../icons/interactionData.dark.svg',
		},
		group: ['transform'],
		version: 1,
		subtitle: '={{ $parameter["operation"] === "getContext" ? "Get Context" : "Set Variables" }}',
		description:
			'Set variables on a live 8x8 Contact Center interaction for its IVR script and its agent, or get what 8x8 knows about the interaction',
		defaults: {
			name: '8x8 Interaction Data',
		},
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'eightByEightContactCenterApi',
				required: true,
			},
		],
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				default: 'setVariables',
				options: [
					{
						name: 'Set Variables',
						value: 'setVariables',
						action: 'Set variables',
						description:
							'Set variables for the IVR script and the agent; those that exist are overwritten',
					},
					{
						name: 'Get Context',
						value: 'getContext',
						action: 'Get context',
						description: 'Get caller, queue, agent and variables of an interaction',
					},
				],
			},
			{
				displayName: 'Interaction',
				name: 'interaction',
				type: 'resourceLocator',
				required: true,
				default: { mode: 'guid', value: '' },
				description: 'The live interaction, usually a call',
				modes: [
					{
						displayName: 'GUID',
						name: 'guid',
						type: 'string',
						placeholder: 'e.g. int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme',
						hint: 'From 8x8 event streaming or the Call API (interactionGUID)',
					},
					{
						displayName: 'Call-ID',
						name: 'callId',
						type: 'string',
						placeholder: 'e.g. 7f3a9c2e@203.0.113.10',
						hint: 'SIP Call-ID: the X-8x8-CID that Forward to External IVR sends',
					},
				],
			},
			...setVariablesFields,
			...getContextFields,
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0, 'setVariables');
		if (operation === 'getContext') return [await getContext(this)];
		if (operation === 'setVariables') return [await setVariables(this)];
		throw new NodeOperationError(
			this.getNode(),
			`Operation is "${operation}", which this node does not know`,
			{
				description: 'Choose Set Variables or Get Context.',
			},
		);
	}
}
