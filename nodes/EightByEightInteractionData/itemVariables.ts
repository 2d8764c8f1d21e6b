import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import type { ItemVariables } from './combine';
import { fieldNames, readInputItem } from './inputItemFields';
import { readInteraction, type InteractionReading } from './interaction';
import { checkVariables, type Finding } from './variables';
import { readList, readVariablesJson, type VariablesReading } from './variablesJson';

/** Reads the Interaction field of an item. */
export function interactionOf(context: IExecuteFunctions, item: number): InteractionReading {
	const locator = context.getNodeParameter('interaction', item, '') as unknown;
	return typeof locator === 'object' && locator !== null
		? readInteraction(String((locator as IDataObject).mode), (locator as IDataObject).value)
		: readInteraction('guid', locator);
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
	const interaction = interactionOf(context, item);
	const { variables, findings } = readings[context.getNodeParameter('specifyVariables', item, 'fields') as string]?.(
		context,
		item,
		knownFields,
	) ?? { variables: [], findings: [{ what: 'Specify Variables has an unknown value', remedy: 'Choose one of the list' }] };

	const all = [
		...('refusal' in interaction ? [{ what: interaction.refusal, remedy: interaction.remedy }] : []),
		...findings,
		// Without any variable the reading itself has said why, where there is more to say than that.
		...(variables.length === 0 && findings.length > 0 ? [] : checkVariables(variables)),
	];
	return all.length > 0 || 'refusal' in interaction
		? { findings: all }
		: { item, interaction: interaction.interaction, variables };
}

type Reading = (context: IExecuteFunctions, item: number, knownFields: ReadonlySet<string>) => VariablesReading;

const readings: Partial<Record<string, Reading>> = {
	fields: (context, item) => {
		const rows = context.getNodeParameter('variables.variable', item, []) as IDataObject[];
		return readList(rows.map((row) => ({ ivr: true, ...row })));
	},
	json: (context, item) => readVariablesJson(context.getNodeParameter('variablesJson', item, '')),
	inputItem: (context, item, knownFields) => {
		const settings = context.getNodeParameter('inputFieldSettings', item, {}) as IDataObject;
		return readInputItem(
			context.getInputData()[item]?.json ?? {},
			{
				fields: fieldNames(context.getNodeParameter('inputFields', item, '')),
				ivr: settings.ivr !== false,
				display: settings.display !== false,
				privateFields: fieldNames(settings.privateFields),
			},
			knownFields,
		);
	},
};
