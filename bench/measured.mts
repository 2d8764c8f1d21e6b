/** One line of the table: what was measured, and whether it is good enough. */
export interface Figure {
	what: string;
	bar: string;
	/** One for each repeat. */
	values: number[];
	/** Writes a value. */
	write(value: number): string;
	holds(median: number, values: number[]): boolean;
	/** The same for others, or what else there is to know. */
	beside?: string;
	/** For the picture: how the contestants compare. */
	bars?: Array<{ name: string; value: number }>;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** The value that the given share of all does not exceed. */
export function percentile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
}

export const whole = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: 0 });
export const ratio = (value: number) => value.toFixed(3);
export const ms = (value: number) => `${whole(value)} ms`;

/** A figure as it is printed and recorded. */
export interface Line {
	what: string;
	bar: string;
	median: string;
	all: string[];
	holds: boolean;
	beside?: string;
	bars?: Array<{ name: string; value: number }>;
}

export function lineOf({ what, bar, values, write, holds, beside, bars }: Figure): Line {
	const middle = median(values);
	return {
		what,
		bar,
		median: write(middle),
		all: values.map(write),
		holds: holds(middle, values),
		beside,
		bars,
	};
}
