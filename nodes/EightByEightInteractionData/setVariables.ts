import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { planRequests, type ItemVariables } from './combine';
import { compare } from './verify';
import { deliver, type Delivery } from './deliver';
import { oneText, tell, tellFindings, type Telling } from './errors';
import { Hints } from './hints';
import { itemVariables } from './itemVariables';
import { apiRefused, inputRefused } from './raise';
import { cancelled, openSession, type Session } from './session';
import { shown, type Finding } from './variables';

/** An item that was not set: why, and 8x8's status if 8x8 was asked. */
interface Failure {
	telling: Telling;
	fromApi: boolean;
	status?: number;
}

/**
 * Sets the variables of every input item. All items are read and checked before anything is sent;
 * a bad item never takes others down with it when the node goes on after an error.
 *
 * @returns one item per input item, in order
 * @throws NodeOperationError for bad input, NodeApiError for what 8x8 refused, unless the node is set
 * to continue
 */
export async function setVariables(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const inputs = context.getInputData();
	const goOn = context.continueOnFail();
	const failures = new Map<number, Failure>();
	const entries: ItemVariables[] = [];

	for (const [item, entry] of readAll(context, inputs).entries()) {
		if ('findings' in entry) failures.set(item, { telling: tellFindings(entry.findings), fromApi: false });
		else entries.push(entry);
	}
	if (!goOn) throwFirst(context, failures, inputs.length, '');

	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	const lanes = planRequests(entries, options.combineItems !== false);
	const opened = await openSession(context, lanes.flat().length + (options.verify === true ? lanes.length : 0));
	if ('refused' in opened) {
		for (const { item } of entries) failures.set(item, { telling: opened.refused, fromApi: false });
		if (!goOn) throwFirst(context, failures, inputs.length, '');
		return output(inputs, entries, new Map(), failures, false);
	}

	const { session } = opened;
	const hints = new Hints(session.to.tenantId);
	let deliveries: Map<number, Delivery>;
	try {
		deliveries = await deliver(lanes, session.client, {
			onRequest: ({ variables }, answer) => {
				session.progress.step();
				hints.count(variables.length, answer?.variablesSet);
			},
			onRefusal: () => {
				if (!goOn) session.stop();
				return goOn;
			},
		});
		if (session.cancelled()) throw cancelled(context);
		noteRefusals(entries, deliveries, failures, session);
		if (options.verify === true && (goOn || failures.size === 0)) {
			await verifyAll(entries, failures, session);
			if (session.cancelled()) throw cancelled(context);
		}
	} finally {
		session.close();
	}
	if (!goOn) throwFirst(context, failures, inputs.length, alreadySet(deliveries, inputs.length));

	for (const { interaction, variables } of entries) {
		hints.interaction(interaction);
		hints.variables(variables);
	}
	const summary = session.progress.summary();
	context.addExecutionHints(...hints.list(), ...(summary === undefined ? [] : [summary]));
	return output(inputs, entries, deliveries, failures, options.verify === true);
}

function readAll(context: IExecuteFunctions, inputs: INodeExecutionData[]) {
	const knownFields = new Set(inputs.flatMap(({ json }) => Object.keys(json)));
	return inputs.map((_, item): ItemVariables | { findings: Finding[] } => {
		try {
			return itemVariables(context, item, knownFields);
		} catch (cause) {
			const what = `An expression could not be resolved: ${String((cause as Error).message)}`;
			return { findings: [{ what, remedy: 'Open the node and look for the field marked red' }] };
		}
	});
}

function noteRefusals(
	entries: readonly ItemVariables[],
	deliveries: ReadonlyMap<number, Delivery>,
	failures: Map<number, Failure>,
	{ to }: Session,
): void {
	for (const { item, interaction, variables } of entries) {
		const { refusal, accepted = 0 } = deliveries.get(item) ?? {};
		if (refusal === undefined) continue;
		const { message, remedy } = tell({ refusal, interaction, to });
		const part = accepted === 0 ? '' : `. ${accepted} of the item's ${variables.length} variables were set before`;
		failures.set(item, { telling: { message: `${message}${part}`, remedy }, fromApi: true, status: refusal.status });
	}
}

/** Reads every interaction back once. */
async function verifyAll(
	entries: readonly ItemVariables[],
	failures: Map<number, Failure>,
	{ client, to, progress }: Session,
): Promise<void> {
	const accepted = entries.filter(({ item }) => !failures.has(item));
	await Promise.all(
		planRequests(accepted, true).map(async ([first]) => {
			if (first === undefined) return;
			const { interaction } = first;
			const items = accepted.filter((entry) => first.items.includes(entry));
			const result = await client.get(interaction);
			progress.step();
			if ('stopped' in result) return;
			const differences = 'answer' in result ? compare(items, result.answer) : undefined;
			for (const { item } of items) {
				const missing = differences?.get(item);
				if (missing?.length === 0) continue;
				const refusal =
					'refusal' in result
						? result.refusal
						: {
								reason: missing === undefined ? ('noContext' as const) : ('notVerified' as const),
								missing: missing?.join(', '),
								tries: 1,
								spentMs: 0,
							};
				const { message, remedy } = tell({ refusal, interaction, to });
				const unread = missing === undefined ? 'The variables were set, but could not be read back. ' : '';
				failures.set(item, {
					telling: { message: `${unread}${message}`, remedy },
					fromApi: true,
					status: refusal.status,
				});
			}
		}),
	);
}

function alreadySet(deliveries: ReadonlyMap<number, Delivery>, items: number): string {
	const set = [...deliveries.values()].filter(({ accepted, refusal }) => accepted > 0 && refusal === undefined).length;
	return set === 0 ? '' : `Before this, ${set} of ${items} items were set; setting them again does no harm`;
}

function throwFirst(
	context: IExecuteFunctions,
	failures: ReadonlyMap<number, Failure>,
	items: number,
	before: string,
): void {
	const [first, ...others] = [...failures].sort(([one], [other]) => one - other);
	if (first === undefined) return;
	const [item, { telling, fromApi, status }] = first;
	const more = others.length === 0 ? '' : `${others.length} other items were refused too`;
	const remedy = [telling.remedy, more, before].filter(Boolean).join('. ');
	const place = { context, item, items };
	throw fromApi
		? apiRefused(place, { ...telling, remedy }, status)
		: inputRefused(place, { ...telling, remedy });
}

function output(
	inputs: readonly INodeExecutionData[],
	entries: readonly ItemVariables[],
	deliveries: ReadonlyMap<number, Delivery>,
	failures: ReadonlyMap<number, Failure>,
	verified: boolean,
): INodeExecutionData[] {
	const byItem = new Map(entries.map((entry) => [entry.item, entry]));
	return inputs.map((_, item) => {
		const failure = failures.get(item);
		const entry = byItem.get(item);
		const delivery = deliveries.get(item);
		const pairedItem = { item };
		if (failure !== undefined || entry === undefined || delivery?.answer === undefined) {
			const error = failure === undefined ? 'Not sent, because the run was stopped' : oneText(failure.telling);
			return { json: { error }, pairedItem };
		}
		const { answer, accepted } = delivery;
		const { interaction, variables } = entry;
		return {
			json: {
				interactionId: answer.interactionId ?? (interaction.kind === 'guid' ? interaction.id : null),
				status: answer.status,
				message: answer.message,
				variablesSet: accepted,
				...(verified && { verified: true }),
				variables: variables.map((variable) => ({ ...shown(variable) })),
			},
			pairedItem,
		};
	});
}
