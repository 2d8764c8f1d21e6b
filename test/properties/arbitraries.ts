import fc from 'fast-check';
import type { Interaction } from '../../nodes/EightByEightInteractionData/interaction';
import {
	dataTypes,
	limits,
	type Variable,
} from '../../nodes/EightByEightInteractionData/variables';

const LETTERS_AND_DIGITS = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'];

/** A name that breaks no rule. */
export const names = fc
	.string({
		unit: fc.constantFrom(...LETTERS_AND_DIGITS),
		minLength: 1,
		maxLength: limits.name - 1,
	})
	.map((rest) => `_${rest}`);

/** Any text within a length in UTF-16 units, control characters and emoji included. */
function texts(minLength: number, maxLength: number): fc.Arbitrary<string> {
	return fc
		.string({ unit: 'binary', minLength, maxLength })
		.filter((text) => text.length <= maxLength);
}

/** A variable that breaks no rule. */
export const validVariables: fc.Arbitrary<Variable> = fc.record({
	name: names,
	value: texts(1, 40),
	ivr: fc.boolean(),
	display: fc.boolean(),
	displayName: texts(0, limits.displayName),
	dataType: fc.constantFrom(...dataTypes),
	privacy: fc.boolean(),
});

/** The variables of one request, each name once. */
export const variableLists = fc.uniqueArray(validVariables, {
	minLength: 1,
	maxLength: 12,
	selector: ({ name }) => name,
});

/** An interaction that the node would accept. */
export const interactions: fc.Arbitrary<Interaction> = fc.record({
	kind: fc.constantFrom('guid', 'callId'),
	id: texts(1, 60)
		.map((id) => id.trim())
		.filter((id) => id !== '' && id !== '.' && id !== '..'),
});
