/** The value that `share` of the values do not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}

const resamples = 1_000;

function resampled(values: readonly number[]): number[] {
	return values.map(() => values[Math.floor(Math.random() * values.length)] ?? NaN);
}

/**
 * The range in which the ratio of two percentiles lies with 95 % certainty (bootstrap): a high
 * percentile of some hundred calls on a busy machine says little by itself.
 */
export function ratioRange(
	values: readonly number[],
	others: readonly number[],
	share: number,
): { low: number; high: number } {
	const ratios = Array.from(
		{ length: resamples },
		() => percentile(resampled(values), share) / percentile(resampled(others), share),
	);
	return { low: percentile(ratios, 0.025), high: percentile(ratios, 0.975) };
}
