import type { JournalEntry } from './journal.mts';
import type { Form } from './forms.mts';

/** What the desk may show of a request: nothing of its headers or its body but a count. */
export interface RecentRequest {
	/** Counts up from the start, and goes on when the list is cleared. */
	number: number;
	/** When it was answered, on the wall clock: ISO 8601. */
	time: string;
	method: string;
	tenant?: string;
	form?: Form;
	identifier?: { kind: 'guid' | 'callId'; value: string };
	/** 0 when the connection was lost without one. */
	status: number;
	rateRefused: boolean;
	variableCount?: number;
}

const KEPT = 100;

/** The last requests, newest first, kept whether or not there is a journal. */
export class RecentRequests {
	private list: RecentRequest[] = [];

	private count = 0;

	add(entry: JournalEntry): void {
		const { method, tenant, form, identifier, status, rateRefused, variableCount } = entry;
		this.count++;
		this.list.push({
			number: this.count,
			time: new Date().toISOString(),
			method,
			tenant,
			form,
			identifier,
			status,
			rateRefused,
			variableCount,
		});
		if (this.list.length >= 2 * KEPT) this.list = this.list.slice(-KEPT);
	}

	newestFirst(): RecentRequest[] {
		return this.list.slice(-KEPT).reverse();
	}

	clear(): void {
		this.list = [];
	}
}
