/** Rows under a heading, in columns as wide as their longest cell. */
export function table(heading: string, rows: string[][]): string {
	const widths = (rows[0] ?? []).map((_, column) =>
		Math.max(...rows.map((row) => (row[column] ?? '').length)),
	);
	const lines = rows.map((row) =>
		`  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('   ')}`.trimEnd(),
	);
	return `\n${heading}\n${lines.join('\n')}\n`;
}
