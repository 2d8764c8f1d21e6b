import type { IExecuteFunctions, WorkflowExecuteMode } from 'n8n-workflow';
import { Progress } from '../../nodes/EightByEightInteractionData/progress';

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

/** A run in `mode` that has told its progress `told` to the editor and `logged` to the log. */
function runIn(mode: WorkflowExecuteMode, planned: number) {
	const logged: string[] = [];
	const told: string[] = [];
	const context = {
		logger: { info: (text: string) => logged.push(text) },
		getMode: () => mode,
		sendMessageToUI: (text: string) => told.push(text),
	} as unknown as IExecuteFunctions;
	const usage = { sent: 0, repeated: 0, waiting: 0, pacedMs: 0 };
	return { logged, told, usage, progress: new Progress(context, usage, planned) };
}

describe('the progress of a run', () => {
	it('contract: is told after three seconds, and again after three more', () => {
		const { progress, told, logged, usage } = runIn('manual', 4);
		usage.waiting = 2;
		progress.step();
		jest.advanceTimersByTime(2_999);
		progress.step();
		expect(told).toEqual([]);
		jest.advanceTimersByTime(1);
		progress.step();
		const first = '8x8 Interaction Data: 3 requests done, 1 left, 2 of them waiting for their turn';
		expect(told).toEqual([first]);
		jest.advanceTimersByTime(2_999);
		progress.step();
		expect(told).toEqual([first]);
		jest.advanceTimersByTime(1);
		// Requests that were divided are more than had been expected.
		progress.step();
		expect(told).toEqual([
			first,
			'8x8 Interaction Data: 5 requests done, 0 left, 2 of them waiting for their turn',
		]);
		expect(logged).toEqual(told);
	});

	it('n8n: goes to the log alone when nobody looks at the editor', () => {
		const { progress, told, logged } = runIn('trigger', 1);
		jest.advanceTimersByTime(3_000);
		progress.step();
		expect([told.length, logged.length]).toEqual([0, 1]);
	});
});

describe('what a run amounted to', () => {
	it.each([
		[{}, undefined],
		[{ pacedMs: 999 }, undefined],
		[
			{ pacedMs: 1_000 },
			'7 requests were sent; for 1 seconds some waited for their turn under Requests per Minute.',
		],
		[{ repeated: 1 }, '7 requests were sent; 1 of them were repeats.'],
		[
			{ pacedMs: 61_600, repeated: 2 },
			'7 requests were sent; for 62 seconds some waited for their turn under Requests per Minute; 2 of them were repeats.',
		],
	])('contract: with %j is told as %j', (given, message) => {
		const { progress, usage } = runIn('trigger', 1);
		Object.assign(usage, { sent: 7, ...given });
		expect(progress.hints()).toEqual(
			message === undefined ? [] : [{ message, type: 'info', location: 'outputPane' }],
		);
	});
});
