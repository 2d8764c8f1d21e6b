import { inParallel } from '../../nodes/EightByEightInteractionData/inParallel';
import {
	inStretches,
	pause,
	SLICE_MS,
	within,
} from '../../nodes/EightByEightInteractionData/pause';
import { abortListeners } from './listeners.mts';

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

/** What a promise has come to so far. */
function watch<T>(work: Promise<T>): { state: () => unknown } {
	let state: unknown = 'pending';
	work.then(
		(value) => (state = { value }),
		(reason: unknown) => (state = { reason }),
	);
	return { state: () => state };
}

const never = new Promise<never>(() => {});

describe('a pause', () => {
	it.each([1, 199, 200, 201, 1_000, 12_345])('contract: lasts %i ms', async (ms) => {
		const { state } = watch(pause(ms));
		await jest.advanceTimersByTimeAsync(ms - 1);
		expect(state()).toBe('pending');
		await jest.advanceTimersByTimeAsync(1);
		expect(state()).toEqual({ value: true });
		expect(jest.getTimerCount()).toBe(0);
	});

	it.each([0, -5])('contract: of %i ms ends at once', async (ms) => {
		expect(await pause(ms)).toBe(true);
	});

	it('n8n: ends when the execution is cancelled, and says so', async () => {
		const cancel = new AbortController();
		const { state } = watch(pause(60_000, cancel.signal));
		await jest.advanceTimersByTimeAsync(10_050);
		expect([state(), abortListeners(cancel.signal)]).toEqual(['pending', 1]);
		cancel.abort();
		await jest.advanceTimersByTimeAsync(0);
		expect([state(), abortListeners(cancel.signal)]).toEqual([{ value: false }, 0]);
	});

	it('n8n: leaves no timer longer than a slice behind when cancelled', async () => {
		const cancel = new AbortController();
		void pause(60_000, cancel.signal);
		await jest.advanceTimersByTimeAsync(1_000);
		cancel.abort();
		await jest.advanceTimersByTimeAsync(SLICE_MS);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('n8n: does not begin when the execution is cancelled already', async () => {
		expect(await pause(60_000, AbortSignal.abort())).toBe(false);
		expect(jest.getTimerCount()).toBe(0);
	});

	it('n8n: leaves no listener behind when it is over', async () => {
		const { signal } = new AbortController();
		const { state } = watch(pause(500, signal));
		await jest.advanceTimersByTimeAsync(500);
		expect([state(), abortListeners(signal)]).toEqual([{ value: true }, 0]);
	});
});

describe('waiting for work', () => {
	it('contract: gives what it came to, as soon as it did', async () => {
		const work = pause(300).then(() => 'done');
		const { state } = watch(within(60_000, work));
		await jest.advanceTimersByTimeAsync(300);
		expect(state()).toEqual({ value: 'done' });
	});

	it('contract: gives what it failed with', async () => {
		const reason = new Error('no');
		const { state } = watch(within(60_000, Promise.reject(reason)));
		await jest.advanceTimersByTimeAsync(0);
		expect(state()).toEqual({ reason });
	});

	it('contract: gives nothing after the time is over', async () => {
		const { state } = watch(within(1_000, never));
		await jest.advanceTimersByTimeAsync(999);
		expect(state()).toBe('pending');
		await jest.advanceTimersByTimeAsync(1);
		expect(state()).toEqual({ value: undefined });
		expect(jest.getTimerCount()).toBe(0);
	});

	it('contract: work that fails after the time is over harms nothing', async () => {
		const late = pause(2_000).then(() => Promise.reject(new Error('late')));
		const { state } = watch(within(1_000, late));
		await jest.advanceTimersByTimeAsync(3_000);
		expect(state()).toEqual({ value: undefined });
	});

	it('n8n: gives nothing when the execution is cancelled', async () => {
		const cancel = new AbortController();
		const { state } = watch(within(60_000, never, cancel.signal));
		await jest.advanceTimersByTimeAsync(100);
		cancel.abort();
		await jest.advanceTimersByTimeAsync(0);
		expect([state(), abortListeners(cancel.signal)]).toEqual([{ value: undefined }, 0]);
	});
});

describe('working in stretches', () => {
	/** What was worked at so far, where every piece of work takes `ms`. */
	function workOf(ms: number, signal?: AbortSignal) {
		const worked: number[] = [];
		jest.advanceTimersByTime(1_000);
		const { state } = watch(
			inStretches(
				[0, 1, 2, 3, 4],
				(entry) => {
					worked.push(entry);
					jest.advanceTimersByTime(ms);
				},
				signal,
			),
		);
		return { worked, state };
	}

	it.each([
		[5, [0, 1, 2, 3, 4]],
		[10, [0, 1, 2]],
		[25, [0, 1]],
		[26, [0]],
	])('n8n: of pieces of %i ms each, %j are worked at before n8n does other things', (ms, first) => {
		expect(workOf(ms).worked).toEqual(first);
	});

	it('contract: takes up where it left, to the end', async () => {
		const { worked, state } = workOf(10);
		await jest.advanceTimersByTimeAsync(1);
		expect([worked, state()]).toEqual([[0, 1, 2, 3, 4], { value: true }]);
	});

	it('n8n: ends when the execution is cancelled meanwhile, and says so', async () => {
		const cancel = new AbortController();
		const { worked, state } = workOf(25, cancel.signal);
		cancel.abort();
		await jest.advanceTimersByTimeAsync(1);
		expect([worked, state()]).toEqual([[0, 1], { value: false }]);
	});

	it('n8n: does not begin when the execution is cancelled already', async () => {
		const { worked, state } = workOf(1, AbortSignal.abort());
		await jest.advanceTimersByTimeAsync(0);
		expect([worked, state()]).toEqual([[], { value: false }]);
	});
});

describe('working in parallel', () => {
	it('contract: takes jobs in order, eight at once', async () => {
		const log: string[] = [];
		const jobs = Array.from({ length: 20 }, (_, index) => index);
		const { state } = watch(
			inParallel(jobs, async (job) => {
				log.push(`+${job}`);
				await pause(100);
				log.push(`-${job}`);
			}),
		);
		await jest.advanceTimersByTimeAsync(50);
		expect(log).toEqual(jobs.slice(0, 8).map((job) => `+${job}`));
		await jest.advanceTimersByTimeAsync(300);
		expect(state()).toEqual({ value: undefined });
		expect(log.filter((entry) => entry.startsWith('+'))).toEqual(jobs.map((job) => `+${job}`));
		expect(log).toHaveLength(40);
	});

	it('contract: no jobs are done at once', async () => {
		await expect(inParallel([], () => never)).resolves.toBeUndefined();
	});
});
