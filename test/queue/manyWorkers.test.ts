import { Simulator } from '../../simulator/simulator.mts';
import {
	credentialFor,
	ended,
	missing,
	newRows,
	startRun,
	type BulkRun,
	type Row,
} from './bulkRuns.mts';
import { Cluster } from './cluster.mts';
import { tarballUnderTest, until } from './waiting.mts';

const WORKERS = 3;
const LIMIT = 100;
/** 8x8's minute, shortened in the simulator and in every n8n process. */
const WINDOW_MS = 3_000;

describe('many workers in queue mode, one tenant', () => {
	let cluster: Cluster;
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await Simulator.start({ rateLimit: { requests: LIMIT, windowMs: WINDOW_MS } });
		cluster = await Cluster.start(tarballUnderTest(), WORKERS, WINDOW_MS);
	}, 240_000); // Where there is no Redis or PostgreSQL yet, they are installed.

	afterAll(async () => {
		await cluster?.stop();
		await simulator.close();
	});

	beforeEach(() => simulator.reset());

	const startAll = async (requestsPerMinute: number, rowsOfEach: Row[][]): Promise<BulkRun[]> => {
		const credential = await credentialFor(cluster.client, simulator, requestsPerMinute);
		return await Promise.all(
			rowsOfEach.map(async (rows) => await startRun(cluster.client, credential, rows)),
		);
	};
	const rowSets = (tag: string, sets: number, rows: number) =>
		Array.from({ length: sets }, (_, set) => newRows(simulator, `${tag}${set}x`, rows));
	const statuses = (runs: ReadonlyArray<{ status: string }>) => [
		...new Set(runs.map(({ status }) => status)),
	];
	const idsOf = (runs: readonly BulkRun[]) => runs.map(({ executionId }) => executionId);

	it('calm: with Requests per Minute divided by the workers, no 429 is earned', async () => {
		const sets = rowSets('calm', 6, 50);
		const runs = await startAll(Math.floor(LIMIT / WORKERS), sets);
		expect(statuses(await ended(cluster.client, runs))).toEqual(['success']);
		expect(await cluster.workersOf(idsOf(runs))).toHaveLength(WORKERS);
		expect(missing(simulator, sets.flat())).toEqual([]);
		expect(simulator.refusedCount).toBe(0);
		expect(simulator.peakInWindow()).toBeLessThanOrEqual(LIMIT);
	});

	it('uncalm: with each worker believing it owns the whole budget, no row is lost', async () => {
		const sets = rowSets('uncalm', 6, 100);
		const runs = await startAll(LIMIT, sets);
		expect(statuses(await ended(cluster.client, runs))).toEqual(['success']);
		expect(await cluster.workersOf(idsOf(runs))).toHaveLength(WORKERS);
		expect(missing(simulator, sets.flat())).toEqual([]);
		expect(simulator.peakInWindow()).toBeLessThanOrEqual(LIMIT);
	});

	it('SIGTERM: a worker finishes its run before it ends', async () => {
		const [rows] = rowSets('terminated', 1, 150);
		const [run] = await startAll(LIMIT, [rows]);
		const worker = await cluster.workerOf(run.executionId);
		await until(() => simulator.journal.length > 0);
		worker.signal('SIGTERM');
		expect(missing(simulator, rows)).not.toEqual([]);
		expect(await ended(cluster.client, [run])).toMatchObject([{ status: 'success' }]);
		expect(missing(simulator, rows)).toEqual([]);
		await until(() => !worker.isRunning);
		await cluster.addWorker();
	});

	it('kill -9: rows are set or reported as not done, and a rerun repairs them', async () => {
		const sets = rowSets('killed', 3, 150);
		const runs = await startAll(LIMIT, sets);
		const worker = await cluster.workerOf(runs[0].executionId);
		await until(() => missing(simulator, sets[0]).length < sets[0].length);
		worker.signal('SIGKILL');
		expect(missing(simulator, sets[0])).not.toEqual([]);

		const results = await ended(cluster.client, runs);
		expect(results[0].status).not.toBe('success');
		const succeeded = results.filter(({ status }) => status === 'success');
		expect(
			missing(
				simulator,
				succeeded.flatMap(({ rows }) => rows),
			),
		).toEqual([]);

		const again = results.filter(({ status }) => status !== 'success').map(({ rows }) => rows);
		const repaired = await ended(cluster.client, await startAll(LIMIT, again));
		expect(statuses(repaired)).toEqual(['success']);
		expect(missing(simulator, sets.flat())).toEqual([]);
	});
});
