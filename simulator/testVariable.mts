import type { Interaction } from './interactions.mts';
import { usableInIvr } from './views.mts';

export const COMPARISONS = ['equals', 'less', 'greater'] as const;

export type Comparison = (typeof COMPARISONS)[number];

/** What a Test Variable node of the IVR script is set to. */
export interface VariableTest {
	variable: string;
	comparison: Comparison;
	value: string;
}

/** Which way the call goes. The names of the branches are ours, 8x8 does not publish any. */
export interface TestOutcome {
	branch: 'match' | 'noMatch';
	/** Undefined when the variable is not set, or ignored: then it matches nothing. */
	comparedAs?: 'number' | 'text';
}

/**
 * How the IVR's Test Variable node would route. 8x8 publishes that a script's variables are strings
 * or numbers and are tested against a value; that two numbers are compared as numbers, and anything
 * else as text by its characters' codes, is assumed.
 */
export function testVariable(interaction: Interaction, test: VariableTest): TestOutcome {
	const variable = usableInIvr(interaction).find(({ name }) => name === test.variable);
	if (!variable) return { branch: 'noMatch' };
	const left = readNumber(variable.value);
	const right = readNumber(test.value);
	const order =
		left && right ? compareNumbers(left, right) : compareTexts(variable.value, test.value);
	const wanted = { equals: 0, less: -1, greater: 1 }[test.comparison];
	return {
		branch: order === wanted ? 'match' : 'noMatch',
		comparedAs: left && right ? 'number' : 'text',
	};
}

interface Decimal {
	/** The number without its decimal point. */
	digits: bigint;
	places: number;
}

/** Undefined for anything but digits with a sign and a decimal point where there are any. */
function readNumber(text: string): Decimal | undefined {
	const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text.trim());
	if (!match) return undefined;
	const [, sign, whole, fraction = ''] = match;
	const digits = BigInt(whole + fraction);
	return { digits: sign === '-' ? -digits : digits, places: fraction.length };
}

/** Exact, however long: account numbers are beyond what a floating-point number can tell apart. */
function compareNumbers(a: Decimal, b: Decimal): number {
	const places = Math.max(a.places, b.places);
	const left = a.digits * 10n ** BigInt(places - a.places);
	const right = b.digits * 10n ** BigInt(places - b.places);
	return left === right ? 0 : left < right ? -1 : 1;
}

function compareTexts(a: string, b: string): number {
	return a === b ? 0 : a < b ? -1 : 1;
}
