import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installCommunityPackage } from './communityPackage.mts';
import { baseEnvironment, demoOwner, ownerByEnvironment, type Owner } from './environment.mts';
import { freePort } from './freePort.mts';
import { N8nClient } from './n8nClient.mts';
import { N8nProcess } from './n8nProcess.mts';

export interface N8nServerOptions {
	/** A packed tarball to install as a community package. */
	packageTarball?: string;
	/** Where database, keys and community packages live; a temporary folder, removed at the end. */
	userFolder?: string;
	/** Taken when free, else any free port. */
	port?: number;
	owner?: Owner;
	/** Settings beyond, or instead of, the ones that keep the server quiet and on this machine. */
	env?: Record<string, string>;
}

/** A real n8n server on 127.0.0.1, its owner signed up, our package installed. */
export class N8nServer {
	private constructor(
		readonly url: string,
		readonly userFolder: string,
		readonly owner: Owner,
		/** The server as its owner uses it: import, run, test. */
		readonly client: N8nClient,
		private readonly process: N8nProcess,
		private readonly isTemporary: boolean,
	) {}

	static async start(options: N8nServerOptions = {}): Promise<N8nServer> {
		const isTemporary = options.userFolder === undefined;
		const userFolder = options.userFolder ?? (await mkdtemp(join(tmpdir(), 'n8n-server-')));
		const owner = options.owner ?? demoOwner;
		await mkdir(userFolder, { recursive: true });
		if (options.packageTarball) await installCommunityPackage(userFolder, options.packageTarball);

		const port = await freePort(options.port);
		const url = `http://127.0.0.1:${port}`;
		const process = N8nProcess.start(
			['start'],
			{
				...baseEnvironment(),
				...ownerByEnvironment(owner),
				N8N_USER_FOLDER: userFolder,
				N8N_PORT: String(port),
				N8N_EDITOR_BASE_URL: url,
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				...options.env,
			},
			join(userFolder, 'n8n.log'),
		);
		try {
			await process.answers(`${url}/healthz/readiness`);
			const client = await N8nClient.login(url, owner);
			return new N8nServer(url, userFolder, owner, client, process, isTemporary);
		} catch (error) {
			await process.stop();
			if (isTemporary) await rm(userFolder, { recursive: true, force: true });
			throw error;
		}
	}

	get logFile(): string {
		return this.process.logFile;
	}

	get pid(): number | undefined {
		return this.process.pid;
	}

	/** Ends the server and everything it started; a temporary user folder goes with it. */
	async stop(): Promise<void> {
		await this.process.stop();
		if (this.isTemporary) await rm(this.userFolder, { recursive: true, force: true });
	}
}
