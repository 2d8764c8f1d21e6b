import { createServer } from 'node:net';

function tryPort(port: number): Promise<number | undefined> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.once('error', () => resolve(undefined));
		probe.listen({ port, host: '127.0.0.1' }, () => {
			const address = probe.address();
			const found = typeof address === 'object' && address ? address.port : undefined;
			probe.close(() => resolve(found));
		});
	});
}

/** The preferred port when nothing listens on it, else any free one. */
export async function freePort(preferred = 0): Promise<number> {
	const port = (await tryPort(preferred)) ?? (await tryPort(0));
	if (port === undefined) throw new Error('No free port on 127.0.0.1');
	return port;
}
