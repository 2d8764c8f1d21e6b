import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installCommunityPackage } from '../../n8n-server/communityPackage.mts';
import { baseEnvironment, demoOwner, ownerByEnvironment } from '../../n8n-server/environment.mts';
import { freePort } from '../../n8n-server/freePort.mts';
import { N8nClient } from '../../n8n-server/n8nClient.mts';
import { N8nProcess } from '../../n8n-server/n8nProcess.mts';
import { Postgres } from '../../n8n-server/postgres.mts';
import { Redis } from './redis.mts';

/** How soon n8n notices that a worker is gone: about half a minute, by default two. */
const soonMissed = {
	QUEUE_WORKER_LOCK_DURATION: '5000',
	QUEUE_WORKER_LOCK_RENEW_TIME: '1000',
	QUEUE_WORKER_STALLED_INTERVAL: '2000',
};

/** One worker process, as far as tests handle it. */
export class Worker {
	constructor(
		readonly name: string,
		private readonly process: N8nProcess,
	) {}

	/** The executions it has begun, in order. */
	async begun(): Promise<string[]> {
		const log = await readFile(this.process.logFile, 'utf8');
		return [...log.matchAll(/Worker started execution (\d+)/g)].map(([, id]) => id);
	}

	get isRunning(): boolean {
		return this.process.isRunning;
	}

	/** SIGKILL ends what the worker has started as well; SIGTERM is the worker's to handle. */
	signal(signal: 'SIGKILL' | 'SIGTERM'): void {
		const { pid } = this.process;
		if (pid !== undefined) process.kill(signal === 'SIGKILL' ? -pid : pid, signal);
	}

	async stop(): Promise<void> {
		await this.process.stop();
	}
}

/** n8n in queue mode on 127.0.0.1: one main process, workers, Redis, PostgreSQL. */
export class Cluster {
	readonly workers: Worker[] = [];
	private numbered = 0;

	private constructor(
		readonly client: N8nClient,
		private readonly environment: Record<string, string>,
		private readonly folder: string,
		private readonly tarball: string,
		private readonly main: N8nProcess,
		private readonly services: Array<Redis | Postgres>,
	) {}

	/** @param windowMs 8x8's minute, shortened */
	static async start(tarball: string, workers: number, windowMs: number): Promise<Cluster> {
		const folder = await mkdtemp(join(tmpdir(), 'n8n-queue-'));
		const [redis, postgres] = await Promise.all([Redis.start(), Postgres.start()]);
		const { host, port, database, user, password } = postgres.access;
		const environment = {
			...baseEnvironment(),
			...ownerByEnvironment(demoOwner),
			...soonMissed,
			DB_TYPE: 'postgresdb',
			DB_POSTGRESDB_HOST: host,
			DB_POSTGRESDB_PORT: String(port),
			DB_POSTGRESDB_DATABASE: database,
			DB_POSTGRESDB_USER: user,
			DB_POSTGRESDB_PASSWORD: password,
			EXECUTIONS_MODE: 'queue',
			OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
			QUEUE_BULL_REDIS_HOST: '127.0.0.1',
			QUEUE_BULL_REDIS_PORT: String(redis.port),
			N8N_ENCRYPTION_KEY: 'only for tests',
			N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
			NODE_OPTIONS: `--require ${join(process.cwd(), 'test/queue/shortWindow.cjs')}`,
			WINDOW_MS: String(windowMs),
		};
		const mainPort = await freePort();
		const main = await started('main', ['start'], folder, tarball, {
			...environment,
			N8N_PORT: String(mainPort),
			N8N_EDITOR_BASE_URL: `http://127.0.0.1:${mainPort}`,
		});
		try {
			const url = `http://127.0.0.1:${mainPort}`;
			await main.answers(`${url}/healthz/readiness`);
			const client = await N8nClient.login(url, demoOwner);
			const cluster = new Cluster(client, environment, folder, tarball, main, [redis, postgres]);
			await Promise.all(Array.from({ length: workers }, async () => await cluster.addWorker()));
			return cluster;
		} catch (error) {
			await main.stop();
			await Promise.all([redis.stop(), postgres.stop()]);
			throw error;
		}
	}

	/** Starts one more worker. */
	async addWorker(): Promise<Worker> {
		const name = `worker${++this.numbered}`;
		const port = await freePort();
		const process = await started(name, ['worker', '--concurrency=2'], this.folder, this.tarball, {
			...this.environment,
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
		});
		const worker = new Worker(name, process);
		this.workers.push(worker);
		await process.answers(`http://127.0.0.1:${port}/healthz/readiness`);
		return worker;
	}

	/** The workers that have begun any of the executions. */
	async workersOf(executionIds: readonly string[]): Promise<Worker[]> {
		const begun = await Promise.all(
			this.workers.map(async (worker) => ({ worker, ids: await worker.begun() })),
		);
		return begun
			.filter(({ ids }) => ids.some((id) => executionIds.includes(id)))
			.map(({ worker }) => worker);
	}

	/** The worker that has begun an execution, as soon as one has. */
	async workerOf(executionId: string, timeoutMs = 20_000): Promise<Worker> {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			const [worker] = await this.workersOf([executionId]);
			if (worker !== undefined) return worker;
			await sleep(50);
		}
		throw new Error(`No worker began execution ${executionId} within ${timeoutMs / 1000} s`);
	}

	async stop(): Promise<void> {
		await Promise.all(this.workers.map(async (worker) => await worker.stop()));
		await this.main.stop();
		await Promise.all(this.services.map(async (service) => await service.stop()));
		await rm(this.folder, { recursive: true, force: true });
	}
}

/** A process with a user folder and a task broker of its own: shared ones would disturb each other. */
async function started(
	name: string,
	args: string[],
	folder: string,
	tarball: string,
	environment: Record<string, string>,
): Promise<N8nProcess> {
	const userFolder = join(folder, name);
	await mkdir(userFolder);
	await installCommunityPackage(userFolder, tarball);
	return N8nProcess.start(
		args,
		{
			...environment,
			N8N_USER_FOLDER: userFolder,
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
		},
		join(folder, `${name}.log`),
	);
}
