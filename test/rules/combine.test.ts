import {
	byInteraction,
	latest,
	partsByItem,
	planRequests,
	type ItemVariables,
	type Lane,
} from '../../nodes/EightByEightInteractionData/combine';
import { GUID, itemOf, variable } from './samples';

/** `count` variables, `_v{from}` on. */
function values(count: number, from = 0, value = '1'): Record<string, string> {
	return Object.fromEntries(
		Array.from({ length: count }, (_, index) => [`_v${from + index}`, value]),
	);
}

function sent(
	lanes: Lane[],
): Array<Array<{ id: string; values: Record<string, string>; items: number[] }>> {
	return lanes.map((lane) =>
		lane.map(({ interaction, variables, items }) => ({
			id: interaction.id,
			values: Object.fromEntries(variables.map(({ name, value }) => [name, value])),
			items: items.map(({ item }) => item),
		})),
	);
}

describe('dividing the work of a run into requests', () => {
	it('contract: items that name the same interaction share requests', () => {
		const items = [
			itemOf(0, { _a: '1' }, 'x'),
			itemOf(1, { _b: '2' }, 'y'),
			itemOf(2, { _c: '3' }, 'x'),
		];
		expect(sent(planRequests(items, true))).toEqual([
			[{ id: 'x', values: { _a: '1', _c: '3' }, items: [0, 2] }],
			[{ id: 'y', values: { _b: '2' }, items: [1] }],
		]);
	});

	it('contract: without combining, every item has requests of its own, in order', () => {
		const items = [
			itemOf(0, { _a: '1' }, 'x'),
			itemOf(1, { _b: '2' }, 'y'),
			itemOf(2, { _a: '3' }, 'x'),
		];
		expect(sent(planRequests(items, false))).toEqual([
			[
				{ id: 'x', values: { _a: '1' }, items: [0] },
				{ id: 'x', values: { _a: '3' }, items: [2] },
			],
			[{ id: 'y', values: { _b: '2' }, items: [1] }],
		]);
	});

	it('contract: later items win on the same name', () => {
		const items = [
			itemOf(0, { _a: '1', _b: '1' }),
			itemOf(1, { _b: '2' }),
			itemOf(2, { _b: '3', _c: '3' }),
		];
		expect(sent(planRequests(items, true))).toEqual([
			[{ id: GUID, values: { _a: '1', _b: '3', _c: '3' }, items: [0, 1, 2] }],
		]);
	});

	it.each([
		[1, [1]],
		[49, [49]],
		[50, [50]],
		[51, [50, 1]],
		[100, [50, 50]],
		[101, [50, 50, 1]],
	])('PORTAL: at most 50 per request, so %i variables make requests of %j', (count, sizes) => {
		for (const combine of [true, false]) {
			const [lane] = planRequests([itemOf(0, values(count))], combine);
			expect(lane.map(({ variables }) => variables.length)).toEqual(sizes);
			expect(lane.flatMap(({ variables }) => variables.map(({ name }) => name))).toEqual(
				Object.keys(values(count)),
			);
			expect(lane.every(({ items }) => items.length === 1)).toBe(true);
		}
	});

	it('PORTAL: at most 50 per request, of several items together, no item being divided', () => {
		const items = [itemOf(0, values(30)), itemOf(1, values(30, 30)), itemOf(2, values(5, 48))];
		const [[first, second], ...others] = sent(planRequests(items, true));
		expect(others).toEqual([]);
		expect([Object.keys(first.values).length, first.items]).toEqual([30, [0]]);
		expect([Object.keys(second.values).length, second.items]).toEqual([30, [1, 2]]);
	});

	it('contract: an item goes with the one before when both together make 50', () => {
		const items = [itemOf(0, values(30)), itemOf(1, values(20, 30)), itemOf(2, values(1, 50))];
		const [requests] = sent(planRequests(items, true));
		expect(requests.map(({ values: of, items: from }) => [Object.keys(of).length, from])).toEqual([
			[50, [0, 1]],
			[1, [2]],
		]);
	});

	it('contract: an item of which nothing stands makes no request', () => {
		const items = [itemOf(0, { _a: '1' }), itemOf(1, { _a: '2' })];
		expect(sent(planRequests(items, true))).toEqual([
			[{ id: GUID, values: { _a: '2' }, items: [0, 1] }],
		]);
	});

	it('contract: an interaction by GUID and one by call id are two, even of one text', () => {
		const items: ItemVariables[] = [
			itemOf(0, { _a: '1' }, 'x'),
			{ item: 1, interaction: { kind: 'callId', id: 'x' }, variables: [variable()] },
		];
		expect(byInteraction(items)).toEqual([[items[0]], [items[1]]]);
		expect(planRequests(items, true)).toHaveLength(2);
	});

	it('contract: no items make no requests', () => {
		expect(planRequests([], true)).toEqual([]);
		expect(planRequests([], false)).toEqual([]);
	});

	it('contract: attributes of the later variable hold, not only its value', () => {
		const entries: ItemVariables[] = [
			{ ...itemOf(0, {}), variables: [variable({ ivr: true, privacy: true })] },
			{ ...itemOf(1, {}), variables: [variable({ display: true })] },
		];
		expect(latest(entries)).toEqual(new Map([['_tier', variable({ display: true })]]));
	});
});

describe('dividing a shared request by item', () => {
	it('contract: each item gets its own values back, superseded ones as well', () => {
		const items = [itemOf(0, { _a: '1', _b: '1' }), itemOf(1, { _b: '2' })];
		const [[request]] = planRequests(items, true);
		expect(sent([partsByItem(request)])).toEqual([
			[
				{ id: GUID, values: { _a: '1', _b: '1' }, items: [0] },
				{ id: GUID, values: { _b: '2' }, items: [1] },
			],
		]);
	});

	it('PORTAL: a part holds only what its request held', () => {
		const items = [itemOf(0, values(40)), itemOf(1, values(40, 30))];
		const [[first, second]] = planRequests(items, true);
		const parts = [first, second].map((request) =>
			partsByItem(request).map(({ variables }) => variables.length),
		);
		expect(parts).toEqual([[30], [10, 40]]);
	});
});
