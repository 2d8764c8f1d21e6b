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
		const first = '8x8 Interaction Data: requests done: 3, left: 1, waiting for their turn: 2';
		expect(told).toEqual([first]);
		jest.advanceTimersByTime(2_999);
		progress.step();
		expect(told).toEqual([first]);
		jest.advanceTimersByTime(1);
		// Requests that were divided are more than had been expected.
		progress.step();
		expect(told).toEqual([
			first,
			'8x8 Interaction Data: requests done: 5, left: 0, waiting for their turn: 2',
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
			'Requests sent: 7. Seconds during which some waited for their turn under Requests per Minute: 1.',
		],
		[{ repeated: 1 }, 'Requests sent: 7. Repeats among them: 1.'],
		[
			{ pacedMs: 61_600, repeated: 2 },
			'Requests sent: 7. Repeats among them: 2. Seconds during which some waited for their turn under Requests per Minute: 62.',
		],
	])('contract: with %j is told as %j', (given, message) => {
		const { progress, usage } = runIn('trigger', 1);
		Object.assign(usage, { sent: 7, ...given });
		expect(progress.hints()).toEqual(
			message === undefined ? [] : [{ message, type: 'info', location: 'outputPane' }],
		);
	});
});
