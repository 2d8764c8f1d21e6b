import {
	SAMPLE_TENANT,
	Simulator,
	type ScriptedAnswer,
	type Settings,
} from '../simulator/simulator.mts';
import { guidOf, rowsOf, type RowSet } from './rows.mts';
import { serve } from './serve.mts';

/** Requests of a warm-up are this tenant's, so that they use up nothing of the other's budget. */
export const WARM_UP_TENANT = { id: 'warmup', token: SAMPLE_TENANT.token };

export const faultKinds = ['500', '429', 'cut', 'timeout', 'truncated'] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Scene {
	settings: Partial<Settings>;
	/** Interactions of these sets are there, and no others. */
	sets: RowSet[];
	/** The tenant they belong to. */
	tenant?: string;
	/** Share of the requests that are answered wrongly. */
	faultyShare?: number;
	/** Served before all others. */
	answers?: ScriptedAnswer[];
}

/** What the simulator knows of one row. */
export interface RowState {
	set: boolean;
	/** Whether a request that carried it was answered in full. */
	answered: boolean;
	/** How the last request that carried it was spoilt; undefined if it was not. */
	lastFault?: FaultKind;
}

const simulator = await Simulator.start({
	tenants: [{ ...SAMPLE_TENANT }, WARM_UP_TENANT],
	rateLimit: null,
});
/** By interaction, what became of the requests for it, in order. */
const fates = new Map<string, Array<FaultKind | 'whole'>>();
let requests = 0;
simulator.on('request', () => requests++);

const functions = {
	url: () => simulator.url,
	/** Begins anew. */
	stage({ settings, sets, tenant, faultyShare = 0, answers = [] }: Scene): void {
		simulator.reset();
		requests = 0;
		fates.clear();
		Object.assign(simulator.settings, { journalBodies: false, keepJournal: false, ...settings });
		for (const set of sets) {
			for (let i = 0; i < set.interactions; i++) {
				simulator.addInteraction({ guid: guidOf(set.tag, i), tenant });
			}
		}
		simulator.script(...answers);
		if (faultyShare === 0) return;
		simulator.fault = ({ identifier }, random) => {
			const kind =
				random() < faultyShare ? faultKinds[Math.floor(random() * faultKinds.length)] : undefined;
			const guid = identifier?.value ?? '';
			fates.set(guid, [...(fates.get(guid) ?? []), kind ?? 'whole']);
			if (kind === undefined) return undefined;
			// Of the lost answers, half are to requests that took effect.
			const apply = random() < 0.5;
			return {
				'500': { status: 500 },
				'429': { status: 429 },
				cut: { cut: 'before' as const, apply },
				timeout: { hang: true as const, apply },
				truncated: { truncate: 10 },
			}[kind];
		};
	},
	counts: () => ({
		requests,
		refused: simulator.refusedCount,
		peak: simulator.peakInWindow(),
	}),
	/** How each row of a set stands. */
	states: (set: RowSet): RowState[] =>
		rowsOf(set).map(({ guid, name, value }) => {
			const fate = fates.get(guid) ?? [];
			const last = fate.at(-1);
			return {
				set: simulator.interaction(guid)?.variables.get(name)?.value === value,
				answered: fate.includes('whole'),
				...(last !== undefined && last !== 'whole' && { lastFault: last }),
			};
		}),
	/** How many rows of a set have arrived. */
	countSet: (set: RowSet): number =>
		rowsOf(set).filter(
			({ guid, name, value }) => simulator.interaction(guid)?.variables.get(name)?.value === value,
		).length,
};
export type SimulatorFunctions = typeof functions;

serve(functions);
