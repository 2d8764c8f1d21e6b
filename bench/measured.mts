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
	drawn?: Drawn;
}

/** How the contestants compare, for the picture. */
export interface Drawn {
	title: string;
	bars: Array<{ name: string; value: number }>;
	write(value: number): string;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = Math.floor(sorted.length / 2);
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
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
	panel?: Panel;
}

/** A part of the picture. */
export interface Panel {
	title: string;
	bars: Array<{ name: string; value: number; text: string }>;
}

export function lineOf({ what, bar, values, write, holds, beside, drawn }: Figure): Line {
	const middle = median(values);
	return {
		what,
		bar,
		median: write(middle),
		all: values.map(write),
		holds: holds(middle, values),
		beside,
		...(drawn && {
			panel: {
				title: drawn.title,
				bars: drawn.bars.map((entry) => ({ ...entry, text: drawn.write(entry.value) })),
			},
		}),
	};
}
