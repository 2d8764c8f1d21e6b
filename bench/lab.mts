import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installCommunityPackage } from '../n8n-server/communityPackage.mts';
import { installN8nServer } from '../n8n-server/install.mjs';
import { n8nServerFolder } from '../n8n-server/location.mts';
import { SAMPLE_TENANT } from '../simulator/settings.mts';
import { packPackage } from '../tools/pack.mjs';
import type { ContestantFunctions, Job } from './contestantProcess.mts';
import type { Contestant, Credential } from './contestants.mts';
import { Remote } from './remote.mts';
import type { RowSet } from './rows.mts';
import type { SimulatorFunctions } from './simulatorProcess.mts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** 8x8's minute, in which 100 requests are allowed, shortened. */
export const WINDOW_MS = 3_000;
const MINUTE_MS = 60_000;

/** 8x8's published limit in the shortened window. */
export const LIMIT = { rateLimit: { requests: 100, windowMs: WINDOW_MS } } as const;

/** Of 100 requests in a window, those a bulk run does not leave to others. */
export const BULK_PER_WINDOW = 90;

/** This node's default of Max Wait, shortened like the window. */
export const MAX_WAIT_S = (300 * WINDOW_MS) / MINUTE_MS;

/** The simulator in a process of its own, and contestants in as many others as are wanted. */
export class Lab {
	private constructor(
		readonly simulator: Remote<SimulatorFunctions>['call'],
		/** Each figure is measured so often. */
		readonly repeats: number,
		private readonly url: string,
		private readonly userFolder: string,
		private readonly simulatorProcess: Remote<SimulatorFunctions>,
	) {}

	static async open(repeats: number): Promise<Lab> {
		const tarball = await packPackage(root);
		await installN8nServer();
		const userFolder = await mkdtemp(join(tmpdir(), 'bench-'));
		await installCommunityPackage(userFolder, tarball);
		const simulator = new Remote<SimulatorFunctions>(
			new URL('simulatorProcess.mts', import.meta.url),
		);
		const url = await simulator.call.url(undefined);
		return new Lab(simulator.call, repeats, url, userFolder, simulator);
	}

	async close(): Promise<void> {
		await this.simulatorProcess.end();
		await rm(this.userFolder, { recursive: true, force: true });
	}

	/** The credential of the simulator's tenant. */
	credential(requestsPerMinute: number): Credential {
		return {
			platformUrl: this.url,
			tenantId: SAMPLE_TENANT.id,
			actionToken: SAMPLE_TENANT.token,
			requestsPerMinute,
		};
	}

	/**
	 * Lends `count` fresh processes in which the contestant has already set a few rows, for another
	 * tenant, so that what is measured is not the loading of code.
	 */
	async withProcesses<T>(
		count: number,
		contestant: Contestant,
		use: (processes: Array<Remote<ContestantFunctions>['call']>) => Promise<T>,
		windowMs = WINDOW_MS,
	): Promise<T> {
		const remotes = Array.from(
			{ length: count },
			() =>
				new Remote<ContestantFunctions>(new URL('contestantProcess.mts', import.meta.url), {
					NODE_PATH: [join(n8nServerFolder, 'node_modules')].join(delimiter),
					N8N_USER_FOLDER: this.userFolder,
					N8N_ENCRYPTION_KEY: 'only for benchmarks',
					N8N_LOG_LEVEL: 'silent',
					BENCH_USER_FOLDER: this.userFolder,
				}),
		);
		try {
			const set: RowSet = { tag: 'warm', rows: 100, interactions: 100 };
			await this.simulator.stage({ settings: { rateLimit: null }, sets: [set], tenant: 'warmup' });
			const job: Job = {
				contestant,
				set,
				credential: { ...this.credential(0), tenantId: 'warmup' },
			};
			const calls = remotes.map(({ call }) => call);
			await Promise.all(
				calls.map(async (call) => {
					const { saidSet, failed, whole } = await call.run(job);
					if (saidSet < set.rows) {
						throw new Error(`Warming up, the ${contestant} said: ${whole ?? failed[0]?.error}`);
					}
					await call.setWindow(windowMs);
				}),
			);
			return await use(calls);
		} finally {
			await Promise.all(remotes.map(async (remote) => await remote.end()));
		}
	}

	/** Measures `one` as often as asked for; what it measures side by side is thereby interleaved. */
	async repeated<T>(one: (repeat: number) => Promise<T>): Promise<T[]> {
		const results: T[] = [];
		for (let repeat = 0; repeat < this.repeats; repeat++) {
			const begun = performance.now();
			results.push(await one(repeat));
			const seconds = ((performance.now() - begun) / 1000).toFixed(0);
			process.stdout.write(`  … ${repeat + 1} of ${this.repeats}, ${seconds} s\n`);
		}
		return results;
	}
}
