import { createRequire } from 'node:module';
import { join } from 'node:path';
import { n8nServerFolder } from '../../n8n-server/location.mts';
import type { Session } from '../../n8n-server/n8nClient.mts';

interface Socket {
	on(event: 'message', listener: (data: Buffer) => void): void;
	once(event: 'open' | 'close', listener: () => void): void;
	once(event: 'error', listener: (error: Error) => void): void;
	close(): void;
}

/** An open editor, as far as the server can tell: what it is told of the runs it starts. */
export class Editor {
	readonly messages: string[] = [];

	private constructor(private readonly socket: Socket) {
		socket.on('message', (data) => this.messages.push(data.toString('utf8')));
	}

	static async open({ url, cookie, browserId }: Session, pushRef: string): Promise<Editor> {
		const require = createRequire(join(n8nServerFolder, 'node_modules/n8n/package.json'));
		const WebSocket = require('ws') as new (address: string, options: object) => Socket;
		const socket = new WebSocket(`${url.replace('http', 'ws')}/rest/push?pushRef=${pushRef}`, {
			headers: { cookie, 'browser-id': browserId, origin: url },
		});
		await new Promise<void>((resolve, reject) => {
			socket.once('open', resolve);
			socket.once('error', reject);
		});
		return new Editor(socket);
	}

	async close(): Promise<void> {
		const closed = new Promise<void>((resolve) => this.socket.once('close', resolve));
		this.socket.close();
		await closed;
	}
}
