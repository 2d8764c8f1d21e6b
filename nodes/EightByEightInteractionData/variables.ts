/** A variable of an interaction, with the attributes of 8x8's support article and developer portal. */
export interface Variable {
	name: string;
	value: string;
	/** Can be used for routing in the IVR script. */
	ivr: boolean;
	/** Is listed for the agent when the interaction is offered. */
	display: boolean;
	/** What the agent reads instead of the name; `''` when not given. */
	displayName: string;
	/** How text-to-speech reads the value; `''` when not given. */
	dataType: DataType;
	/** The value is for routing only: masked before it is displayed or stored. */
	privacy: boolean;
}

export const dataTypes = ['', 'text', 'number', 'phone', 'date', 'time', 'currency'] as const;
export type DataType = (typeof dataTypes)[number];

/** Something that 8x8 would refuse or silently ignore: what, and what to do. Never holds a value. */
export interface Finding {
	/** As typed; absent when the finding concerns all variables of the item. */
	variable?: string;
	what: string;
	remedy: string;
}

/** Where 8x8's support article and portal disagree by one, the larger figure holds and a hint tells. */
export const limits = {
	name: 25,
	displayName: 30,
	/** In UTF-16 units, the strictest way to count "characters" (assumed: nobody has published which). */
	value: 1000,
	variablesPerRequest: 50,
} as const;

export const MASK = '••••••';

/** The variable as it may be shown: a private value reads {@link MASK}. */
export function shown(variable: Variable): Variable {
	return variable.privacy ? { ...variable, value: MASK } : variable;
}

/** How messages call a variable: by its name, or by its place when it has none. */
export function variableLabel(name: string, index: number): string {
	return name === '' ? `number ${index + 1}` : name;
}

const NAME_REMEDY = `Names begin with "_" followed by letters A–Z, a–z and digits only, at most ${limits.name} characters in all, e.g. _accountBalance`;

/**
 * Everything 8x8 would refuse in the variables of one item, each naming the variable and the rule.
 * Rules: 8x8 support article, "Input JSON description"; 8x8 developer portal, "Contact Center Data
 * Augmentation API". Empty values are found where values are read.
 */
export function checkVariables(variables: readonly Variable[]): Finding[] {
	if (variables.length === 0) {
		return [
			{
				what: 'There is no variable to set',
				remedy: 'Add at least one variable with a name and a value',
			},
		];
	}
	const names = variables.map(({ name }) => name);
	const repeated = new Set(
		names.filter((name, index) => name !== '' && names.indexOf(name) !== index),
	);
	return [
		...variables.flatMap(checkVariable),
		...[...repeated].map((variable) => ({
			variable,
			what: 'the name is given more than once',
			remedy: 'Keep one variable of each name; 8x8 would keep only the last value',
		})),
	];
}

function checkVariable({ name, value, displayName, dataType }: Variable, index: number): Finding[] {
	const findings: Finding[] = [];
	const variable = variableLabel(name, index);
	const add = (what: string, remedy: string) => findings.push({ variable, what, remedy });

	const nameRule = brokenNameRule(name);
	if (nameRule !== undefined) add(nameRule, NAME_REMEDY);
	if (value.length > limits.value) {
		add(
			`the value has ${value.length} characters, more than ${limits.value}`,
			'Shorten the value or divide it among several variables',
		);
	}
	if (displayName.length > limits.displayName) {
		add(
			`the display name has ${displayName.length} characters, more than ${limits.displayName}`,
			`Shorten the display name to at most ${limits.displayName} characters`,
		);
	}
	if (!dataTypes.includes(dataType)) {
		add(
			`the data type "${String(dataType)}" is unknown`,
			`Use one of ${dataTypes.filter(Boolean).join(', ')}, or leave it unspecified`,
		);
	}
	return findings;
}

function brokenNameRule(name: string): string | undefined {
	if (name === '') return 'the name is empty';
	if (!name.startsWith('_')) return 'the name does not begin with "_"';
	if (/\s/.test(name)) return 'the name holds a space';
	if (/[^A-Za-z0-9]/.test(name.slice(1))) {
		return 'the name holds a character other than letters A–Z, a–z and digits after its first "_"';
	}
	if (name.length === 1) return 'the name is only "_"';
	if (name.length > limits.name)
		return `the name has ${name.length} characters, more than ${limits.name}`;
	return undefined;
}
