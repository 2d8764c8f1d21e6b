import { readValue } from './variableValue';
import type { VariablesReading } from './variablesJson';
import { limits, type Finding, type Variable } from './variables';

export interface InputFieldSettings {
	/** Names of the fields to send; empty means all. */
	fields: readonly string[];
	ivr: boolean;
	display: boolean;
	/** Names of the fields whose values are private. */
	privateFields: readonly string[];
}

/** A tool's input item is the agent's own, its chat among it, what the model gave and an id of n8n's. */
export const FIELDS_NOT_NAMED: Finding = {
	what: "Input Fields is empty, so an AI agent's tool would send all that the agent was given, its chat among it",
	remedy: 'Name the fields to send in Input Fields, or give the variables in fields or as JSON',
};

/**
 * Makes variables of an input item's fields: `accountBalance`, `account_balance` and
 * `Account Balance` all become `_accountBalance`, shown to the agent as "Account Balance". Fields
 * without a value are skipped.
 *
 * @param json the input item
 * @param settings which fields, and how they are used
 * @param knownFields names found in any item of the run: a name that no item has is a typing slip,
 * one that only this item lacks is an empty value
 */
export function readInputItem(
	json: Record<string, unknown>,
	settings: InputFieldSettings,
	knownFields: ReadonlySet<string>,
): VariablesReading {
	const findings: Finding[] = [];
	const variables: Variable[] = [];
	const fieldOf = new Map<string, string>();

	const unknown = (label: string, field: string): Finding => ({
		what: `${label} names "${field}", which no input item has`,
		remedy: 'Use the names exactly as the input panel shows them, separated by commas',
	});
	const missing = (fields: readonly string[]) => fields.filter((field) => !knownFields.has(field));
	findings.push(...missing(settings.fields).map((field) => unknown('Input Fields', field)));
	findings.push(
		...missing(settings.privateFields).map((field) => unknown('Private Fields', field)),
	);

	for (const field of settings.fields.length > 0 ? new Set(settings.fields) : Object.keys(json)) {
		const raw = Object.hasOwn(json, field) ? json[field] : undefined;
		if (raw === undefined || raw === null || raw === '') continue;

		const name = variableName(field);
		const other = fieldOf.get(name);
		if (name === '_') {
			findings.push({
				what: `The input field "${field}" holds no letter A–Z, a–z or digit to make a variable name of`,
				remedy:
					'Rename the field with an Edit Fields node, or name the fields to send in Input Fields',
			});
			continue;
		}
		if (other !== undefined) {
			findings.push({
				variable: name,
				what: `the input fields "${other}" and "${field}" would both become this variable`,
				remedy: 'Rename one of them, or name only one in Input Fields',
			});
			continue;
		}
		fieldOf.set(name, field);

		const value = readValue(raw);
		if ('what' in value) findings.push({ variable: name, ...value });
		variables.push({
			name,
			value: 'value' in value ? value.value : '',
			ivr: settings.ivr,
			display: settings.display,
			displayName: settings.display ? displayName(field) : '',
			dataType: '',
			privacy: settings.privateFields.includes(field),
		});
	}
	return { variables, findings };
}

/** The names in a comma-separated list, or in the list an expression resolved to. */
export function fieldNames(list: unknown): string[] {
	return (Array.isArray(list) ? list.map(String) : String(list ?? '').split(','))
		.map((name) => name.trim())
		.filter((name) => name !== '');
}

/** The variable an input field becomes; a name that already begins with "_" is kept. */
function variableName(field: string): string {
	if (field.startsWith('_')) return field;
	const withoutAccents = field.normalize('NFD').replace(/\p{Mark}/gu, '');
	const [first = '', ...rest] = words(
		withoutAccents,
		/[A-Z]+(?![a-z])\d*|[A-Z]?[a-z]+\d*|\d+[a-z]*/g,
	);
	return `_${first.toLowerCase()}${rest.map(capitalise).join('')}`;
}

/** What the agent reads; cut short of the length on which 8x8's documents disagree. */
function displayName(field: string): string {
	const found = words(
		field.normalize('NFC'),
		/\p{Lu}+(?!\p{Ll})\d*|\p{Lu}?\p{Ll}+\d*|\d+\p{Ll}*/gu,
	);
	const whole = found.map(capitalise).join(' ');
	return whole
		.slice(0, limits.displayName - 1)
		.replace(/\p{Surrogate}/u, '')
		.trimEnd();
}

/** Divides at capitals and at everything the pattern leaves out, such as blanks and "_". */
function words(field: string, pattern: RegExp): string[] {
	const found = field.match(pattern) ?? [];
	// ACCOUNT_BALANCE is no row of abbreviations, SSN is one.
	const shouted = found.length > 1 && field === field.toUpperCase();
	return shouted ? found.map((word) => word.toLowerCase()) : found;
}

function capitalise(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}
