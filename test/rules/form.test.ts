import {
	NodeHelpers,
	Workflow,
	type INode,
	type INodeParameters,
	type INodeProperties,
} from 'n8n-workflow';
import { EightByEightInteractionData } from '../../nodes/EightByEightInteractionData/EightByEightInteractionData.node';
import { checkVariables } from '../../nodes/EightByEightInteractionData/variables';
import { readVariablesJson } from '../../nodes/EightByEightInteractionData/variablesJson';

const { description } = new EightByEightInteractionData();

const nodeWith = (parameters: INodeParameters): INode => ({
	id: '1',
	name: description.displayName,
	type: description.name,
	typeVersion: 1,
	position: [0, 0],
	parameters,
});

/** The fields that the editor shows for these parameters. */
function shownFor(parameters: INodeParameters): string[] {
	const { properties } = description;
	const node = nodeWith(parameters);
	return Object.keys(
		NodeHelpers.getNodeParameters(properties, parameters, true, false, node, description) ?? {},
	);
}

function field(name: string): INodeProperties {
	const found = description.properties.find((property) => property.name === name);
	if (found === undefined) throw new Error(`There is no field ${name}`);
	return found;
}

const inside = (name: string) => (field(name).options ?? []) as INodeProperties[];

function rowFields(): INodeProperties[] {
	const [group] = field('variables').options ?? [];
	return group !== undefined && 'values' in group ? group.values : [];
}

/** What a saved workflow depends on. */
const outline = (fields: INodeProperties[]) =>
	fields.map(({ name, type, default: standard }) => [name, type, standard]);

