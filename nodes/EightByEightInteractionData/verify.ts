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

	const arrived = new Map(Object.entries(reading.context.variables));
	const differing = new Map<string, string>();
	for (const [name, { value, privacy }] of latest(entries)) {
		const told = arrived.get(name);
		const found = typeof told === 'object' ? undefined : String(told);
		if (!arrived.has(name)) differing.set(name, `"${name}" is missing`);
		else if (found !== value && !privacy && found !== MASK)
			differing.set(name, `"${name}" has another value`);
	}
	return new Map(
		entries.map(({ item, variables }) => [
			item,
			variables.flatMap(({ name }) => differing.get(name) ?? []),
		]),
	);
}
