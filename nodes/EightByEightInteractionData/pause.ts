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
	signal?.addEventListener('abort', wake, { once: true });
	try {
		for (let left = ms; !done && left > 0 && !signal?.aborted; left = until - performance.now()) {
			await Promise.race([settled, sleep(Math.min(left, SLICE_MS))]);
		}
	} finally {
		signal?.removeEventListener('abort', wake);
	}
	return done ? await work : undefined;
}