describe('the form of the node', () => {
	it('contract: belongs to a node with one input and one output that agents can use as a tool', () => {
		expect(description).toMatchObject({
			name: 'eightByEightInteractionData',
			group: ['transform'],
			version: 1,
			usableAsTool: true,
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'eightByEightContactCenterApi', required: true }],
			defaults: { name: '8x8 Interaction Data' },
			icon: {
				light: 'file:../../icons/interactionData.svg',
				dark: 'file:../../icons/interactionData.dark.svg',
			},
		});
	});

	it.each([
		['getContext', 'Get Context'],
		['setVariables', 'Set Variables'],
	])('contract: the subtitle tells the operation %s as %s', (operation, subtitle) => {
		const node = nodeWith({ operation });
		const nodeType = () => new EightByEightInteractionData();
		const { expression } = new Workflow({
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: { getByName: nodeType, getByNameAndVersion: nodeType, getKnownTypes: () => ({}) },
		});
		expect(expression.getSimpleParameterValue(node, description.subtitle, 'manual', {})).toBe(
			subtitle,
		);
	});

	it.each<[INodeParameters, string[]]>([
		[{}, ['operation', 'interaction', 'specifyVariables', 'variables', 'options']],
		[
			{ operation: 'setVariables', specifyVariables: 'json' },
			['operation', 'interaction', 'specifyVariables', 'variablesJson', 'options'],
		],
		[
			{ operation: 'setVariables', specifyVariables: 'inputItem' },
			[
				'operation',
				'interaction',
				'specifyVariables',
				'inputFields',
				'inputFieldSettings',
				'options',
			],
		],
		[{ operation: 'getContext' }, ['operation', 'interaction', 'simplify', 'options']],
	])('contract: for %j it has these fields', (parameters, fields) => {
		expect(shownFor(parameters)).toEqual(fields);
	});

	it('contract: names, kinds and defaults are those that saved workflows hold', () => {
		expect(outline(description.properties)).toEqual([
			['operation', 'options', 'setVariables'],
			['interaction', 'resourceLocator', { mode: 'guid', value: '' }],
			['specifyVariables', 'options', 'fields'],
			[
				'variables',
				'fixedCollection',
				{
					variable: [
						{
							name: '',
							value: '',
							ivr: true,
							display: false,
							displayName: '',
							privacy: false,
							dataType: '',
						},
					],
				},
			],
			['variablesJson', 'json', expect.any(String)],
			['inputFields', 'string', ''],
			['inputFieldSettings', 'collection', {}],
			['options', 'collection', {}],
			['simplify', 'boolean', true],
			['options', 'collection', {}],
		]);
		expect(field('interaction').modes?.map(({ name, type }) => [name, type])).toEqual([
			['guid', 'string'],
			['callId', 'string'],
		]);
		expect(outline(rowFields())).toEqual([
			['name', 'string', ''],
			['value', 'string', ''],
			['ivr', 'boolean', true],
			['display', 'boolean', false],
			['displayName', 'string', ''],
			['privacy', 'boolean', false],
			['dataType', 'options', ''],
		]);
		expect(outline(inside('inputFieldSettings'))).toEqual([
			['privateFields', 'string', ''],
			['display', 'boolean', true],
			['ivr', 'boolean', true],
		]);
	});

	it('contract: the options of both operations are those that saved workflows hold', () => {
		const calls = [
			['maxRetries', 'number', 5],
			['maxWait', 'number', 300],
			['timeout', 'number', 10_000],
		];
		const collections = description.properties.filter(({ name }) => name === 'options');
		expect(collections.map(({ options }) => outline(options as INodeProperties[]))).toEqual([
			[['combineItems', 'boolean', true], ...calls, ['verify', 'boolean', false]],
			[['ifNotFound', 'options', 'fail'], ...calls],
		]);
	});

	it('contract: numbers can be typed within their bounds only', () => {
		expect(
			inside('options').flatMap(({ name, typeOptions }) =>
				typeOptions ? [[name, typeOptions]] : [],
			),
		).toEqual([
			['maxRetries', { minValue: 0, maxValue: 100 }],
			['maxWait', { minValue: 0, maxValue: 86_400 }],
			['timeout', { minValue: 100, maxValue: 600_000 }],
		]);
	});

	it.each<[string, () => INodeProperties | undefined, Array<[string, string]>]>([
		[
			'Operation',
			() => field('operation'),
			[
				['Set Variables', 'setVariables'],
				['Get Context', 'getContext'],
			],
		],
		[
			'Specify Variables',
			() => field('specifyVariables'),
			[
				['Using Fields Below', 'fields'],
				['Using Input Fields', 'inputItem'],
				['Using JSON', 'json'],
			],
		],
		[
			'Data Type',
			() => rowFields().find(({ name }) => name === 'dataType'),
			[
				['Currency', 'currency'],
				['Date', 'date'],
				['Not Specified', ''],
				['Number', 'number'],
				['Phone Number', 'phone'],
				['Text', 'text'],
				['Time', 'time'],
			],
		],
		[
			'If Not Found',
			() =>
				description.properties
					.flatMap(({ options }) => (options ?? []) as INodeProperties[])
					.find(({ name }) => name === 'ifNotFound'),
			[
				['Fail', 'fail'],
				['Return Empty', 'returnEmpty'],
			],
		],
	])('contract: %s can be chosen from these', (_, choice, choices) => {
		expect(
			choice()?.options?.map((option) => [option.name, 'value' in option && option.value]),
		).toEqual(choices);
	});

	it('n8n: what decides which fields there are takes no expression', () => {
		const fixed = description.properties.filter(({ noDataExpression }) => noDataExpression);
		expect(fixed.map(({ name }) => name)).toEqual(['operation', 'specifyVariables']);
	});

	it('contract: what has to be filled in is marked so', () => {
		const required = [...description.properties, ...rowFields()].filter((one) => one.required);
		expect(required.map(({ name }) => name)).toEqual(['interaction', 'name', 'value']);
	});

	it('contract: Display Name is asked for only where the agent sees the variable', () => {
		expect(rowFields().find(({ name }) => name === 'displayName')?.displayOptions).toEqual({
			show: { display: [true] },
		});
	});

	it('contract: variables can be added and sorted, and are titled by their names', () => {
		expect(field('variables').typeOptions).toEqual({
			multipleValues: true,
			sortable: true,
			fixedCollection: { itemTitle: '={{ $collection.item.value.name }}' },
		});
		expect(field('variables').options?.map(({ name }) => name)).toEqual(['variable']);
	});

	it('contract: the JSON to begin with can be sent as it is, in an editor of several lines', () => {
		const { default: example, typeOptions } = field('variablesJson');
		const { variables, findings } = readVariablesJson(example);
		expect([...findings, ...checkVariables(variables)]).toEqual([]);
		expect(variables).toMatchObject([
			{ name: '_tier', value: 'VIP', ivr: true, display: true, displayName: 'Customer Tier' },
		]);
		expect(typeOptions?.rows).toBeGreaterThan(5);
	});
});
