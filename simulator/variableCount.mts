/** How many variables a set's body lists, in whichever published shape; undefined when in none. */
export function countVariables(body: unknown): number | undefined {
	if (!isObject(body)) return undefined;
	if (Array.isArray(body.variables)) return body.variables.length;
	if (Array.isArray(body.data)) {
		const counts = body.data.map(countVariables).filter((count) => count !== undefined);
		return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count);
	}
	return isObject(body.data) ? countVariables(body.data) : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
