import { Buffer } from 'node:buffer';

import type { StoredVariable } from './interactions.mts';
import type { Settings } from './settings.mts';

/** Longest allowed lengths. SUPPORT writes "less than", PORTAL "max". */
const LIMITS = {
	portal: { name: 25, displayName: 30, value: 1000, variables: 50 },
	support: { name: 24, displayName: 29, value: Infinity, variables: Infinity },
} as const;

/**
 * Says which published limit a set request breaks, if any. A length is counted in Unicode
 * characters or UTF-8 bytes, as `limitsCount` says.
 */
export function checkLimits(
	variables: StoredVariable[],
	settings: Pick<Settings, 'limits' | 'limitsCount'>,
): string | undefined {
	const limits = LIMITS[settings.limits];
	if (variables.length > limits.variables) {
		return `Too many variables: ${variables.length}, at most ${limits.variables} per request`;
	}
	const tooLong = (text: string, limit: number) =>
		text.length * 3 > limit && lengthOf(text, settings.limitsCount) > limit;
	for (const [index, { name, displayName, value }] of variables.entries()) {
		if (tooLong(name, limits.name)) {
			return `Invalid variable name: must be at most ${limits.name} ${settings.limitsCount}`;
		}
		if (tooLong(displayName ?? '', limits.displayName)) {
			return `variables[${index}].displayName must be at most ${limits.displayName} ${settings.limitsCount}`;
		}
		if (tooLong(value, limits.value)) {
			return `variables[${index}].value must be at most ${limits.value} ${settings.limitsCount}`;
		}
	}
	return undefined;
}

function lengthOf(text: string, count: Settings['limitsCount']): number {
	return count === 'bytes' ? Buffer.byteLength(text) : [...text].length;
}
