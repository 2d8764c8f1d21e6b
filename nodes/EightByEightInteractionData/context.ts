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

/** Far more than any published answer has; n8n cannot store what is nested without end. */
const MOST_LEVELS = 32;

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
	const body = parseJson(text);
	if (!isObject(body) || isDeeper(body, MOST_LEVELS)) return undefined;
	const raw = withoutPrivate(body, privateNames(body));
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
		raw,
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
		return typeof name === 'string' ? [[name, field('value')]] : [];
	});
}

/** The names of all variables that are marked private anywhere in a body. */
function privateNames(body: unknown): Set<string> {
	if (typeof body !== 'object' || body === null) return new Set();
	const within = Object.values(body).flatMap((value) => [...privateNames(value)]);
	const name = isObject(body) && isPrivate(body) ? lookUp(body)('name') : undefined;
	return new Set(typeof name === 'string' ? [...within, name] : within);
}

/** A variable that is marked in one list is masked in the other as well. */
function withoutPrivate(
	object: Record<string, unknown>,
	names: ReadonlySet<unknown>,
): Record<string, unknown> {
	const masked = (value: unknown): unknown => {
		if (Array.isArray(value)) return value.map(masked);
		return isObject(value) ? withoutPrivate(value, names) : value;
	};
	const hidden = isPrivate(object) || names.has(lookUp(object)('name'));
	return Object.fromEntries(
		Object.entries(object).map(([key, value]) => {
			const isSecret = (hidden && key.toLowerCase() === 'value') || isIn(names, key);
			return [key, isSecret ? MASK : masked(value)];
		}),
	);
}

/** Whether a key of a map of names to values is a private one; other fields begin with no "_". */
function isIn(names: ReadonlySet<unknown>, key: string): boolean {
	return key.startsWith('_') && names.has(key);
}

function isPrivate(entry: Record<string, unknown>): boolean {
	return Object.entries(entry).some(
		([key, value]) => key.toLowerCase() === 'privacy' && isMark(value),
	);
}

function isMark(value: unknown): boolean {
	if (typeof value === 'string') return !/^\s*(?:|false|no|off|0)\s*$/i.test(value);
	return Boolean(value);
}

function isDeeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
