import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/**
 * A proxy that leads the hosts it knows to ports of this machine. Everything else is refused, and
 * noted: nothing that uses it reaches the network.
 */
export class WayOut {
	/** The hosts that were asked for. */
	readonly asked = new Set<string>();
	private readonly sockets = new Set<Socket>();
	private readonly server: Server;

	private constructor(private readonly ports: Record<string, number>) {
		this.server = createServer((request, response) => {
			this.asked.add(new URL(request.url ?? '', 'http://unknown').hostname);
			response.writeHead(403).end();
		});
		this.server.on('connection', (socket) => this.keep(socket));
		this.server.on('connect', (request, client: Socket) => {
			const { hostname } = new URL(`https://${request.url}`);
			this.asked.add(hostname);
			const port = this.ports[hostname];
			if (port === undefined) {
				client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
				return;
			}
			const target = this.keep(connect(port, '127.0.0.1'));
			target.once('connect', () => {
				client.write('HTTP/1.1 200 Connection established\r\n\r\n');
				target.pipe(client).pipe(target);
			});
			target.on('close', () => client.destroy());
			client.on('close', () => target.destroy());
		});
	}

	private keep(socket: Socket): Socket {
		this.sockets.add(socket);
		socket.on('error', () => socket.destroy());
		return socket.on('close', () => this.sockets.delete(socket));
	}

	static async start(ports: Record<string, number>): Promise<WayOut> {
		const wayOut = new WayOut(ports);
		await new Promise<void>((resolve) => wayOut.server.listen(0, '127.0.0.1', resolve));
		return wayOut;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		const closed = new Promise((resolve) => this.server.close(resolve));
		for (const socket of this.sockets) socket.destroy();
		await closed;
	}
}
