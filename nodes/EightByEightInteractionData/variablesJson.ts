import { repeatedName } from './repeatedName';
import { readValue } from './variableValue';
import { variableLabel, type DataType, type Finding, type Variable } from './variables';

export type VariablesReading = { variables: Variable[]; findings: Finding[] };

const SHAPES =
	'Give a list of variables, e.g. [{"name": "_tier", "value": "VIP", "ivr": true}], an object {"variables": […]} as in 8x8\'s documents, or a plain map {"_tier": "VIP"}';

/**
 * Reads variables from a JSON document: a list, or one variable; `{variables: […]}` (8x8 support
 * article); `{data: [{variables: […]}]}` (8x8 portal) or `{data: {variables: […]}}`; or a map of names
 * to values, whose variables can be used in the IVR.
 *
 * @param source JSON text, or what an expression resolved to
 */
export function readVariablesJson(source: unknown): VariablesReading {
	const document = typeof source === 'string' ? parse(source) : { json: source };
	if ('finding' in document) return { variables: [], findings: [document.finding] };

	const { json } = document;
	if (json === null || json === undefined) return refused('Variables (JSON) is empty');
	if (Array.isArray(json)) return readList(json);
	if (!isObject(json))
		return refused(`Variables (JSON) holds a ${typeof json} instead of variables`);
	return readList(
		listIn(json) ?? Object.entries(json).map(([name, value]) => ({ name, value, ivr: true })),
	);
}

/** Reads rows of `{name, value, ivr, display, displayName, dataType, privacy}`, as forms and lists hold them. */
export function readList(rows: readonly unknown[]): VariablesReading {
	const variables: Variable[] = [];
	const findings: Finding[] = [];
	rows.forEach((row, index) => {
		if (isObject(row)) {
			const reading = readRow(row, index);
			variables.push(reading.variable);
			findings.push(...reading.findings);
		} else {
			findings.push({
				what: `Entry ${index + 1} of the list of variables is not an object`,
				remedy: SHAPES,
			});
		}
	});
	return { variables, findings };
}

function parse(text: string): { json: unknown } | { finding: Finding } {
	if (text.trim() === '') return { json: undefined };
	try {
		const json = JSON.parse(text) as unknown;
		const name = repeatedName(text);
		if (name === undefined) return { json };
		return {
			finding: {
				what: `Variables (JSON) holds "${name}" twice in one object, of which only one could be set`,
				remedy: 'Keep one of the two',
			},
		};
	} catch (cause) {
		// The parser's own message quotes the text around the spot, which may hold a private value.
		const at = /position (\d+)(?: \(line \d+ column \d+\))?$/.exec(String(cause))?.[1];
		const place = at === undefined ? '' : ` (at character ${Number(at) + 1})`;
		return {
			finding: {
				what: `Variables (JSON) is not valid JSON${place}`,
				remedy: `Look for missing quotes, commas or brackets. ${SHAPES}`,
			},
		};
	}
}

function listIn(json: Record<string, unknown>): unknown[] | undefined {
	if (Array.isArray(json.variables)) return json.variables;
	// A single variable without its list; in a map of names to values no name could be one of these.
	if ('name' in json || 'value' in json) return [json];
	const { data } = json;
	if (Array.isArray(data)) {
		// An entry without a list stays as it is, so that it is named as no variable.
		return data.flatMap((entry: unknown): unknown[] =>
			isObject(entry) && Array.isArray(entry.variables) ? entry.variables : [entry],
		);
	}
	return isObject(data) && Array.isArray(data.variables) ? data.variables : undefined;
}

const ATTRIBUTES = ['name', 'value', 'ivr', 'display', 'displayName', 'dataType', 'privacy'];

function readRow(
	row: Record<string, unknown>,
	index: number,
): { variable: Variable; findings: Finding[] } {
	const name = typeof row.name === 'string' ? row.name : '';
	const findings: Finding[] = [];
	const variable = variableLabel(name, index);
	const add = (what: string, remedy: string) => findings.push({ variable, what, remedy });

	for (const attribute of Object.keys(row)) {
		if (!ATTRIBUTES.includes(attribute)) {
			add(`the attribute "${attribute}" is unknown`, `Use only ${ATTRIBUTES.join(', ')}`);
		}
	}
	const flag = (attribute: 'ivr' | 'display' | 'privacy') => {
		const value = readBoolean(row[attribute]);
		if (value === undefined)
			add(`${attribute} is neither true nor false`, `Write "${attribute}": true or false`);
		return value ?? false;
	};
	const text = (attribute: 'displayName' | 'dataType') => {
		const value = row[attribute] ?? '';
		if (typeof value !== 'object') return String(value);
		add(`${attribute} is not a text`, `Write "${attribute}": "…"`);
		return '';
	};
	const value = readValue(row.value);
	if ('what' in value) add(value.what, value.remedy);
	const dataType = text('dataType');

	return {
		variable: {
			name,
			value: 'value' in value ? value.value : '',
			ivr: flag('ivr'),
			display: flag('display'),
			displayName: text('displayName'),
			// Whether it is a known one is checked with the other rules. 8x8's support article writes
			// "phone number", its portal "phone".
			dataType: (dataType === 'phone number' ? 'phone' : dataType) as DataType,
			privacy: flag('privacy'),
		},
		findings,
	};
}

function readBoolean(value: unknown): boolean | undefined {
	if (value === undefined || value === null || value === '') return false;
	if (typeof value === 'boolean') return value;
	const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
	return word === 'true' ? true : word === 'false' ? false : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refused(what: string): VariablesReading {
	return { variables: [], findings: [{ what, remedy: SHAPES }] };
}
