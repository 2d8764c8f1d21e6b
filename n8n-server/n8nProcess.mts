import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { n8nCommand, n8nServerFolder, serverNode } from './location.mts';

const keptLines = 60;
const killAfterMs = 15_000;

/** One n8n process (`start`, `worker`, …) with its log, ended together with this process. */
export class N8nProcess {
	private readonly lastLines: string[] = [];
	private readonly ended: Promise<void>;
	private readonly killAtExit = () => this.kill('SIGKILL');

	private constructor(
		private readonly child: ChildProcess,
		/** Everything the process says. */
		readonly logFile: string,
	) {
		const log = createWriteStream(logFile, { flags: 'a' });
		const keep = (chunk: Buffer) => {
			log.write(chunk);
			this.lastLines.push(...chunk.toString().split('\n').filter(Boolean));
			this.lastLines.splice(0, this.lastLines.length - keptLines);
		};
		child.stdout?.on('data', keep);
		child.stderr?.on('data', keep);
		this.ended = new Promise((resolve) => {
			child.once('close', () => {
				log.end();
				process.off('exit', this.killAtExit);
				resolve();
			});
		});
		process.on('exit', this.killAtExit);
	}

	/** Starts `n8n <args>` on the server's own Node. */
	static start(args: string[], env: Record<string, string>, logFile: string): N8nProcess {
		const child = spawn(
			serverNode,
			['--require', join(n8nServerFolder, 'endWithParent.cjs'), n8nCommand, ...args],
			// A group of its own, so that Ctrl-C is ours to handle and its runners end with it.
			{ env, stdio: ['ignore', 'pipe', 'pipe'], detached: process.platform !== 'win32' },
		);
		return new N8nProcess(child, logFile);
	}

	get pid(): number | undefined {
		return this.child.pid;
	}

	get isRunning(): boolean {
		return this.child.exitCode === null && this.child.signalCode === null;
	}

	/** The last lines of the log, for messages about a process that did not do as asked. */
	get tail(): string {
		return this.lastLines.join('\n');
	}

	/** Waits until `url` answers with 200; fails when the process ends or the time is over. */
	async answers(url: string, timeoutMs = 120_000): Promise<void> {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			if (!this.isRunning) throw new Error(`n8n ended while starting:\n${this.tail}`);
			const response = await fetch(url).catch(() => undefined);
			await response?.body?.cancel();
			if (response?.ok) return;
			await sleep(100);
		}
		throw new Error(`n8n did not answer on ${url} within ${timeoutMs / 1000} s:\n${this.tail}`);
	}

	/** Asks the process to end, and after a while makes it. */
	async stop(): Promise<void> {
		if (this.isRunning) this.kill('SIGTERM');
		const forced = setTimeout(() => this.kill('SIGKILL'), killAfterMs);
		await this.ended;
		clearTimeout(forced);
		this.kill('SIGKILL');
	}

	private kill(signal: NodeJS.Signals): void {
		const { pid } = this.child;
		if (pid === undefined) return;
		try {
			// SIGTERM is n8n's to pass on; SIGKILL is meant for the whole group.
			process.kill(signal === 'SIGKILL' && process.platform !== 'win32' ? -pid : pid, signal);
		} catch {
			// Already gone.
		}
	}
}
