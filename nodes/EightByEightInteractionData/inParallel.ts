import { BULK_IN_FLIGHT } from './rateLimit';

/** Works through `jobs` in order, as many at once as one run may have requests under way. */
export async function inParallel<T>(
	jobs: readonly T[],
	work: (job: T) => Promise<void>,
): Promise<void> {
	const queue = jobs.values();
	const worker = async () => {
		for (const job of queue) await work(job);
	};
	await Promise.all(Array.from({ length: BULK_IN_FLIGHT }, worker));
}
