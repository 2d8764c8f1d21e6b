import type { Settings } from './settings.mts';

/** Times in order of arrival; those older than a window are dropped as new ones come. */
class Times {
	private list: number[] = [];

	private first = 0;

	get length(): number {
		return this.list.length - this.first;
	}

	at(index: number): number {
		return this.list[this.first + index];
	}

	push(time: number): void {
		this.list.push(time);
	}

	dropUntil(time: number): void {
		while (this.first < this.list.length && this.list[this.first] <= time) this.first++;
		if (this.first > 1024 && this.first * 2 > this.list.length) {
			this.list = this.list.slice(this.first);
			this.first = 0;
		}
	}
}

const WINDOW_WITHOUT_LIMIT_MS = 60_000;

export type RateSettings = Pick<Settings, 'rateLimit' | 'rateWindow' | 'countRefused'>;

/** How full a window is. */
export interface RateUsage {
	/** Requests that count against the limit now. */
	used: number;
	/** Requests refused within the last window. */
	refused: number;
	/** The last window in equal parts, the oldest first. */
	parts: Array<{ accepted: number; refused: number }>;
}

/** A minute's window in seconds. */
const PARTS = 60;

/**
 * One tenant's budget (PORTAL: 100 requests a minute per tenant). Whether the window slides and
 * whether refusals count is not published; both are settings, read anew at every request.
 */
export class RateWindow {
	/** The most accepted requests that fell into any one sliding window. */
	peak = 0;

	private readonly accepted = new Times();

	private readonly counted = new Times();

	private readonly refused = new Times();

	private opened = -Infinity;

	private countInWindow = 0;

	/**
	 * Counts a request and says whether it is within the budget.
	 *
	 * @param now milliseconds on a clock that never goes back
	 * @returns undefined when accepted, else the milliseconds until the next would be
	 */
	admit(now: number, settings: RateSettings): number | undefined {
		const limit = settings.rateLimit;
		const windowMs = this.dropOld(now, settings);
		if (now - this.opened >= windowMs) {
			this.opened = now;
			this.countInWindow = 0;
		}
		const used = settings.rateWindow === 'fixed' ? this.countInWindow : this.counted.length;
		const refused = limit !== null && used >= limit.requests;
		if (!refused) {
			this.accepted.push(now);
			this.peak = Math.max(this.peak, this.accepted.length);
		}
		if (!refused || settings.countRefused) {
			this.counted.push(now);
			this.countInWindow++;
		}
		if (!refused) return undefined;
		this.refused.push(now);
		if (settings.rateWindow === 'fixed') return this.opened + windowMs - now;
		return this.counted.at(this.counted.length - limit.requests) + windowMs - now;
	}
	/** Counts nothing: how full the window is at a time. */
	usage(now: number, settings: RateSettings): RateUsage {
		const windowMs = this.dropOld(now, settings);
		const parts = Array.from({ length: PARTS }, () => ({ accepted: 0, refused: 0 }));
		for (const kind of ['accepted', 'refused'] as const) {
			for (let index = 0; index < this[kind].length; index++) {
				const age = Math.max(0, now - this[kind].at(index));
				parts[PARTS - 1 - Math.floor((age / windowMs) * PARTS)][kind]++;
			}
		}
		const inFixed = now - this.opened < windowMs ? this.countInWindow : 0;
		return {
			used: settings.rateWindow === 'fixed' ? inFixed : this.counted.length,
			refused: this.refused.length,
			parts,
		};
	}

	/** @returns the length of the window */
	private dropOld(now: number, { rateLimit }: RateSettings): number {
		const windowMs = rateLimit?.windowMs ?? WINDOW_WITHOUT_LIMIT_MS;
		for (const times of [this.accepted, this.counted, this.refused]) {
			times.dropUntil(now - windowMs);
		}
		return windowMs;
	}
}
