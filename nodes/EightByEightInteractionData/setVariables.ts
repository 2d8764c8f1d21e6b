import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { byInteraction, planRequests, type ItemVariables } from './combine';
import { deliver, type Delivery } from './deliver';
import { tell, tellFindings, type Refusal } from './errors';
import { Failures } from './failures';
import { Hints } from './hints';
import { inParallel } from './inParallel';
import { itemVariables } from './itemVariables';
import { inStretches } from './pause';
import { cancelled, openSession, type Session } from './session';
import { shown } from './variables';
import { compare } from './verify';

/**
 * Sets the variables of every input item. All items are read and checked before anything is sent;
 * a bad item never takes others down with it when the node is set to continue.
 *
 * @returns one item per input item, in order
 * @throws NodeOperationError for bad input, NodeApiError for what 8x8 refused, unless the node is set
 * to continue
 */
export async function setVariables(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const inputs = context.getInputData();
	const failures = new Failures(context, inputs.length);
	const knownFields = new Set(inputs.flatMap(({ json }) => Object.keys(json)));
	const entries: ItemVariables[] = [];
	const readAll = await inStretches(
		inputs.keys(),
		(item) => {
			const entry = itemVariables(context, item, knownFields);
			if ('findings' in entry) failures.badInput(item, tellFindings(entry.findings));
			else entries.push(entry);
		},
		context.getExecutionCancelSignal(),
	);
	if (!readAll) throw cancelled(context);
	failures.throwFirst();

	const { combineItems, verify } = context.getNodeParameter('options', 0, {}) as IDataObject;
	const lanes = planRequests(entries, combineItems !== false);
	const opened = await openSession(
		context,
		lanes.flat().length + (verify === true ? lanes.length : 0),
	);
	if ('refused' in opened) {
		for (const { item } of entries) failures.badInput(item, opened.refused);
		failures.throwFirst();
		return inputs.map((_, item) => failures.output(item));
	}

	const { session } = opened;
	const hints = new Hints(session.to.tenantId);
	let deliveries = new Map<number, Delivery>();
	try {
		deliveries = await deliver(lanes, session.client, {
			onRequest: ({ variables }, answer) => {
				session.progress.step();
				hints.count(variables.length, answer?.variablesSet);
			},
			onRefusal: () => {
				if (!failures.goOn) session.stop();
				return failures.goOn;
			},
		});
		noteRefusals(entries, deliveries, failures, session);
		if (verify === true) await verifyAll(entries, deliveries, failures, session);
		if (session.cancelled()) throw cancelled(context);
	} finally {
		session.close();
	}
	failures.throwFirst(alreadySet(deliveries, inputs.length));

	for (const { interaction, variables } of entries) {
		hints.interaction(interaction);
		hints.variables(variables);
	}
	context.addExecutionHints(...hints.list(), ...session.progress.hints());
	const outputs = new Map(
		entries.map((entry) => [entry.item, output(entry, deliveries.get(entry.item))]),
	);
	return inputs.map((_, item) => {
		const json = failures.has(item) ? undefined : outputs.get(item);
		return json === undefined
			? failures.output(item)
			: { json: { ...json, ...(verify === true && { verified: true }) }, pairedItem: { item } };
	});
}

function noteRefusals(
	entries: readonly ItemVariables[],
	deliveries: ReadonlyMap<number, Delivery>,
	failures: Failures,
	{ to }: Session,
): void {
	for (const { item, interaction, variables } of entries) {
		const { refusal, accepted = 0 } = deliveries.get(item) ?? {};
		if (refusal === undefined) continue;
		const { message, remedy } = tell({ refusal, interaction, to });
		const part =
			accepted === 0
				? ''
				: `. Of the item's ${variables.length} variables, ${accepted} were set before`;
		failures.fromApi(item, { message: `${message}${part}`, remedy }, refusal.status);
	}
}

/** Reads every interaction back once. */
async function verifyAll(
	entries: readonly ItemVariables[],
	deliveries: ReadonlyMap<number, Delivery>,
	failures: Failures,
	{ client, to, progress }: Session,
): Promise<void> {
	const set = entries.filter(({ item }) => deliveries.has(item) && !failures.has(item));
	await inParallel(byInteraction(set), async (group) => {
		const [{ interaction }] = group;
		const result = await client.get(
			interaction,
			group.flatMap(({ variables }) => variables),
		);
		if ('stopped' in result) return;
		progress.step();
		const differences = 'answer' in result ? compare(group, result.answer) : undefined;
		for (const { item } of group) {
			const missing = differences?.get(item);
			if (missing?.length === 0) continue;
			const refusal = 'refusal' in result ? result.refusal : unverified(missing);
			const { message, remedy } = tell({ refusal, interaction, to });
			const unread =
				missing === undefined ? 'The variables were set, but could not be read back. ' : '';
			failures.fromApi(item, { message: `${unread}${message}`, remedy }, refusal.status);
		}
	});
}

function unverified(missing: readonly string[] | undefined): Refusal {
	return missing === undefined
		? { reason: 'noContext', tries: 1, spentMs: 0 }
		: { reason: 'notVerified', missing: missing.join(', '), tries: 1, spentMs: 0 };
}

function alreadySet(deliveries: ReadonlyMap<number, Delivery>, items: number): string {
	const set = [...deliveries.values()].filter(({ refusal }) => refusal === undefined).length;
	return set === 0
		? ''
		: `Before this, ${set} of ${items} items were set; setting them again does no harm`;
}

/** @returns `undefined` for an item that was not delivered before the run was stopped */
function output(
	{ interaction, variables }: ItemVariables,
	delivery: Delivery | undefined,
): IDataObject | undefined {
	if (delivery?.answer === undefined) return undefined;
	const { answer, accepted } = delivery;
	return {
		interactionId: answer.interactionId ?? (interaction.kind === 'guid' ? interaction.id : null),
		status: answer.status,
		message: answer.message,
		variablesSet: accepted,
		variables: variables.map((variable) => ({ ...shown(variable) })),
	};
}
