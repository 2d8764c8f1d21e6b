import { parseJson } from './answerBody';
import { MASK } from './variables';

/** What 8x8 knows of an interaction, in one shape whatever the form and casing of the answer. */
export interface InteractionContext {
	interactionId: unknown;
	/** The number the caller dialled. */
	channel: unknown;
	createTime: unknown;
	/** The caller's number. */
	ani: unknown;
	callerName: unknown;
	queueId: unknown;
	queueTime: unknown;
	priority: unknown;
	agentId: unknown;
	/** By name; a value that 8x8 marks private reads {@link MASK}. */
	variables: Record<string, unknown>;
}

export interface ContextReading {
	context: InteractionContext;
	/** The body as 8x8 sent it, but for the values it marks private. */
	raw: Record<string, unknown>;
}

/**
 * Reads the answer to a GET in PascalCase (8x8 support article, "Output json description") or
 * camelCase (8x8 portal); which of the two a tenant's platform sends does not depend on the form.
 *
 * @returns `undefined` if the body is no context of an interaction
 */
export function readContext(text: string): ContextReading | undefined {
	const raw = parseJson(text);
	if (!isObject(raw)) return undefined;
	const field = lookUp(raw);
	const interactionId = field('interactionId');
	// "InteractionId" is the one field the support article says is always there.
	if (interactionId === null) return undefined;

	const entries = ['UserInput', 'variables'].flatMap((name) => variableList(field(name)));
	return {
		context: {
			interactionId,
			channel: field('channel'),
			createTime: field('createTime'),
			ani: field('ani'),
			callerName: field('callerName'),
			queueId: field('queueId'),
			queueTime: field('queueTime'),
			priority: field('priority'),
			agentId: field('agentId'),
			variables: Object.fromEntries(entries),
		},
		raw: Object.fromEntries(
			Object.entries(raw).map(([key, value]) => [key, withoutPrivate(value)]),
		),
	};
}

/** Finds a field whatever the case of its name; `null` when it is absent. */
function lookUp(object: Record<string, unknown>): (name: string) => unknown {
	const byName = new Map(Object.entries(object).map(([key, value]) => [key.toLowerCase(), value]));
	return (name) => byName.get(name.toLowerCase()) ?? null;
}

/** The entries of a list of `{name, value, privacy}`, or of a map of names to values. */
function variableList(list: unknown): Array<[string, unknown]> {
	if (isObject(list)) return Object.entries(list);
	if (!Array.isArray(list)) return [];
	return list.filter(isObject).flatMap((entry): Array<[string, unknown]> => {
		const field = lookUp(entry);
		const name = field('name');
		return typeof name === 'string' ? [[name, isPrivate(entry) ? MASK : field('value')]] : [];
	});
}

function withoutPrivate(value: unknown): unknown {
	if (!Array.isArray(value)) return value;
	return value.map((entry: unknown) =>
		isObject(entry) && isPrivate(entry) ? withMask(entry) : entry,
	);
}

function withMask(entry: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(entry).map(([key, value]) => [
			key,
			key.toLowerCase() === 'value' ? MASK : value,
		]),
	);
}

function isPrivate(entry: Record<string, unknown>): boolean {
	return String(lookUp(entry)('privacy')).toLowerCase() === 'true';
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
