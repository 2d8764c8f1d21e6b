import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';
import { installN8nServer } from '../../n8n-server/install.mjs';
import { packPackage } from '../../tools/pack.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Starts a server with our packed tarball in it, and tells the tests how to reach it. */
export async function startServerUnderTest(env = {}) {
	const packageTarball = await packPackage(root);
	await installN8nServer();
	register();
	const { N8nServer } = await import('../../n8n-server/server.mts');
	const server = await N8nServer.start({ packageTarball, env });
	globalThis.n8nServerUnderTest = server;
	process.env.N8N_SESSION_UNDER_TEST = JSON.stringify(server.client.session);
	return server;
}
