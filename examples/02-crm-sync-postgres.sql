-- The two tables of example 02, with five sample rows. Run it in the database that your CRM writes to:
--   psql -f 02-crm-sync-postgres.sql

CREATE TABLE customers_on_the_line (
	id serial PRIMARY KEY,
	interaction_guid text NOT NULL,
	source text NOT NULL,
	customer_tier text,
	account_balance numeric(12, 2),
	open_tickets integer,
	tax_id text,
	sync_state text NOT NULL DEFAULT 'waiting' CHECK (sync_state IN ('waiting', 'done', 'failed'))
);

-- What the workflow looks for every time.
CREATE INDEX customers_waiting ON customers_on_the_line (id) WHERE sync_state = 'waiting';

CREATE TABLE sync_failures (
	interaction text NOT NULL,
	source text NOT NULL,
	reason text NOT NULL,
	failed_at timestamptz NOT NULL DEFAULT now()
);

INSERT INTO customers_on_the_line
	(interaction_guid, source, customer_tier, account_balance, open_tickets, tax_id)
VALUES
	('int-18f2a6b3c00-K7mQ2vTzRw9LxPb4nYcD8-phone-01-acme', 'billing', NULL, 110.55, NULL, '111-22-3333'),
	('int-18f2a6b3c00-K7mQ2vTzRw9LxPb4nYcD8-phone-01-acme', 'support', 'VIP', NULL, 2, NULL),
	('int-18f2a6b3f21-Hs3JdW8uEo5GkXq1tZaV6-phone-01-acme', 'billing', NULL, 1250, NULL, NULL),
	('int-18f2a6b4a07-Pf6YbN0iMr2CeSl7wUxK9-phone-01-acme', 'support', 'Standard', NULL, 0, NULL),
	('int-18f29c11e55-Zv1RgT4oQd8BhJm3yLnW5-phone-01-acme', 'support', 'VIP', NULL, 1, NULL);
