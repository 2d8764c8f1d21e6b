import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Verdaccio } from './verdaccio.mts';
import { WayOut } from './wayOut.mts';

/** n8n needs a licence to install from any other registry, so ours answers at npm's own address. */
const registryHost = 'registry.npmjs.org';

/** The npm registry as n8n and npm know it, without leaving this machine. */
export class Npm {
	private constructor(
		private readonly folder: string,
		private readonly verdaccio: Verdaccio,
		private readonly wayOut: WayOut,
	) {}

	/** Keeps everything in `folder`. */
	static async start(folder: string): Promise<Npm> {
		const verdaccio = await Verdaccio.start(folder, registryHost);
		const wayOut = await WayOut.start({ [registryHost]: verdaccio.port });
		// npm does not publish without a token; Verdaccio lets everybody.
		const token = `//127.0.0.1:${verdaccio.port}/:_authToken=unchecked\n`;
		await writeFile(join(folder, 'npmrc'), token);
		return new Npm(folder, verdaccio, wayOut);
	}

	/** For a process that is to use this npm, and nothing of the machine's settings and cache. */
	get environment(): Record<string, string> {
		return {
			npm_config_userconfig: join(this.folder, 'npmrc'),
			npm_config_globalconfig: join(this.folder, 'no-npmrc'),
			npm_config_cache: join(this.folder, 'cache'),
			HTTPS_PROXY: this.wayOut.url,
			HTTP_PROXY: this.wayOut.url,
			NO_PROXY: '127.0.0.1,localhost',
			NODE_EXTRA_CA_CERTS: this.verdaccio.certificateFile,
		};
	}

	/** The hosts beyond this machine that were asked for. */
	get asked(): string[] {
		return [...this.wayOut.asked].sort();
	}

	async publish(tarball: string): Promise<void> {
		await promisify(execFile)(
			'npm',
			// Named by its port: whatever happens to the proxy, nothing is published elsewhere.
			['publish', tarball, `--registry=${this.verdaccio.url}`],
			{
				cwd: this.folder,
				env: { PATH: process.env.PATH, HOME: this.folder, ...this.environment },
			},
		);
	}

	async stop(): Promise<void> {
		await this.wayOut.stop();
		await this.verdaccio.stop();
	}
}
