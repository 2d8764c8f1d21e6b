import type { INodeProperties } from 'n8n-workflow';
import { limits } from './variables';
import { callOptions } from './callOptions';

const show = (more: Record<string, string[]> = {}) => ({
	displayOptions: { show: { operation: ['setVariables'], ...more } },
});

/** One row of the form: the attributes of 8x8's support article, "Input JSON description". */
const variableFields: INodeProperties[] = [
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. _accountBalance',
		description: `As in the IVR script: begins with "_", then only letters and digits, at most ${limits.name} characters in all`,
	},
	{
		displayName: 'Value',
		name: 'value',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. 110.55',
		description: `At most ${limits.value} characters. Numbers, true/false and dates are written as text.`,
	},
	{
		displayName: 'Use in IVR',
		name: 'ivr',
		type: 'boolean',
		default: true,
		description:
			'Whether the IVR script can route on the variable. The script has to know the same name, else 8x8 ignores the variable.',
	},
	{
		displayName: 'Show to Agent',
		name: 'display',
		type: 'boolean',
		default: false,
		description: 'Whether the agent sees the variable when the interaction is offered',
	},
	{
		displayName: 'Display Name',
		name: 'displayName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Amount Due',
		description: `What the agent reads instead of the name, at most ${limits.displayName} characters`,
		displayOptions: { show: { display: [true] } },
	},
	{
		displayName: 'Private',
		name: 'privacy',
		type: 'boolean',
		default: false,
		description:
			'Whether the value is for routing only: 8x8 masks it before it is displayed or stored, and this node never shows it',
	},
	{
		displayName: 'Data Type',
		name: 'dataType',
		type: 'options',
		default: '',
		description: 'How text-to-speech reads the value out',
		options: [
			{ name: 'Currency', value: 'currency' },
			{ name: 'Date', value: 'date' },
			{ name: 'Not Specified', value: '' },
			{ name: 'Number', value: 'number' },
			{ name: 'Phone Number', value: 'phone' },
			{ name: 'Text', value: 'text' },
			{ name: 'Time', value: 'time' },
		],
	},
];

const emptyRow = Object.fromEntries(
	variableFields.map(({ name, default: standard }) => [name, standard]),
);

export const setVariablesFields: INodeProperties[] = [
	{
		displayName: 'Specify Variables',
		name: 'specifyVariables',
		type: 'options',
		noDataExpression: true,
		default: 'fields',
		description: 'How the variables are given',
		options: [
			{
				name: 'Using Fields Below',
				value: 'fields',
				description: 'Name, value and use of each variable in a form',
			},
			{
				name: 'Using Input Fields',
				value: 'inputItem',
				description: 'The fields of the input item become variables',
			},
			{
				name: 'Using JSON',
				value: 'json',
				description: "A list as in 8x8's documents, or a map of names to values",
			},
		],
		...show(),
	},
	{
		displayName: 'Variables',
		name: 'variables',
		type: 'fixedCollection',
		placeholder: 'Add Variable',
		// One row to begin with, as nobody sets no variables.
		default: { variable: [emptyRow] },
		typeOptions: {
			multipleValues: true,
			sortable: true,
			fixedCollection: { itemTitle: '={{ $collection.item.value.name }}' },
		},
		description: 'Variables to set. One that the interaction already has is overwritten.',
		options: [{ displayName: 'Variable', name: 'variable', values: variableFields }],
		...show({ specifyVariables: ['fields'] }),
	},
	{
		displayName: 'Variables (JSON)',
		name: 'variablesJson',
		type: 'json',
		typeOptions: { rows: 8 },
		default:
			'[\n  {\n    "name": "_tier",\n    "value": "VIP",\n    "ivr": true,\n    "display": true,\n    "displayName": "Customer Tier"\n  }\n]',
		hint: 'Or a map of names to values: {"_tier": "VIP"}',
		description:
			'A list of variables, an object with such a list under "variables" as in 8x8\'s documents, or a map such as {"_tier": "VIP"}, whose variables can be used in the IVR',
		...show({ specifyVariables: ['json'] }),
	},
	{
		displayName: 'Input Fields',
		name: 'inputFields',
		type: 'string',
		default: '',
		placeholder: 'e.g. accountBalance, Customer Tier',
		hint: 'Empty sends all; "Account Balance" becomes _accountBalance',
		description:
			'Names of the input fields to send, separated by commas; empty sends all. "Account Balance" becomes the variable _accountBalance. Fields without a value are skipped.',
		...show({ specifyVariables: ['inputItem'] }),
	},
	{
		displayName: 'Input Field Settings',
		name: 'inputFieldSettings',
		type: 'collection',
		placeholder: 'Add Setting',
		default: {},
		options: [
			{
				displayName: 'Private Fields',
				name: 'privateFields',
				type: 'string',
				default: '',
				placeholder: 'e.g. ssn, pin',
				description:
					'Names of the input fields whose values are for routing only, separated by commas. 8x8 masks them before they are displayed or stored.',
			},
			{
				displayName: 'Show to Agent',
				name: 'display',
				type: 'boolean',
				default: true,
				description: 'Whether the agent sees the variables when the interaction is offered',
			},
			{
				displayName: 'Use in IVR',
				name: 'ivr',
				type: 'boolean',
				default: true,
				description:
					'Whether the IVR script can route on the variables. It has to know the same names.',
			},
		],
		...show({ specifyVariables: ['inputItem'] }),
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			{
				displayName: 'Combine Items',
				name: 'combineItems',
				type: 'boolean',
				default: true,
				description: `Whether input items that name the same interaction share requests of up to ${limits.variablesPerRequest} variables. The later item wins where names are the same.`,
			},
			...callOptions,
			{
				displayName: 'Verify',
				name: 'verify',
				type: 'boolean',
				default: false,
				description:
					'Whether to read each interaction back and let items fail whose variables did not arrive. Takes one more request per interaction.',
			},
		],
		...show(),
	},
];
