import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Writes an answer, or whatever it takes for one, to the connection of a request. */
export type Attack = (socket: Socket) => void;

const SET = '{"status":"success","message":"Variables successfully set","variablesSet":1}';

/** Answers like 8x8, but for requests whose path holds "hostile": those it attacks. */
export class HostileServer {
	attack: Attack = (socket) => socket.destroy();
	onConnection = () => {};
	/** How many requests were attacked. */
	attacked = 0;
	private readonly sockets = new Set<Socket>();

	private constructor(private readonly server: Server) {}

	static async start(): Promise<HostileServer> {
		const server = createServer();
		const hostile = new HostileServer(server);
		server.on('connection', (socket) => hostile.serve(socket));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return hostile;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** Connections that are still open. */
	get open(): number {
		return this.sockets.size;
	}

	dropAll(): void {
		for (const socket of this.sockets) socket.destroy();
	}

	async close(): Promise<void> {
		this.dropAll();
		await new Promise((resolve) => this.server.close(resolve));
	}

	private serve(socket: Socket): void {
		this.onConnection();
		this.sockets.add(socket);
		socket.on('close', () => this.sockets.delete(socket));
		socket.on('error', () => {});
		let received = '';
		socket.on('data', (chunk) => {
			received += chunk.toString('latin1');
			const [head, body] = received.split('\r\n\r\n');
			const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
			if (body === undefined || body.length < length) return;
			socket.removeAllListeners('data');
			const [method, path] = head.split(' ');
			if (path.includes('hostile')) {
				this.attacked++;
				this.attack(socket);
			} else {
				const guid = path.split('/').at(-1) ?? '';
				const context = `{"InteractionId":"${guid}","UserInput":[{"name":"_a","value":"1"}]}`;
				answer(method === 'GET' ? context : SET)(socket);
			}
		});
	}
}

/** A whole answer with the given body. */
export function answer(
	body: string | Uint8Array,
	headers: Record<string, string> = { 'content-type': 'application/json' },
	status = 200,
): Attack {
	return (socket) => {
		const lines = Object.entries({
			...headers,
			'content-length': String(Buffer.byteLength(body)),
			connection: 'close',
		}).map(([name, value]) => `${name}: ${value}\r\n`);
		socket.write(`HTTP/1.1 ${status} -\r\n${lines.join('')}\r\n`);
		socket.end(body);
	};
}

/** Bytes as they stand, and then nothing more. */
export function bytes(text: string): Attack {
	return (socket) => void socket.end(text, 'latin1');
}

/** `start`, then `again` for as long as anybody listens, or `times` times. */
export function flood(start: string, again: string | Uint8Array, times = Infinity): Attack {
	return (socket) => {
		socket.write(start);
		let left = times;
		const more = () => {
			while (left-- > 0) {
				if (socket.destroyed || !socket.write(again)) return;
			}
			socket.end();
		};
		socket.on('drain', more);
		more();
	};
}

/** `start`, then `again` every `ms` milliseconds. */
export function drip(start: string, again: string, ms: number): Attack {
	return (socket) => {
		socket.write(start);
		const timer = setInterval(() => socket.write(again), ms);
		socket.on('close', () => clearInterval(timer));
	};
}
