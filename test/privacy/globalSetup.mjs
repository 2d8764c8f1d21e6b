import { startServerUnderTest } from '../n8n/startServerUnderTest.mjs';

/** Starts a server that logs all it can, on the console and in a file. */
export default async function startServer() {
	const server = await startServerUnderTest({
		N8N_LOG_LEVEL: 'debug',
		N8N_LOG_OUTPUT: 'console,file',
	});
	process.env.N8N_USER_FOLDER_UNDER_TEST = server.userFolder;
}
