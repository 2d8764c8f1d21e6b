import { EventEmitter } from 'node:events';

import { Interactions } from './interactions.mts';
import type { JournalEntry } from './journal.mts';
import { seededRandom } from './random.mts';
import { RateWindows } from './rateWindows.mts';
import { RecentRequests } from './recentRequests.mts';
import { Script, type Fault } from './scriptedAnswers.mts';
import { completeSettings, SAMPLE_TENANT, type Settings, type Tenant } from './settings.mts';

export interface StateOptions extends Partial<Settings> {
	/** Default: the tenant and token of 8x8's own example. */
	tenants?: Tenant[];
	/** Seed of the numbers `fault` is given. Default 1. */
	seed?: number;
	/** The clock of the journal and the rate window, in milliseconds. Default: performance.now. */
	now?: () => number;
}

/** All the simulator knows. Emits `change` when any of it did, except for settings and tenants. */
export class State extends EventEmitter<{ change: [] }> {
	readonly settings: Settings;

	readonly tenants: Tenant[];

	readonly seed: number;

	readonly now: () => number;

	readonly interactions = new Interactions();

	readonly script = new Script();

	readonly windows = new RateWindows();

	readonly recent = new RecentRequests();

	fault: Fault | undefined;

	journal: JournalEntry[] = [];

	random: () => number;

	private readonly atStart: { settings: Settings; tenants: Tenant[] };

	constructor(options: StateOptions) {
		super();
		// One for each open desk.
		this.setMaxListeners(0);
		this.settings = completeSettings(options);
		this.tenants = (options.tenants ?? [SAMPLE_TENANT]).map((tenant) => ({ ...tenant }));
		this.seed = options.seed ?? 1;
		this.random = seededRandom(this.seed);
		this.now = options.now ?? (() => performance.now());
		this.atStart = structuredClone({ settings: this.settings, tenants: this.tenants });
	}

	/** The journal, and what the desk shows of it. */
	clearJournal(): void {
		this.journal = [];
		this.recent.clear();
		this.emit('change');
	}

	/** Back to how it was at the start. */
	reset(): void {
		const { settings, tenants } = structuredClone(this.atStart);
		Object.assign(this.settings, settings);
		this.tenants.splice(0, Infinity, ...tenants);
		this.interactions.clear();
		this.script.clear();
		this.fault = undefined;
		this.windows.clear();
		this.random = seededRandom(this.seed);
		this.clearJournal();
	}
}
