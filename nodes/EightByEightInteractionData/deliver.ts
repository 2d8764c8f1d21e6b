import { partsByItem, type Lane, type PlannedRequest } from './combine';
import type { Client } from './client';
import type { Refusal } from './errors';
import { inParallel } from './inParallel';
import type { SetAnswer } from './setAnswer';

/** What became of the variables of one item. */
export interface Delivery {
	/** How many of the item's variables 8x8 accepted. */
	accepted: number;
	/** The first answer that accepted some of them. */
	answer?: SetAnswer;
	/** Why the others were not; absent when all were accepted. */
	refusal?: Refusal;
}

export interface DeliveryEvents {
	/** A request has come to its end: accepted with the given answer, or not. */
	onRequest(request: PlannedRequest, answer: SetAnswer | undefined): void;
	/** An item's variables were refused. @returns whether to go on with the others */
	onRefusal(item: number): boolean;
}

/**
 * Sends all lanes, several at once, each in order. When 8x8 refuses the content of a request that
 * several items share, its parts are sent again item by item, so that only the cause is refused.
 *
 * @returns by item; an item that is absent was not sent before delivery was stopped
 */
export async function deliver(
	lanes: readonly Lane[],
	client: Client,
	events: DeliveryEvents,
): Promise<Map<number, Delivery>> {
	const deliveries = new Map<number, Delivery>();
	let goOn = true;

	const send = async (request: PlannedRequest): Promise<void> => {
		const result = await client.set(
			request.interaction,
			request.variables,
			request.items.flatMap(({ variables }) => variables),
		);
		if ('stopped' in result) {
			goOn = false;
			return;
		}
		events.onRequest(request, 'answer' in result ? result.answer : undefined);
		if ('refusal' in result && result.refusal.reason === 'badRequest' && request.items.length > 1) {
			for (const part of partsByItem(request)) {
				if (goOn) await send(part);
			}
			return;
		}
		const names = new Set(request.variables.map(({ name }) => name));
		for (const { item, variables } of request.items) {
			const delivery = deliveries.get(item) ?? { accepted: 0 };
			deliveries.set(item, delivery);
			if ('answer' in result) {
				delivery.accepted += variables.filter(({ name }) => names.has(name)).length;
				delivery.answer ??= result.answer;
			} else {
				delivery.refusal ??= result.refusal;
				if (!events.onRefusal(item)) goOn = false;
			}
		}
	};

	await inParallel(lanes, async (lane) => {
		for (const request of lane) {
			if (goOn) await send(request);
		}
	});
	return deliveries;
}
