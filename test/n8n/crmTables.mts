import { readFileSync } from 'node:fs';
import type { N8nClient } from '../../n8n-server/n8nClient.mts';
import { Postgres } from '../../n8n-server/postgres.mts';
import { DataTables } from './dataTables.mts';
import { example } from './workflows.mts';

export interface CustomerRow {
	id: number;
	interaction_guid: string;
	source: string;
	customer_tier: string | null;
	account_balance: number | null;
	open_tickets: number | null;
	tax_id: string | null;
	sync_state: string;
}

export interface FailureRow {
	interaction: string;
	source: string;
	reason: string;
}

export type NewCustomer = Partial<CustomerRow> & { interaction_guid: string; source: string };

/** Where one of the CRM examples reads its customers and notes what failed. */
export interface CrmTables {
	/** Puts the example's own sample rows back. */
	prepare(): Promise<void>;
	add(rows: NewCustomer[]): Promise<void>;
	customers(): Promise<CustomerRow[]>;
	failures(): Promise<FailureRow[]>;
	close(): Promise<void>;
}

const schemaFile = new URL('../../examples/02-crm-sync-postgres.sql', import.meta.url);

/** A PostgreSQL with the tables that example 02 ships, known to n8n as "CRM database". */
export async function postgresTables(server: N8nClient): Promise<CrmTables> {
	const postgres = await Postgres.start();
	await server.importCredential({
		name: 'CRM database',
		type: 'postgres',
		data: { ...postgres.access, ssl: 'disable' },
	});
	const schema = readFileSync(schemaFile, 'utf8');
	return {
		prepare: async () => {
			await postgres.execute(
				`DROP TABLE IF EXISTS customers_on_the_line, sync_failures; ${schema}`,
			);
		},
		add: async (rows) => {
			const json = JSON.stringify(rows).replaceAll("'", "''");
			await postgres.execute(
				`INSERT INTO customers_on_the_line
					(interaction_guid, source, customer_tier, account_balance, open_tickets, tax_id)
				SELECT interaction_guid, source, customer_tier, account_balance, open_tickets, tax_id
				FROM json_populate_recordset(NULL::customers_on_the_line, '${json}');`,
			);
		},
		customers: () => postgres.rows('SELECT * FROM customers_on_the_line ORDER BY id'),
		failures: () => postgres.rows('SELECT * FROM sync_failures ORDER BY failed_at, source'),
		close: () => postgres.stop(),
	};
}

/** The Data Tables that example 00 makes. */
export async function dataTables(server: N8nClient): Promise<CrmTables> {
	const tables = await DataTables.of(server);
	return {
		prepare: () => makeSampleTables(server),
		add: (rows) =>
			tables.insert(
				'customers_on_the_line',
				rows.map((row) => ({ sync_state: 'waiting', ...row })),
			),
		customers: () => tables.rows('customers_on_the_line'),
		failures: () => tables.rows('sync_failures'),
		close: () => Promise.resolve(),
	};
}

/** Runs example 00. */
export async function makeSampleTables(server: N8nClient): Promise<void> {
	const id = await server.importWorkflow(example('00-sample-tables.json'));
	const { status } = await server.run(id, 'Run by hand');
	if (status !== 'success') throw new Error(`00-sample-tables.json ended as "${status}"`);
}
