import type { INodeProperties } from 'n8n-workflow';
import { callOptions } from './callOptions';

const displayOptions = { show: { operation: ['getContext'] } };

export const getContextFields: INodeProperties[] = [
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
		displayOptions,
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'If Not Found',
				name: 'ifNotFound',
				type: 'options',
				default: 'fail',
				description: 'What to do when 8x8 does not know the interaction',
				options: [
					{
						name: 'Fail',
						value: 'fail',
						description: 'Stop, or go to the error branch, with a message',
					},
					{
						name: 'Return Empty',
						value: 'returnEmpty',
						description: 'Go on with the ID and "found": false',
					},
				],
			},
			...callOptions,
		],
		displayOptions,
	},
];
