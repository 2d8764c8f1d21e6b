import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { isAgentTool } from './agentTool';
import type { ItemVariables } from './combine';
import { fieldNames, FIELDS_NOT_NAMED, readInputItem } from './inputItemFields';
import { readInteraction, type InteractionReading } from './interaction';
import { checkVariables, type Finding } from './variables';
import { readList, readVariablesJson, type VariablesReading } from './variablesJson';

/** Reads the Interaction field of an item. */
export function interactionOf(context: IExecuteFunctions, item: number): InteractionReading {
	try {
		const locator = context.getNodeParameter('interaction', item, '') as unknown;
		return typeof locator === 'object' && locator !== null
			? readInteraction(String((locator as IDataObject).mode), (locator as IDataObject).value)
			: readInteraction('guid', locator);
	} catch (cause) {
		const { what, remedy } = unresolved(context, 'Interaction', cause);
		return { refusal: what, remedy };
	}
}

/**
 * Reads what an item sets, by any of the three ways to give variables, and checks all of it.
 *
 * @param knownFields names of the fields that any item of the run has
 */
export function itemVariables(
	context: IExecuteFunctions,
	item: number,
	knownFields: ReadonlySet<string>,
): ItemVariables | { findings: Finding[] } {
	const reading = interactionOf(context, item);
	const { variables, findings } = variablesOf(context, item, knownFields);
	const all = [
		...('refusal' in reading ? [{ what: reading.refusal, remedy: reading.remedy }] : []),
		...findings,
		// When nothing could be read, the findings say more than that there is nothing.
		...(variables.length === 0 && findings.length > 0 ? [] : checkVariables(variables)),
	];
	return 'refusal' in reading || all.length > 0
		? { findings: all }
		: { item, interaction: reading.interaction, variables };
}

function variablesOf(
	context: IExecuteFunctions,
	item: number,
	knownFields: ReadonlySet<string>,
): VariablesReading {
	try {
		const way = String(context.getNodeParameter('specifyVariables', item, 'fields'));
		const read = readings.get(way);
		if (read !== undefined) return read(context, item, knownFields);
		const what = `Specify Variables is "${way}", which is no way to give variables`;
		return {
			variables: [],
			findings: [{ what, remedy: `Use one of ${[...readings.keys()].join(', ')}` }],
		};
	} catch (cause) {
		return { variables: [], findings: [unresolved(context, 'the variables', cause)] };
	}
}

function unresolved(context: IExecuteFunctions, field: string, cause: unknown): Finding {
	const words = cause instanceof Error ? cause.message : 'unknown';
	return {
		what: `An expression in ${field} could not be resolved: ${withoutValues(words, context)}`,
		remedy: 'Open the node and look for the field marked red',
	};
}

/** JavaScript quotes what it stumbles over, which may be a private value; what the form itself says is none. */
function withoutValues(words: string, context: IExecuteFunctions): string {
	const form = JSON.stringify(context.getNode().parameters);
	const known = (quoted: string) => (form.includes(quoted.slice(1, -1)) ? quoted : '"…"');
	return words.replace(/"[^]*"/, known).replace(/'[^']*'/g, known);
}

type Reading = (
	context: IExecuteFunctions,
	item: number,
	knownFields: ReadonlySet<string>,
) => VariablesReading;

const readings = new Map<string, Reading>([
	['fields', readFields],
	['inputItem', readItemFields],
	[
		'json',
		(context, item) => readVariablesJson(context.getNodeParameter('variablesJson', item, '')),
	],
]);

function readFields(context: IExecuteFunctions, item: number): VariablesReading {
	const rows = context.getNodeParameter('variables.variable', item, []) as IDataObject[];
	return readList(rows.map((row) => ({ ivr: true, ...row })));
}

function readItemFields(
	context: IExecuteFunctions,
	item: number,
	knownFields: ReadonlySet<string>,
): VariablesReading {
	const fields = fieldNames(context.getNodeParameter('inputFields', item, ''));
	if (fields.length === 0 && isAgentTool(context)) {
		return { variables: [], findings: [FIELDS_NOT_NAMED] };
	}
	const { ivr, display, privateFields } = context.getNodeParameter(
		'inputFieldSettings',
		item,
		{},
	) as IDataObject;
	const settings = {
		fields,
		ivr: ivr !== false,
		display: display !== false,
		privateFields: fieldNames(privateFields),
	};
	return readInputItem(context.getInputData()[item].json, settings, knownFields);
}
