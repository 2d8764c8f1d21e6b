/** A value as 8x8 takes it, or why it cannot be one. */
export type ValueReading = { value: string } | { what: string; remedy: string };

/**
 * Writes a value as the string 8x8 asks for: numbers and booleans as JavaScript prints them, dates
 * (also Luxon's, which n8n's expressions produce) in ISO 8601.
 *
 * @param raw what a field, an expression or a JSON document holds
 */
export function readValue(raw: unknown): ValueReading {
	if (raw === undefined || raw === null || raw === '') {
		return {
			what: 'the value is empty',
			remedy:
				'Give a value; if it comes from an expression, see that the expression finds something',
		};
	}
	if (typeof raw === 'string') return { value: raw };
	if (typeof raw === 'boolean' || typeof raw === 'bigint') return { value: String(raw) };
	if (typeof raw === 'number') return readNumber(raw);
	const date = dateOf(raw);
	if (date === undefined) {
		return {
			what: Array.isArray(raw) ? 'the value is a list' : 'the value is an object',
			remedy:
				'Give a single text, number, true/false or date; name the field of the object that is meant',
		};
	}
	return date === null
		? {
				what: 'the value is no valid date',
				remedy: 'See that the expression makes a date that exists',
			}
		: { value: date };
}

function readNumber(raw: number): ValueReading {
	if (!Number.isFinite(raw)) {
		return {
			what: 'the value is not a finite number',
			remedy: 'Give a number that can be written in digits',
		};
	}
	// Long account or card numbers have already lost their last digits when they arrive as numbers.
	return Number.isInteger(raw) && !Number.isSafeInteger(raw)
		? { what: 'the value is a number too long to be exact', remedy: 'Give it as text, in quotes' }
		: { value: String(raw) };
}

/** In ISO 8601; `null` for a date that is not valid, `undefined` for what is no date. */
function dateOf(raw: unknown): string | null | undefined {
	// Dates made in another realm (a Code node, a task runner) are not instances of this one's Date.
	if (Object.prototype.toString.call(raw) === '[object Date]') {
		const time = (raw as Date).getTime();
		return Number.isNaN(time) ? null : new Date(time).toISOString();
	}
	if (typeof raw !== 'object' || raw === null || !('isLuxonDateTime' in raw)) return undefined;
	const { toISO } = raw as { toISO?: unknown };
	if (typeof toISO !== 'function') return undefined;
	const iso: unknown = toISO.call(raw);
	return typeof iso === 'string' ? iso : null;
}
