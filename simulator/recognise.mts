import type { IncomingMessage } from 'node:http';

import { readAddress } from './address.mts';
import { authenticate } from './authentication.mts';
import type { Interactions } from './interactions.mts';
import type { JournalEntry } from './journal.mts';
import type { Found } from './operate.mts';
import type { Tenant } from './settings.mts';

/** Reads who asks for what from a request's headers: its journal entry, and what was found. */
export function recognise(
	request: IncomingMessage,
	at: number,
	tenants: Tenant[],
	interactions: Interactions,
): { entry: JournalEntry; found: Found } {
	const { url = '', method = '', headers } = request;
	const { tenant, shown } = authenticate(headers.authorization, tenants);
	const { path, query, form, identifier, problem } = readAddress(url);
	const interaction = identifier && interactions.find(identifier.kind, identifier.value);
	const entry: JournalEntry = {
		at,
		method,
		url,
		path,
		query,
		headers: { ...headers, ...(shown !== undefined && { authorization: shown }) },
		tenant: tenant?.id,
		form,
		status: 0,
		rateRefused: false,
	};
	if (identifier) {
		const { kind, value } = identifier;
		const isCallId =
			kind === 'callId' ||
			(kind === 'either' && interaction !== undefined && interaction.guid !== value);
		entry.identifier = { kind: isCallId ? 'callId' : 'guid', value };
	}
	return { entry, found: { tenant, interaction, problem } };
}
