import fc from 'fast-check';
import type { Client, Result } from '../../nodes/EightByEightInteractionData/client';
import { planRequests, type ItemVariables } from '../../nodes/EightByEightInteractionData/combine';
import { deliver, type Delivery } from '../../nodes/EightByEightInteractionData/deliver';
import type { Interaction } from '../../nodes/EightByEightInteractionData/interaction';
import type { SetAnswer } from '../../nodes/EightByEightInteractionData/setAnswer';
import { limits, type Variable } from '../../nodes/EightByEightInteractionData/variables';
import { itemOf } from '../rules/samples';
import { runs } from './runs.mts';

const ACCEPTED: SetAnswer = {
	interactionId: undefined,
	status: 'success',
	message: 'Variables successfully set',
	variablesSet: undefined,
};

/** 8x8 as a pure function: a request is accepted as a whole or refused as a whole. */
class Server {
	readonly state = new Map<string, Map<string, string>>();

	requests = 0;

	largest = 0;

	constructor(private readonly refuses: (name: string, value: string) => boolean) {}

	set({ id }: Interaction, variables: readonly Variable[]): Result<SetAnswer> {
		this.requests++;
		this.largest = Math.max(this.largest, variables.length);
		if (variables.some(({ name, value }) => this.refuses(name, value))) {
			return { refusal: { reason: 'badRequest', status: 400, tries: 1, spentMs: 0 } };
		}
		const known = this.state.get(id) ?? new Map<string, string>();
		this.state.set(id, known);
		for (const { name, value } of variables) known.set(name, value);
		return { answer: ACCEPTED };
	}
}

interface Outcome {
	server: Server;
	/** By item: how many variables were accepted, and whether some were refused. */
	items: Map<number, [number, boolean]>;
}

async function send(
	items: readonly ItemVariables[],
	combine: boolean,
	refuses: (name: string, value: string) => boolean,
): Promise<Outcome> {
	const server = new Server(refuses);
	const client = {
		set: async (interaction: Interaction, variables: readonly Variable[]) =>
			server.set(interaction, variables),
	} as unknown as Client;
	const deliveries = await deliver(planRequests(items, combine), client, {
		onRequest: () => {},
		onRefusal: () => true,
	});
	const told = ([item, { accepted, refusal }]: [number, Delivery]) =>
		[item, [accepted, refusal !== undefined]] as const;
	return {
		server,
		items: new Map([...deliveries].map(told).map(([item, [a, r]]) => [item, [a, r]])),
	};
}

/** Items on few interactions, with names from `_v0` to `_v{names - 1}`. */
function itemLists(names: number, variablesPerItem: number): fc.Arbitrary<ItemVariables[]> {
	const name = fc.nat({ max: names - 1 }).map((index) => `_v${index}`);
	const values = fc.dictionary(name, fc.constantFrom('1', '2', '3'), {
		minKeys: 1,
		maxKeys: variablesPerItem,
	});
	return fc
		.array(fc.tuple(values, fc.constantFrom('x', 'y', 'z')), { maxLength: 10 })
		.map((list) => list.map(([given, id], item) => itemOf(item, given, id)));
}

function expectSame(combined: Outcome, oneByOne: Outcome): void {
	expect(combined.server.state).toEqual(oneByOne.server.state);
	expect(combined.items).toEqual(oneByOne.items);
	expect(combined.server.largest).toBeLessThanOrEqual(limits.variablesPerRequest);
}

describe('combining items', () => {
	it('contract: leaves the same state as sending them one by one, with fewer requests', async () => {
		await fc.assert(
			fc.asyncProperty(itemLists(130, 120), async (items) => {
				const combined = await send(items, true, () => false);
				const oneByOne = await send(items, false, () => false);
				expectSame(combined, oneByOne);
				expect(combined.server.requests).toBeLessThanOrEqual(oneByOne.server.requests);
			}),
			runs,
		);
	});

	it('contract: the same when 8x8 refuses some names with 400', async () => {
		await fc.assert(
			fc.asyncProperty(itemLists(12, 6), fc.array(fc.nat({ max: 11 })), async (items, bad) => {
				const refused = new Set(bad.map((index) => `_v${index}`));
				const refuses = (name: string) => refused.has(name);
				expectSame(await send(items, true, refuses), await send(items, false, refuses));
			}),
			runs,
		);
	});

	it('contract: the same when 8x8 refuses some values with 400, unless a later item replaces them', async () => {
		await fc.assert(
			fc.asyncProperty(itemLists(12, 6), fc.nat({ max: 11 }), async (items, index) => {
				const refuses = (name: string, value: string) => name === `_v${index}` && value === '3';
				const replaced = items.some(
					({ item, interaction, variables }) =>
						variables.some(({ name, value }) => refuses(name, value)) &&
						items.some(
							(later) =>
								later.item > item &&
								later.interaction.id === interaction.id &&
								later.variables.some(({ name }) => name === `_v${index}`),
						),
				);
				fc.pre(!replaced);
				expectSame(await send(items, true, refuses), await send(items, false, refuses));
			}),
			runs,
		);
	});

	const refusesBad = (_: string, value: string) => value === 'bad';

	it('contract: the same when 8x8 refuses an item that does not fit beside the one before', async () => {
		const many = Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`_v${index}`, '1']));
		const items = [itemOf(0, many), itemOf(1, { _v0: '2', _a: '1', _b: 'bad' })];
		expectSame(await send(items, true, refusesBad), await send(items, false, refusesBad));
	});

	it('contract: a value that a later item replaces is not sent, so 8x8 cannot refuse it', async () => {
		const items = [itemOf(0, { _a: 'bad', _b: '1' }), itemOf(1, { _a: '1' })];
		const combined = await send(items, true, refusesBad);
		expect(Object.fromEntries(combined.server.state.get(items[0].interaction.id) ?? [])).toEqual({
			_a: '1',
			_b: '1',
		});
		expect([...combined.items]).toEqual([
			[0, [2, false]],
			[1, [1, false]],
		]);
	});
});
