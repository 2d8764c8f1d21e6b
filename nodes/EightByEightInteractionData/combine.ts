import type { Interaction } from './interaction';
import { limits, type Variable } from './variables';

/** The variables that one input item sets on one interaction. */
export interface ItemVariables {
	item: number;
	interaction: Interaction;
	variables: readonly Variable[];
}

/** One POST: at most 50 variables of one interaction, and the items they come from, in order. */
export interface PlannedRequest {
	interaction: Interaction;
	variables: Variable[];
	items: ItemVariables[];
}

/** Items that name the same interaction, in order. */
export type Group = [ItemVariables, ...ItemVariables[]];

/** Requests of one interaction, sent one after the other so that later items win. */
export type Lane = PlannedRequest[];

/**
 * Divides the work of a run into requests. Combined, items that name the same interaction share
 * requests, the later item winning on the same name; otherwise every item has requests of its own.
 * 8x8's portal allows 50 variables in a request.
 */
export function planRequests(items: readonly ItemVariables[], combine: boolean): Lane[] {
	return byInteraction(items).map((entries) =>
		combine ? requestsOf(entries) : entries.flatMap((entry) => requestsOf([entry])),
	);
}

/** The items of each interaction, in order. */
export function byInteraction(items: readonly ItemVariables[]): Group[] {
	const groups = new Map<string, Group>();
	for (const entry of items) {
		const key = `${entry.interaction.kind} ${entry.interaction.id}`;
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [entry]);
		else group.push(entry);
	}
	return [...groups.values()];
}

/** Of several variables of one name, the last. */
export function latest(entries: readonly ItemVariables[]): Map<string, Variable> {
	return new Map(
		entries.flatMap(({ variables }) => variables.map((variable) => [variable.name, variable])),
	);
}

/**
 * The same content item by item, to find which item 8x8 refuses. Superseded values are among the
 * parts: if the later item is the refused one, the earlier value has to stand.
 */
export function partsByItem(request: PlannedRequest): PlannedRequest[] {
	const names = new Set(request.variables.map(({ name }) => name));
	return request.items.map((entry) => ({
		interaction: request.interaction,
		variables: entry.variables.filter(({ name }) => names.has(name)),
		items: [entry],
	}));
}

/** An item's variables stay together where they can: 8x8 accepts or refuses a request as a whole. */
function requestsOf(entries: Group): PlannedRequest[] {
	const all = latest(entries);
	const batches: Variable[][] = [];
	for (const { variables } of entries) {
		const standing = variables.filter((variable) => all.get(variable.name) === variable);
		const last = batches.at(-1);
		if (last !== undefined && last.length + standing.length <= limits.variablesPerRequest) {
			last.push(...standing);
			continue;
		}
		for (let start = 0; start < standing.length; start += limits.variablesPerRequest) {
			batches.push(standing.slice(start, start + limits.variablesPerRequest));
		}
	}
	const { interaction } = entries[0];
	const requests = batches.map((variables): PlannedRequest => ({
		interaction,
		variables,
		items: [],
	}));
	const requestOf = new Map(
		requests.flatMap((request) => request.variables.map(({ name }) => [name, request] as const)),
	);
	for (const entry of entries) {
		for (const request of new Set(entry.variables.map(({ name }) => requestOf.get(name)))) {
			// Stryker disable next-line OptionalChaining: every name of an entry has its request
			request?.items.push(entry);
		}
	}
	return requests;
}
