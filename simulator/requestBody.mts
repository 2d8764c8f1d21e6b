import { forms, type Form } from './forms.mts';
import { checkLimits } from './limits.mts';
import type { Settings } from './settings.mts';
import type { StoredVariable } from './interactions.mts';

/** The reason a set is refused with 400; nothing of it is stored. */
export class Refusal extends Error {}

type Json = Record<string, unknown>;

const ATTRIBUTES = ['name', 'value', 'ivr', 'display', 'displayName', 'dataType', 'privacy'];
const SHARED_TYPES = ['text', 'number', 'date', 'time', 'currency'];

/**
 * Reads the variables out of a set request's parsed body, strictly as the form publishes it:
 * `{"variables":[…]}` with string booleans (SUPPORT), `{"data":[{"variables":[…]}]}` with JSON
 * booleans (PORTAL). With `lenient` every published shape is read in every form.
 *
 * @throws Refusal naming what is wrong, never quoting a value.
 */
export function readVariables(body: unknown, form: Form, settings: Settings): StoredVariable[] {
	const list = settings.lenient ? anyShape(body) : shapeOf(body, form);
	if (list.length === 0) throw new Refusal('variables must hold at least one variable');
	const variables = list.map((entry, index) => readVariable(entry, index, form, settings.lenient));
	const broken = checkLimits(variables, settings);
	if (broken !== undefined) throw new Refusal(broken);
	return variables;
}

function shapeOf(body: unknown, form: Form): unknown[] {
	if (form === 'portal') {
		const wanted = 'The body must be {"data":[{"variables":[…]}]}';
		const { data } = only(body, 'data', wanted);
		if (!Array.isArray(data)) throw new Refusal(wanted);
		return data.flatMap((entry: unknown) => arrayIn(only(entry, 'variables', wanted), wanted));
	}
	const wanted = 'The body must be {"variables":[…]}';
	return arrayIn(only(body, 'variables', wanted), wanted);
}

function anyShape(body: unknown): unknown[] {
	const wanted = 'The body must hold an array named variables';
	if (!isObject(body)) throw new Refusal(wanted);
	if (Array.isArray(body.data)) {
		return body.data.flatMap((entry: unknown) => arrayIn(isObject(entry) ? entry : {}, wanted));
	}
	return arrayIn(isObject(body.data) ? body.data : body, wanted);
}

function only(body: unknown, key: string, wanted: string): Json {
	if (!isObject(body)) throw new Refusal(wanted);
	const other = Object.keys(body).find((name) => name !== key);
	if (other !== undefined) throw new Refusal(`${wanted}: found ${JSON.stringify(other)}`);
	return body;
}

function arrayIn(body: Json, wanted: string): unknown[] {
	if (!Array.isArray(body.variables)) throw new Refusal(wanted);
	return body.variables;
}

function readVariable(entry: unknown, index: number, form: Form, lenient: boolean): StoredVariable {
	const place = `variables[${index}]`;
	if (!isObject(entry)) throw new Refusal(`${place} must be an object`);
	const unknown = Object.keys(entry).find((name) => !ATTRIBUTES.includes(name));
	if (unknown !== undefined && !lenient) {
		throw new Refusal(`${place} has an unknown attribute: ${unknown}`);
	}
	const { name, value, displayName, dataType } = entry;
	if (typeof name !== 'string') throw new Refusal(`${place}.name must be a string`);
	if (!name.startsWith('_')) throw new Refusal('Invalid variable name: must start with underscore');
	if (!/^_[A-Za-z0-9]+$/.test(name)) {
		throw new Refusal('Invalid variable name: must be alphanumeric after the underscore');
	}
	if (typeof value !== 'string') throw new Refusal(`${place}.value must be a string`);
	const variable: StoredVariable = {
		name,
		value,
		ivr: readBoolean(entry.ivr, `${place}.ivr`, form, lenient),
		display: readBoolean(entry.display, `${place}.display`, form, lenient),
		privacy: readBoolean(entry.privacy, `${place}.privacy`, form, lenient),
	};
	if (displayName !== undefined) {
		if (typeof displayName !== 'string') throw new Refusal(`${place}.displayName must be a string`);
		variable.displayName = displayName;
	}
	if (dataType !== undefined) {
		const allowed = [...SHARED_TYPES, ...telephoneTypes(form, lenient)];
		if (typeof dataType !== 'string' || !allowed.includes(dataType)) {
			throw new Refusal(`${place}.dataType must be one of ${allowed.join(', ')}`);
		}
		variable.dataType = dataType;
	}
	return variable;
}

function telephoneTypes(form: Form, lenient: boolean): string[] {
	if (lenient) return ['phone', 'phone number'];
	return forms[form].spelling === 'portal' ? ['phone'] : ['phone number'];
}

function readBoolean(value: unknown, place: string, form: Form, lenient: boolean): boolean {
	if (value === undefined) return false;
	if (typeof value === 'boolean' && (lenient || forms[form].spelling === 'portal')) return value;
	if ((value === 'true' || value === 'false') && (lenient || forms[form].spelling === 'support')) {
		return value === 'true';
	}
	throw new Refusal(
		forms[form].spelling === 'portal'
			? `${place} must be true or false, not a string`
			: `${place} must be the string "true" or "false"`,
	);
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
