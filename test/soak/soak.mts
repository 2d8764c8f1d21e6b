import type { INodeParameters } from 'n8n-workflow';
import { byCallId, byGuid, Stage } from '../engine/stage.ts';
import { disagreements } from './agreement.mts';
import { FaultSchedule } from './faults.mts';
import { callIdOf, plan } from './rows.mts';

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

/** Runs all executions at once against a simulator that fails as the seed says. */
export async function soak({ seed, rows, executions }: typeof wanted): Promise<SoakReport> {
	const start = performance.now();
	const given = plan(seed, rows, executions);
	const stage = await Stage.open(seed);
	const schedule = new FaultSchedule();
	try {
		stage.setWindow(300);
		stage.simulator.settings.rateLimit = { requests: 60, windowMs: 300 };
		for (const guid of given.guids)
			stage.simulator.addInteraction({ guid, callId: callIdOf(guid) });
		stage.simulator.fault = (request, random) =>
			schedule.decide(
				request,
				random,
				stage.simulator.interaction(request.identifier?.value ?? '') !== undefined,
			);

		const outputs = await Promise.all(
			given.executions.map(async ({ rows, options, form, byCallId: viaCallId }) => {
				const { json, status } = await stage.set(
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
				return status === 'success' ? json : [];
			}),
		);
		const all = outputs.flat();
		const failed = all.filter(({ error }) => typeof error === 'string').length;
		return {
			seed,
			rows: given.executions.reduce((sum, { rows }) => sum + rows.length, 0),
			set: all.length - failed,
			failed,
			requests: stage.simulator.journal.length,
			faults: Object.fromEntries(schedule.counts),
			seconds: Math.round((performance.now() - start) / 1000),
			disagreements: disagreements(given, outputs, schedule.handled, stage.simulator),
		};
	} finally {
		await stage.close();
	}
}
