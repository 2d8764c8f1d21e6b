import { latest, type ItemVariables } from './combine';
import { readContext } from './context';
import { MASK } from './variables';

/**
 * Compares what was set on one interaction with what 8x8 tells of it afterwards.
 *
 * Whether 8x8 masks private values when they are read is not published, so a private variable needs
 * only be there.
 *
 * @param entries the items that were accepted, in order; of several variables of one name the last counts
 * @param body the answer to a GET
 * @returns by item, what did not arrive; `undefined` when the body is no context
 */
export function compare(
	entries: readonly ItemVariables[],
	body: string,
): Map<number, string[]> | undefined {
	const reading = readContext(body);
	if (reading === undefined) return undefined;

	const expected = latest(entries);
	const arrived = new Map(Object.entries(reading.context.variables));
	const differences = new Map<number, string[]>();
	for (const { item, variables } of entries) {
		differences.set(
			item,
			variables.flatMap(({ name }) => {
				if (!arrived.has(name)) return [`"${name}" is missing`];
				const { value = '', privacy = false } = expected.get(name) ?? {};
				const told = arrived.get(name);
				const found = typeof told === 'object' ? undefined : String(told);
				return found === value || privacy || found === MASK ? [] : [`"${name}" has another value`];
			}),
		);
	}
	return differences;
}
