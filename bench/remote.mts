import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { serverNode } from '../n8n-server/location.mts';

interface Answer {
	id: number;
	result?: unknown;
	error?: string;
}

type Calls<T> = {
	[K in keyof T]: T[K] extends (given: infer G) => infer R
		? (given: G) => Promise<Awaited<R>>
		: never;
};

/** Another process, whose functions are called over its channel. */
export class Remote<T> {
	private readonly open = new Map<
		number,
		{ resolve(value: unknown): void; reject(error: Error): void }
	>();
	private readonly child: ChildProcess;
	private calls = 0;

	/** Runs `file`, which has to call `serve`, on the Node that n8n's server runs on. */
	constructor(file: URL, env: Record<string, string> = {}) {
		this.child = fork(fileURLToPath(file), {
			execPath: serverNode,
			execArgv: [],
			env: { ...process.env, ...env },
			serialization: 'advanced',
		});
		this.child.on('message', ({ id, result, error }: Answer) => {
			const call = this.open.get(id);
			this.open.delete(id);
			if (error === undefined) call?.resolve(result);
			else call?.reject(new Error(error));
		});
		this.child.once('exit', (code, signal) => {
			for (const { reject } of this.open.values()) {
				reject(new Error(`${fileURLToPath(file)} ended with ${signal ?? code}`));
			}
			this.open.clear();
		});
	}

	/** The other process's functions. */
	get call(): Calls<T> {
		return new Proxy({} as Calls<T>, {
			get: (_, name) => (given: unknown) =>
				new Promise((resolve, reject) => {
					const id = ++this.calls;
					this.open.set(id, { resolve, reject });
					this.child.send({ id, name, given });
				}),
		});
	}

	async end(): Promise<void> {
		if (this.child.exitCode !== null || this.child.signalCode !== null) return;
		const ended = new Promise((resolve) => this.child.once('exit', resolve));
		this.child.kill('SIGKILL');
		await ended;
	}
}
