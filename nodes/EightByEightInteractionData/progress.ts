import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';
import type { Usage } from './client';

const REPORT_EVERY_MS = 3_000;

/** A run that waited no longer than this and repeated nothing needs no report. */
const WORTH_TELLING_MS = 1_000;

/** Tells the user of a long run how far it is: in the browser's console (manual runs) and n8n's log. */
export class Progress {
	private done = 0;
	private reportedAt = performance.now();

	/** @param planned requests the run expects to send */
	constructor(
		private readonly context: IExecuteFunctions,
		private readonly usage: Usage,
		private readonly planned: number,
	) {}

	/** Counts a request that has come to its end. */
	step(): void {
		this.done++;
		if (performance.now() - this.reportedAt < REPORT_EVERY_MS) return;
		this.reportedAt = performance.now();
		const left = Math.max(0, this.planned - this.done);
		const text = `8x8 Interaction Data: requests done: ${this.done}, left: ${left}, waiting for their turn: ${this.usage.waiting}`;
		this.context.logger.info(text);
		if (this.context.getMode() === 'manual') this.context.sendMessageToUI(text);
	}

	/** What the run amounted to, where that is worth a hint. */
	hints(): NodeExecutionHint[] {
		const { sent, repeated, pacedMs } = this.usage;
		const parts = [`Requests sent: ${sent}.`];
		if (repeated > 0) parts.push(`Repeats among them: ${repeated}.`);
		if (pacedMs >= WORTH_TELLING_MS) {
			parts.push(
				`Seconds during which some waited for their turn under Requests per Minute: ${Math.round(pacedMs / 1000)}.`,
			);
		}
		return parts.length === 1
			? []
			: [{ message: parts.join(' '), type: 'info', location: 'outputPane' }];
	}
}
