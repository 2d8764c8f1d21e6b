import { RateWindow, type RateSettings, type RateUsage } from './rateWindow.mts';

/** Every tenant's budget. */
export class RateWindows {
	/** How many requests were refused in all. */
	refusedCount = 0;

	private readonly byTenant = new Map<string, RateWindow>();

	/** @returns undefined when accepted, else the milliseconds until the next would be */
	admit(tenantId: string, now: number, settings: RateSettings): number | undefined {
		let window = this.byTenant.get(tenantId);
		if (!window) this.byTenant.set(tenantId, (window = new RateWindow()));
		const waitMs = window.admit(now, settings);
		if (waitMs !== undefined) this.refusedCount++;
		return waitMs;
	}

	/** How full a tenant's window is. */
	usage(tenantId: string, now: number, settings: RateSettings): RateUsage {
		return (this.byTenant.get(tenantId) ?? new RateWindow()).usage(now, settings);
	}

	/** The most requests of one tenant accepted within any one sliding window. */
	get peak(): number {
		return Math.max(0, ...[...this.byTenant.values()].map(({ peak }) => peak));
	}

	clear(): void {
		this.byTenant.clear();
		this.refusedCount = 0;
	}
}
