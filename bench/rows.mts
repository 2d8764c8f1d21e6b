/** So many rows of one variable each, spread evenly over so many interactions. */
export interface RowSet {
	/** Tells the rows of different runs apart. */
	tag: string;
	rows: number;
	interactions: number;
}

export interface Row {
	[field: string]: string;
	guid: string;
	name: string;
	value: string;
}

export function guidOf(tag: string, interaction: number): string {
	return `int-1628bb9dbf7-${tag}${String(interaction).padStart(6, '0')}-phone-01-acme`;
}

/** The same rows in every process that is told the same set. */
export function rowsOf({ tag, rows, interactions }: RowSet): Row[] {
	return Array.from({ length: rows }, (_, row) => ({
		guid: guidOf(tag, row % interactions),
		name: `_row${Math.floor(row / interactions)}`,
		value: `value ${row}`,
	}));
}
