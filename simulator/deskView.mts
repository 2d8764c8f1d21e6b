import type { Interaction } from './interactions.mts';
import type { RateUsage } from './rateWindow.mts';
import type { RecentRequest } from './recentRequests.mts';
import type { State } from './state.mts';
import { shownValue, usableInIvr } from './views.mts';

/** All the desk shows. A private value is masked before it gets here. */
export interface DeskView {
	/** In the order they were added; of very many, the last. */
	interactions: ListedInteraction[];
	/** How many earlier ones are left out. */
	notListed: number;
	/** Null when there is no such interaction, or none at all. */
	chosen: ChosenInteraction | null;
	/** Newest first. */
	journal: RecentRequest[];
	rate: RateView;
}

export interface ListedInteraction {
	guid: string;
	callerName?: string;
	ani?: string;
	state: 'live' | 'ended';
	variableCount: number;
}

export interface ChosenInteraction extends Omit<Interaction, 'variables' | 'declaredVariables'> {
	/** What the agent sees when the interaction is offered. */
	offered: Array<{ name: string; label: string; value: string; isPrivate: boolean }>;
	/** What the IVR script can test: what was sent for it, and what it declares but was not sent. */
	testable: Array<{ name: string; value?: string; isPrivate: boolean }>;
	declaresEveryName: boolean;
}

export interface RateView extends RateUsage {
	/** Whose window it is: the chosen interaction's tenant, else the first. */
	tenant?: string;
	/** Null when there is no limit. */
	limit: number | null;
	windowMs: number;
	isFixed: boolean;
	/** Since the start, for every tenant. */
	refusedInAll: number;
}

const LISTED = 200;
const MINUTE_MS = 60_000;

/**
 * What the desk shows now.
 *
 * @param guidOrCallId the chosen interaction; without it, the first there is
 */
export function deskView(state: State, guidOrCallId?: string): DeskView {
	const all = state.interactions.all();
	const chosen =
		guidOrCallId === undefined ? all[0] : state.interactions.find('either', guidOrCallId);
	return {
		interactions: all.slice(-LISTED).map(listed),
		notListed: Math.max(0, all.length - LISTED),
		chosen: chosen ? described(chosen) : null,
		journal: state.recent.newestFirst(),
		rate: rateView(state, chosen?.tenant ?? state.tenants[0]?.id),
	};
}

function listed({ guid, callerName, ani, state, variables }: Interaction): ListedInteraction {
	return { guid, callerName, ani, state, variableCount: variables.size };
}

function described(interaction: Interaction): ChosenInteraction {
	const { variables, declaredVariables, ...rest } = interaction;
	const usable = usableInIvr(interaction);
	const notSent = (declaredVariables ?? []).filter(
		(declared) => !usable.some(({ name }) => name === declared),
	);
	return {
		...rest,
		offered: [...variables.values()]
			.filter(({ display }) => display)
			.map((variable) => ({
				name: variable.name,
				label: variable.displayName || variable.name,
				value: shownValue(variable),
				isPrivate: variable.privacy,
			})),
		testable: [
			...usable.map((variable) => ({
				name: variable.name,
				value: shownValue(variable),
				isPrivate: variable.privacy,
			})),
			...notSent.map((name) => ({ name, isPrivate: false })),
		],
		declaresEveryName: declaredVariables === undefined,
	};
}

function rateView({ settings, windows, now }: State, tenant: string | undefined): RateView {
	return {
		tenant,
		limit: settings.rateLimit?.requests ?? null,
		windowMs: settings.rateLimit?.windowMs ?? MINUTE_MS,
		isFixed: settings.rateWindow === 'fixed',
		refusedInAll: windows.refusedCount,
		...windows.usage(tenant ?? '', now(), settings),
	};
}
