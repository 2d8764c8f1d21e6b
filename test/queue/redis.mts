import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../../n8n-server/freePort.mts';

const run = promisify(execFile);
const program = '/usr/bin/redis-server';
const startWithinMs = 10_000;

/** On Debian, as root, the package is installed if need be. */
async function install(): Promise<void> {
	if (existsSync(program)) return;
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const wait = ['-o', 'DPkg::Lock::Timeout=120'];
		await run('apt-get', ['update', ...wait], { env });
		await run('apt-get', ['install', '-y', '--no-install-recommends', ...wait, 'redis-server'], {
			env,
		});
	}
	if (!existsSync(program)) {
		throw new Error(
			`There is no ${program}. Install it (Debian: apt-get install redis-server) and run this again.`,
		);
	}
}

function accepts(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = createConnection({ port, host: '127.0.0.1' });
		const end = (connected: boolean) => {
			socket.destroy();
			resolve(connected);
		};
		socket.once('connect', () => end(true));
		socket.once('error', () => end(false));
	});
}

/** A Redis of its own on 127.0.0.1 that keeps nothing. */
export class Redis {
	private readonly killAtExit = () => void this.child.kill('SIGKILL');

	private constructor(
		readonly port: number,
		private readonly child: ChildProcess,
	) {
		process.on('exit', this.killAtExit);
	}

	static async start(): Promise<Redis> {
		await install();
		const port = await freePort();
		const settings = { bind: '127.0.0.1', port, save: '', appendonly: 'no', dir: '/tmp' };
		const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
		const redis = new Redis(port, spawn(program, args, { stdio: 'ignore' }));
		const deadline = Date.now() + startWithinMs;
		while (!(await accepts(port))) {
			if (redis.child.exitCode !== null || Date.now() > deadline) {
				await redis.stop();
				throw new Error('Redis did not start');
			}
			await sleep(50);
		}
		return redis;
	}

	async stop(): Promise<void> {
		process.off('exit', this.killAtExit);
		if (this.child.exitCode !== null || this.child.signalCode !== null) return;
		const ended = new Promise((resolve) => this.child.once('close', resolve));
		this.child.kill('SIGKILL');
		await ended;
	}
}
