import { setTimeout as sleep } from 'node:timers/promises';

/** The packed node, which globalSetup made. */
export function tarballUnderTest(): string {
	const tarball = process.env.QUEUE_TESTS_TARBALL;
	if (!tarball) throw new Error('Run these tests with -c test/queue/jest.config.mjs');
	return tarball;
}

/** Waits until something is the case. */
export async function until(holds: () => boolean, timeoutMs = 60_000): Promise<void> {
	const deadline = Date.now() + timeoutMs;
	while (!holds()) {
		if (Date.now() > deadline)
			throw new Error(`Still not so after ${timeoutMs / 1000} s: ${holds}`);
		await sleep(20);
	}
}
