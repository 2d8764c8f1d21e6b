import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';
import { installN8nServer } from '../../n8n-server/install.mjs';
import { packPackage } from '../../tools/pack.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Starts a server that logs all it can, on the console and in a file. */
export default async function startServer() {
	const packageTarball = await packPackage(root);
	await installN8nServer();
	register();
	const { N8nServer } = await import('../../n8n-server/server.mts');
	const server = await N8nServer.start({
		packageTarball,
		env: { N8N_LOG_LEVEL: 'debug', N8N_LOG_OUTPUT: 'console,file' },
	});
	globalThis.n8nServerUnderTest = server;
	process.env.N8N_SESSION_UNDER_TEST = JSON.stringify(server.client.session);
	process.env.N8N_USER_FOLDER_UNDER_TEST = server.userFolder;
}
