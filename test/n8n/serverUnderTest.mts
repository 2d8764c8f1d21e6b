import { type CredentialToImport, N8nClient, type Session } from '../../n8n-server/n8nClient.mts';
import { freePort } from '../../n8n-server/freePort.mts';

/** The server that globalSetup started, as its owner uses it. */
export function serverUnderTest(): N8nClient {
	const session = process.env.N8N_SESSION_UNDER_TEST;
	if (!session) throw new Error('Run these tests with -c test/n8n/jest.config.mjs');
	return new N8nClient(JSON.parse(session) as Session);
}

/** Reads what the server tells its editor about the node or credential types it has loaded. */
export async function loadedTypes<T>(
	{ session }: N8nClient,
	kind: 'nodes' | 'credentials',
): Promise<T[]> {
	const { cookie, browserId } = session;
	const response = await fetch(`${session.url}/types/${kind}.json`, {
		headers: { cookie, 'browser-id': browserId },
	});
	return (await response.json()) as T[];
}

/** Fetches a file the server serves, such as an icon, by its path. */
export async function contentTypeOf({ session }: N8nClient, path: string): Promise<string> {
	const response = await fetch(`${session.url}/${path}`, { headers: { cookie: session.cookie } });
	await response.body?.cancel();
	return response.ok ? (response.headers.get('content-type') ?? '') : `status ${response.status}`;
}

/** An address on which nothing listens. */
export async function silentUrl(): Promise<string> {
	return `http://127.0.0.1:${await freePort()}`;
}

export type CredentialData = CredentialToImport['data'];
