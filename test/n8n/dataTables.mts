import type { N8nClient } from '../../n8n-server/n8nClient.mts';

interface Table {
	id: string;
	name: string;
}

/** n8n's Data Tables in the owner's project, as its editor reaches them. */
export class DataTables {
	private constructor(
		private readonly server: N8nClient,
		private readonly path: string,
	) {}

	static async of(server: N8nClient): Promise<DataTables> {
		const { id } = await server.rest<{ id: string }>('GET', '/projects/personal');
		return new DataTables(server, `/projects/${id}/data-tables`);
	}

	private async rowsPath(name: string, action: string): Promise<string> {
		const filter = encodeURIComponent(JSON.stringify({ name }));
		const { data } = await this.server.rest<{ data: Table[] }>(
			'GET',
			`${this.path}?filter=${filter}`,
		);
		const table = data.find((found) => found.name === name);
		if (!table) throw new Error(`n8n has no data table "${name}"`);
		return `${this.path}/${table.id}/${action}`;
	}

	/** All rows, oldest first. */
	async rows<Row>(name: string): Promise<Row[]> {
		const path = await this.rowsPath(name, 'rows?take=250&sortBy=id:asc');
		return (await this.server.rest<{ data: Row[] }>('GET', path)).data;
	}

	async insert(name: string, rows: object[]): Promise<void> {
		const path = await this.rowsPath(name, 'insert');
		await this.server.rest('POST', path, { data: rows, returnType: 'count' });
	}
}
