import { sleep } from 'n8n-workflow';

/**
 * n8n's `sleep` cannot be cancelled and community nodes may use no timer of their own, so a long
 * wait is made of short ones. None outlives a cancelled execution by more than this.
 */
export const SLICE_MS = 200;

/**
 * Waits, unless the execution is cancelled.
 *
 * @param ms milliseconds
 * @returns whether the whole time has passed
 */
export async function pause(ms: number, signal?: AbortSignal): Promise<boolean> {
	await within(ms, new Promise<never>(() => {}), signal);
	return signal?.aborted !== true;
}

/**
 * What `work` comes to if it does so within `ms` and before the execution is cancelled, else
 * `undefined`. `work` itself goes on: stop it.
 */
export async function within<T>(
	ms: number,
	work: Promise<T>,
	signal?: AbortSignal,
): Promise<T | undefined> {
	const until = performance.now() + ms;
	let done = false;
	let wake = () => {};
	const settled = new Promise<void>((resolve) => (wake = resolve));
	const finish = () => {
		done = true;
		wake();
	};
	work.then(finish, finish);
	signal?.addEventListener('abort', wake);
	try {
		for (let left = ms; !done && left > 0 && !signal?.aborted; left = until - performance.now()) {
			await Promise.race([settled, sleep(Math.min(left, SLICE_MS))]);
		}
	} finally {
		signal?.removeEventListener('abort', wake);
	}
	return done ? await work : undefined;
}

/** How long n8n may be kept from everything else it does: other executions, webhooks, the editor. */
const LONGEST_STRETCH_MS = 25;

/**
 * Goes through `entries` in order, letting n8n do other things in between: resolving the parameters
 * of an item takes n8n about two milliseconds, and an execution may have many thousand items.
 *
 * @returns whether all were gone through; not when the execution is cancelled
 */
export async function inStretches<T>(
	entries: Iterable<T>,
	work: (entry: T) => void,
	signal?: AbortSignal,
): Promise<boolean> {
	let begun = performance.now();
	for (const entry of entries) {
		if (performance.now() - begun > LONGEST_STRETCH_MS) {
			await sleep(0);
			begun = performance.now();
		}
		if (signal?.aborted) return false;
		work(entry);
	}
	return true;
}
