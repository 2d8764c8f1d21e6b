import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { readContext } from './context';
import { tell, type Refusal } from './errors';
import { Failures } from './failures';
import { Hints } from './hints';
import { inParallel } from './inParallel';
import type { Interaction } from './interaction';
import { interactionOf } from './itemVariables';
import { inStretches } from './pause';
import { cancelled, openSession } from './session';

/**
 * Reads the context of every input item's interaction, one request an item.
 *
 * @returns one item per input item, in order
 * @throws NodeOperationError for bad input, NodeApiError for what 8x8 refused, unless the node is set
 * to continue
 */
export async function getContext(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	const inputs = context.getInputData();
	const failures = new Failures(context, inputs.length);
	const found = new Map<number, IDataObject>();
	const asked: Array<{ item: number; interaction: Interaction }> = [];

	const readAll = await inStretches(
		inputs.keys(),
		(item) => {
			const reading = interactionOf(context, item);
			if ('interaction' in reading) asked.push({ item, interaction: reading.interaction });
			else
				failures.badInput(item, {
					message: `${reading.refusal}. Nothing was sent for this item`,
					remedy: reading.remedy,
				});
		},
		context.getExecutionCancelSignal(),
	);
	if (!readAll) throw cancelled(context);
	failures.throwFirst();

	const opened = await openSession(context, asked.length);
	if ('refused' in opened) {
		for (const { item } of asked) failures.badInput(item, opened.refused);
		failures.throwFirst();
		return inputs.map((_, item) => failures.output(item));
	}

	const { client, to, progress, ...session } = opened.session;
	const hints = new Hints(to.tenantId);
	try {
		await inParallel(asked, async ({ item, interaction }) => {
			hints.interaction(interaction);
			const result = await client.get(interaction);
			if ('stopped' in result) return;
			progress.step();
			const reading = 'answer' in result ? readContext(result.answer) : undefined;
			if (reading !== undefined) {
				const { simplify } = optionsOf(context, item);
				found.set(item, (simplify ? { ...reading.context } : reading.raw) as IDataObject);
				return;
			}
			const refusal: Refusal =
				'refusal' in result ? result.refusal : { reason: 'noContext', tries: 1, spentMs: 0 };
			if (refusal.reason === 'notFound' && optionsOf(context, item).ifNotFound === 'returnEmpty') {
				found.set(item, { interactionId: interaction.id, found: false });
				return;
			}
			failures.fromApi(item, tell({ refusal, interaction, to }), refusal.status);
			if (!failures.goOn) session.stop();
		});
		if (session.cancelled()) throw cancelled(context);
	} finally {
		session.close();
	}
	failures.throwFirst();

	context.addExecutionHints(...hints.list(), ...progress.hints());
	return inputs.map((_, item) => {
		const json = found.get(item);
		return json === undefined ? failures.output(item) : { json, pairedItem: { item } };
	});
}

function optionsOf(
	context: IExecuteFunctions,
	item: number,
): { simplify: boolean; ifNotFound: unknown } {
	const { ifNotFound } = context.getNodeParameter('options', item, {}) as IDataObject;
	return { simplify: context.getNodeParameter('simplify', item, true) !== false, ifNotFound };
}
