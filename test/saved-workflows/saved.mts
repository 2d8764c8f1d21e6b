import { readFileSync } from 'node:fs';
import type { WorkflowToImport } from '../../n8n-server/n8nClient.mts';
import type { Simulator } from '../../simulator/simulator.mts';

/**
 * Workflows as users have saved them with version 1 of the node. They have to load and run for ever:
 * none of these files is ever changed, new ones are added.
 */
export const savedWorkflows = [
	{
		file: 'v1-fields.json',
		node: 'Set',
		outputs: [[{ interactionId: 'int-saved-1', status: 'success', variablesSet: 3 }]],
		variables: {
			'int-saved-1': {
				_tier: { value: 'VIP', ivr: true, display: false, privacy: false },
				_pin: { value: '4711', ivr: true, display: false, privacy: true },
				_amount: {
					value: '110.5',
					ivr: false,
					display: true,
					displayName: 'Amount Due',
					dataType: 'currency',
				},
			},
		},
	},
	{
		file: 'v1-json.json',
		node: 'Set',
		outputs: [
			[
				{ interactionId: 'int-saved-1', variablesSet: 1, verified: true },
				{ interactionId: 'int-saved-2', variablesSet: 1, verified: true },
			],
		],
		variables: {
			'int-saved-1': { _a: { value: '1', ivr: true } },
			'int-saved-2': { _a: { value: '1', ivr: true } },
		},
	},
	{
		file: 'v1-input-fields.json',
		node: 'Set',
		outputs: [
			[{ interactionId: 'int-saved-1', variablesSet: 3 }],
			[{ guid: 'int-gone', accountBalance: 1 }],
		],
		variables: {
			'int-saved-1': {
				_accountBalance: {
					value: '12.5',
					ivr: false,
					display: true,
					displayName: 'Account Balance',
					privacy: false,
				},
				_customerTier: { value: 'Gold', display: true, displayName: 'Customer Tier' },
				_ssn: { value: '111-22-3333', display: true, privacy: true },
			},
		},
	},
	{
		file: 'v1-get-context.json',
		node: 'Get',
		outputs: [
			[
				{ interactionId: 'int-saved-2', channel: null, variables: {} },
				{ interactionId: 'int-gone', found: false },
			],
		],
		variables: {},
	},
];

/** The saved workflow itself. */
export function savedWorkflow(file: string): WorkflowToImport & { id: string } {
	return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as WorkflowToImport & {
		id: string;
	};
}

/** The interactions that the saved workflows are about, with nothing set. */
export function prepare(simulator: Simulator): void {
	simulator.reset();
	simulator.addInteraction({ guid: 'int-saved-1' });
	simulator.addInteraction({ guid: 'int-saved-2' });
}
