import type { INodeProperties } from 'n8n-workflow';
import { numberRules } from './settings';

/** How hard and how long the node tries, for both operations. */
export const callOptions: INodeProperties[] = [
	{
		displayName: 'Max Retries',
		name: 'maxRetries',
		type: 'number',
		default: 5,
		typeOptions: { minValue: numberRules.maxRetries.min, maxValue: numberRules.maxRetries.max },
		description:
			'How often a request is sent again when 8x8 answers with a 5xx status or not at all. Too many requests (429) do not count here; see Max Wait.',
	},
	{
		displayName: 'Max Wait (Seconds)',
		name: 'maxWait',
		type: 'number',
		default: 300,
		typeOptions: { minValue: numberRules.maxWait.min, maxValue: numberRules.maxWait.max },
		description:
			'How long one request may be held back when 8x8 asks to slow down or to try again. Waiting for its turn under Requests per Minute does not count.',
	},
	{
		displayName: 'Timeout (Milliseconds)',
		name: 'timeout',
		type: 'number',
		default: 10000,
		typeOptions: { minValue: numberRules.timeout.min, maxValue: numberRules.timeout.max },
		description:
			'How long to wait for the whole answer to one request. Keep it short where a caller is waiting.',
	},
];
