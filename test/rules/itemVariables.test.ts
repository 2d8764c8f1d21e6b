import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import {
	interactionOf,
	itemVariables,
} from '../../nodes/EightByEightInteractionData/itemVariables';
import { byGuid, GUID, variable } from './samples';

/** A node with these parameters; one that is a function has an expression that does so. */
function contextOf(
	parameters: Record<string, unknown>,
	input: IDataObject = {},
	form = {},
	type = '',
) {
	return {
		getNodeParameter: (name: string, _: number, otherwise: unknown) => {
			const value = name in parameters ? parameters[name] : otherwise;
			return typeof value === 'function' ? value() : value;
		},
		getNode: () => ({ type, parameters: form }),
		getInputData: () => [{ json: input }],
	} as unknown as IExecuteFunctions;
}

const throws = (cause: unknown) => () => {
	throw cause;
};

const read = (parameters: Record<string, unknown>, input?: IDataObject) =>
	itemVariables(
		contextOf({ interaction: GUID, ...parameters }, input),
		0,
		new Set(['tier', 'pin']),
	);

describe('the Interaction field', () => {
	it.each([
		[{ mode: 'guid', value: GUID }, byGuid],
		[
			{ mode: 'callId', value: 'a@b' },
			{ kind: 'callId', id: 'a@b' },
		],
		[GUID, byGuid],
	])('n8n: that holds %j names %j', (locator, interaction) => {
		expect(interactionOf(contextOf({ interaction: locator }), 0)).toEqual({ interaction });
	});

	it.each([undefined, null])('n8n: that holds %p is empty', (locator) => {
		expect(interactionOf(contextOf({ interaction: locator }), 0)).toMatchObject({
			refusal: 'Interaction (GUID) is empty',
		});
	});

	it.each([
		['nothing of the form', 'Cannot read \'a b\' of "c d"', 'Cannot read "…" of "…"'],
		['what the form says', 'No node \'Nowhere\' and "there"', 'No node \'Nowhere\' and "there"'],
	])('contract: an expression that cannot be resolved is told quoting %s', (_, words, told) => {
		const form = { interaction: "={{ $('Nowhere').there }}" };
		const context = contextOf({ interaction: throws(new Error(words)) }, {}, form);
		expect(interactionOf(context, 0)).toEqual({
			refusal: `An expression in Interaction could not be resolved: ${told}`,
			remedy: 'Open the node and look for the field marked red',
		});
	});

	it('n8n: an expression may throw anything', () => {
		expect(interactionOf(contextOf({ interaction: throws('a secret') }), 0)).toMatchObject({
			refusal: 'An expression in Interaction could not be resolved: unknown',
		});
	});
});

describe('what an item sets', () => {
	const tier = variable({ name: '_tier', value: 'VIP', ivr: true });

	it.each<[string, Record<string, unknown>, unknown[]]>([
		['nothing, as fields', {}, []],
		[
			'fields',
			{ specifyVariables: 'fields', 'variables.variable': [{ name: '_tier', value: 'VIP' }] },
			[tier],
		],
		[
			'fields that are off',
			{ 'variables.variable': [{ name: '_tier', value: 'VIP', ivr: false }] },
			[{ ...tier, ivr: false }],
		],
		['JSON', { specifyVariables: 'json', variablesJson: '{"_tier": "VIP"}' }, [tier]],
		[
			'the input item',
			{ specifyVariables: 'inputItem' },
			[
				{ ...tier, display: true, displayName: 'Tier' },
				{ ...tier, name: '_pin', value: '1', display: true, displayName: 'Pin' },
			],
		],
		[
			'some input fields',
			{
				specifyVariables: 'inputItem',
				inputFields: 'pin',
				inputFieldSettings: { ivr: false, display: false, privateFields: 'pin' },
			},
			[variable({ name: '_pin', value: '1', privacy: true })],
		],
	])('contract: is read from %s', (_, parameters, variables) => {
		expect(read(parameters, { tier: 'VIP', pin: 1 })).toEqual(
			variables.length === 0
				? { findings: [expect.objectContaining({ what: 'There is no variable to set' })] }
				: { item: 0, interaction: byGuid, variables },
		);
	});

	it.each<[string, Record<string, unknown>, string[]]>([
		[
			'a way that is unknown',
			{ specifyVariables: 'xml' },
			['Specify Variables is "xml", which is no way to give variables'],
		],
		[
			'an expression',
			{ 'variables.variable': throws(new Error('no')) },
			['An expression in the variables could not be resolved: no'],
		],
		[
			'the interaction and a name',
			{ interaction: '', 'variables.variable': [{ name: 'tier', value: 'VIP' }] },
			['Interaction (GUID) is empty', 'the name does not begin with "_"'],
		],
		['an empty JSON', { specifyVariables: 'json' }, ['Variables (JSON) is empty']],
	])('contract: names all that is wrong with %s', (_, parameters, whats) => {
		const reading = read(parameters);
		expect('findings' in reading && reading.findings.map(({ what }) => what)).toEqual(whats);
	});

	it("contract: as an agent's tool, the input item is not sent unless its fields are named", () => {
		const asTool = (inputFields: string) =>
			itemVariables(
				contextOf(
					{ interaction: GUID, specifyVariables: 'inputItem', inputFields },
					{ chatInput: 'Hello', tier: 'VIP' },
					{},
					'n8n-nodes-8x8-interaction-data.eightByEightInteractionDataTool',
				),
				0,
				new Set(['tier']),
			);
		expect(asTool('')).toEqual({
			findings: [
				{
					what: "Input Fields is empty, so an AI agent's tool would send all that the agent was given, its chat among it",
					remedy:
						'Name the fields to send in Input Fields, or give the variables in fields or as JSON',
				},
			],
		});
		expect(asTool('tier')).toMatchObject({ variables: [{ name: '_tier', value: 'VIP' }] });
	});

	it('contract: names the ways there are', () => {
		expect(read({ specifyVariables: 'xml' })).toMatchObject({
			findings: [{ remedy: 'Use one of fields, inputItem, json' }],
		});
	});
});
