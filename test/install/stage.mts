import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { N8nClient } from '../../n8n-server/n8nClient.mts';
import { N8nServer } from '../../n8n-server/server.mts';
import { Simulator } from '../../simulator/simulator.mts';
import { Npm } from './npm.mts';
import { nextRelease, type Release, releaseIn } from './releases.mts';

/** npm with the packed tarball published, a new n8n server that knows this npm only, and 8x8. */
export class Stage {
	private constructor(
		private readonly folder: string,
		readonly npm: Npm,
		readonly simulator: Simulator,
		readonly current: Release,
		/** The release after it, not published yet. */
		readonly next: Release,
		private running: N8nServer,
	) {}

	static async start(): Promise<Stage> {
		const tarball = process.env.INSTALL_TESTS_TARBALL;
		if (!tarball) throw new Error('Run these tests with -c test/install/jest.config.mjs');
		const folder = await mkdtemp(join(tmpdir(), 'n8n-install-'));
		const npm = await Npm.start(join(folder, 'npm'));
		const simulator = await Simulator.start();
		try {
			const current = await releaseIn(tarball);
			await npm.publish(current.tarball);
			const next = await nextRelease(current, join(folder, 'next'));
			const server = await startServer(folder, npm);
			return new Stage(folder, npm, simulator, current, next, server);
		} catch (error) {
			await simulator.close();
			await npm.stop();
			throw error;
		}
	}

	get server(): N8nServer {
		return this.running;
	}

	/** The server as its owner uses it. */
	get owner(): N8nClient {
		return this.running.client;
	}

	async restartServer(): Promise<void> {
		await this.running.stop();
		this.running = await startServer(this.folder, this.npm);
	}

	async stop(): Promise<void> {
		await this.running.stop();
		await this.simulator.close();
		await this.npm.stop();
		await rm(this.folder, { recursive: true, force: true });
	}
}

async function startServer(folder: string, npm: Npm): Promise<N8nServer> {
	return await N8nServer.start({ userFolder: join(folder, 'n8n'), env: npm.environment });
}
