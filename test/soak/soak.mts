import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { Simulator } from '../../simulator/simulator.mts';
import { byCallId, byGuid, Stage } from '../engine/stage.ts';
import { disagreements } from './agreement.mts';
import { FaultSchedule, type Handled } from './faults.mts';
import { callIdOf, plan, type Plan } from './rows.mts';

export interface SoakReport {
	seed: number;
	rows: number;
	set: number;
	failed: number;
	requests: number;
	faults: Record<string, number>;
	seconds: number;
	disagreements: string[];
}

/** What `npm run soak` asks for, or a short run with a seed of its own each time. */
export const wanted = {
	seed: Number(process.env.SOAK_SEED ?? Math.floor(Math.random() * 1_000_000)),
	rows: Number(process.env.SOAK_ROWS ?? 1_200),
	executions: Number(process.env.SOAK_EXECUTIONS ?? 6),
};

export interface SoakParts {
	plan: Plan;
	/** By execution, then by row. */
	outputs: IDataObject[][];
	handled: Handled[];
	faults: Record<string, number>;
	/** Closed, with its state and journal. */
	simulator: Simulator;
}

/** Runs all executions at once against a simulator that fails as the seed says. */
export async function soakParts({ seed, rows, executions }: typeof wanted): Promise<SoakParts> {
	const given = plan(seed, rows, executions);
	const stage = await Stage.open(seed);
	const { simulator } = stage;
	const schedule = new FaultSchedule();
	try {
		stage.setWindow(300);
		simulator.settings.rateLimit = { requests: 60, windowMs: 300 };
		for (const guid of given.guids) simulator.addInteraction({ guid, callId: callIdOf(guid) });
		simulator.fault = (request, random) => {
			const isKnown = simulator.interaction(request.identifier?.value ?? '') !== undefined;
			return schedule.decide(request, random, isKnown);
		};
		const outputs = await Promise.all(
			given.executions.map(async (execution) => await execute(stage, execution)),
		);
		const faults = Object.fromEntries(schedule.counts);
		return { plan: given, outputs, handled: schedule.handled, faults, simulator };
	} finally {
		await stage.close();
	}
}

async function execute(
	stage: Stage,
	{ rows, options, form, byCallId: viaCallId }: Plan['executions'][number],
): Promise<IDataObject[]> {
	const { json } = await stage.set(
		{
			interaction: viaCallId ? byCallId('={{ $json.callId }}') : byGuid('={{ $json.guid }}'),
			specifyVariables: 'json',
			variablesJson: '={{ $json.variables }}',
			options: options as INodeParameters,
		},
		{
			items: rows.map(({ guid, variables }) => ({
				guid,
				callId: callIdOf(guid),
				variables: variables.map((variable) => ({ ...variable, display: true })),
			})),
			credential: stage.credential({ apiFormat: form, requestsPerMinute: 0 }),
			onError: 'continueRegularOutput',
		},
	);
	return json;
}

/** A run, and whether simulator, node and journal agree on it. */
export async function soak(asked: typeof wanted): Promise<SoakReport> {
	const start = performance.now();
	const parts = await soakParts(asked);
	const all = parts.outputs.flat();
	const failed = all.filter(({ error }) => typeof error === 'string').length;
	return {
		seed: asked.seed,
		rows: parts.plan.executions.reduce((sum, { rows }) => sum + rows.length, 0),
		set: all.length - failed,
		failed,
		requests: parts.simulator.journal.length,
		faults: parts.faults,
		seconds: Math.round((performance.now() - start) / 1000),
		disagreements: disagreements(parts.plan, parts.outputs, parts.handled, parts.simulator),
	};
}
