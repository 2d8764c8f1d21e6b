import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../n8n-server/freePort.mts';
import { n8nServerFolder } from '../../n8n-server/location.mts';

const startWithinMs = 60_000;

interface Certificate {
	private: string;
	cert: string;
}

/** What Verdaccio brought with it is found from its own folder only. */
const registryRequire = createRequire(new URL('registry/package.json', import.meta.url));

/** A certificate that is its own authority, for these names. */
function certificateFor(hosts: string[]): Certificate {
	const { generate } = registryRequire('selfsigned') as {
		generate(subject: object[], options: object): Certificate;
	};
	const altNames = hosts.map((host) =>
		/^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host },
	);
	return generate([{ name: 'commonName', value: hosts[0] }], {
		days: 2,
		keySize: 2048,
		algorithm: 'sha256',
		extensions: [
			{ name: 'basicConstraints', cA: true },
			{ name: 'subjectAltName', altNames },
		],
	});
}

/** A registry of npm packages on 127.0.0.1 that knows what is published to it, and nothing else. */
export class Verdaccio {
	private readonly killAtExit = () => void this.child.kill('SIGKILL');

	private constructor(
		readonly port: number,
		/** What a program has to trust to believe it. */
		readonly certificateFile: string,
		private readonly child: ChildProcess,
	) {
		process.on('exit', this.killAtExit);
	}

	get url(): string {
		return `https://127.0.0.1:${this.port}`;
	}

	/** Keeps everything in `folder`; answers for `host` too, to those who are led here. */
	static async start(folder: string, host: string): Promise<Verdaccio> {
		await mkdir(folder, { recursive: true });
		const files = { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') };
		const certificate = certificateFor([host, '127.0.0.1']);
		await writeFile(files.key, certificate.private, { mode: 0o600 });
		await writeFile(files.cert, certificate.cert);
		const configFile = join(folder, 'config.yaml');
		await writeFile(
			configFile,
			// JSON is YAML.
			JSON.stringify({
				storage: join(folder, 'storage'),
				auth: { htpasswd: { file: join(folder, 'htpasswd') } },
				https: files,
				// Without an uplink it asks nobody.
				uplinks: {},
				packages: { '**': { access: '$all', publish: '$all' } },
				web: { enable: false },
				log: { type: 'stdout', format: 'json', level: 'warn' },
			}),
		);
		const port = await freePort();
		const command = registryRequire.resolve('verdaccio/bin/verdaccio');
		const child = spawn(
			process.execPath,
			[
				'--require',
				join(n8nServerFolder, 'endWithParent.cjs'),
				command,
				...['--config', configFile, '--listen', `https://127.0.0.1:${port}`],
			],
			{ stdio: ['ignore', 'pipe', 'pipe'] },
		);
		const verdaccio = new Verdaccio(port, files.cert, child);
		try {
			await verdaccio.listens();
			return verdaccio;
		} catch (error) {
			await verdaccio.stop();
			throw error;
		}
	}

	private async listens(): Promise<void> {
		let said = '';
		this.child.stdout?.on('data', (chunk) => (said += chunk));
		this.child.stderr?.on('data', (chunk) => (said += chunk));
		const deadline = Date.now() + startWithinMs;
		while (this.child.exitCode === null && Date.now() < deadline) {
			if (said.includes('http address')) return;
			await sleep(50);
		}
		throw new Error(`Verdaccio did not start:\n${said}`);
	}

	async stop(): Promise<void> {
		process.off('exit', this.killAtExit);
		if (this.child.exitCode !== null || this.child.signalCode !== null) return;
		const ended = new Promise((resolve) => this.child.once('close', resolve));
		this.child.kill('SIGTERM');
		await ended;
	}
}
