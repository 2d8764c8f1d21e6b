// Runs on the server's own Node: prints every value of every table as a line of JSON.
import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync(process.argv[2], { readOnly: true });
const tables = database
	.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
	.all();
for (const { name: table } of tables) {
	const rows = database.prepare(`SELECT * FROM "${table}"`).all();
	if (rows.length === 0) process.stdout.write(`${JSON.stringify({ table })}\n`);
	for (const [row, values] of rows.entries()) {
		for (const [column, value] of Object.entries(values)) {
			const text = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
			if (text === null) continue;
			process.stdout.write(`${JSON.stringify({ table, column, row, text: String(text) })}\n`);
		}
	}
}
