import type { Client, Result } from '../../nodes/EightByEightInteractionData/client';
import { planRequests, type ItemVariables } from '../../nodes/EightByEightInteractionData/combine';
import { deliver } from '../../nodes/EightByEightInteractionData/deliver';
import type { Refusal } from '../../nodes/EightByEightInteractionData/errors';
import type { SetAnswer } from '../../nodes/EightByEightInteractionData/setAnswer';
import { GUID, itemOf } from './samples';

const REFUSED: Refusal = { reason: 'badRequest', status: 400, tries: 1, spentMs: 0 };
const ACCEPTED: SetAnswer = {
	interactionId: GUID,
	status: 'success',
	message: 'Variables successfully set',
	variablesSet: 1,
};

type Values = Record<string, string>;

/** Delivers items to a server that answers as `respond` says. */
async function delivered(
	items: readonly ItemVariables[],
	respond: (values: Values) => Result<SetAnswer>,
	{ combine = true, goOn = true } = {},
) {
	const sent: Values[] = [];
	const client = {
		set: async (_: unknown, variables: Array<{ name: string; value: string }>) => {
			const values = Object.fromEntries(variables.map(({ name, value }) => [name, value]));
			sent.push(values);
			return respond(values);
		},
	} as unknown as Client;
	const counted: Array<[number, boolean]> = [];
	const refused: number[] = [];
	const deliveries = await deliver(planRequests(items, combine), client, {
		onRequest: ({ variables }, answer) => counted.push([variables.length, answer !== undefined]),
		onRefusal: (item) => {
			refused.push(item);
			return goOn;
		},
	});
	return { sent, counted, refused, deliveries };
}

const accept = () => ({ answer: ACCEPTED });
const refuseBad = (values: Values) =>
	'_bad' in values ? { refusal: REFUSED } : { answer: ACCEPTED };

describe('delivering items', () => {
	it('contract: every item is told how many of its variables 8x8 accepted', async () => {
		const items = [itemOf(0, { _a: '1', _b: '1' }), itemOf(1, { _b: '2' })];
		const { sent, deliveries, counted } = await delivered(items, accept);
		expect(sent).toEqual([{ _a: '1', _b: '2' }]);
		expect(counted).toEqual([[2, true]]);
		expect(deliveries).toEqual(
			new Map([
				[0, { accepted: 2, answer: ACCEPTED }],
				[1, { accepted: 1, answer: ACCEPTED }],
			]),
		);
	});

	it('contract: a bad item never takes others down with it', async () => {
		const items = [
			itemOf(0, { _a: '1' }),
			itemOf(1, { _a: '2', _bad: '' }),
			itemOf(2, { _c: '3' }),
		];
		const { sent, refused, deliveries } = await delivered(items, refuseBad);
		expect(sent).toEqual([
			{ _a: '2', _bad: '', _c: '3' },
			{ _a: '1' },
			{ _a: '2', _bad: '' },
			{ _c: '3' },
		]);
		expect(refused).toEqual([1]);
		expect(deliveries).toEqual(
			new Map([
				[0, { accepted: 1, answer: ACCEPTED }],
				[1, { accepted: 0, refusal: REFUSED }],
				[2, { accepted: 1, answer: ACCEPTED }],
			]),
		);
	});

	it('contract: the content of one item alone is not sent twice', async () => {
		const { sent } = await delivered([itemOf(0, { _bad: '' })], refuseBad);
		expect(sent).toHaveLength(1);
	});

	it.each(['unauthorized', 'forbidden', 'notFound', 'unavailable', 'rateLimited'] as const)(
		'contract: %s is no matter of content, so a shared request is not divided',
		async (reason) => {
			const refusal = { ...REFUSED, reason };
			const items = [itemOf(0, { _a: '1' }), itemOf(1, { _b: '2' })];
			const { sent, refused, deliveries } = await delivered(items, () => ({ refusal }));
			expect(sent).toHaveLength(1);
			expect(refused).toEqual([0, 1]);
			expect([...deliveries.values()]).toEqual([
				{ accepted: 0, refusal },
				{ accepted: 0, refusal },
			]);
		},
	);

	it('PORTAL: an item of more than 50 variables is told what was accepted before', async () => {
		const values = Object.fromEntries(
			Array.from({ length: 50 }, (_, index) => [`_v${index}`, '1']),
		);
		const { deliveries, counted } = await delivered(
			[itemOf(0, { ...values, _bad: '' })],
			refuseBad,
		);
		expect(counted).toEqual([
			[50, true],
			[1, false],
		]);
		expect(deliveries.get(0)).toEqual({ accepted: 50, answer: ACCEPTED, refusal: REFUSED });
	});

	it('contract: the first answer and the first refusal of an item are kept', async () => {
		const values = Object.fromEntries(
			Array.from({ length: 150 }, (_, index) => [`_v${index}`, '1']),
		);
		let answered = 0;
		const { deliveries } = await delivered([itemOf(0, values)], () => ({
			answer: { ...ACCEPTED, message: `${answered++}` },
		}));
		expect(deliveries.get(0)).toMatchObject({ accepted: 150, answer: { message: '0' } });
		const { deliveries: second } = await delivered([itemOf(0, values)], () => ({
			refusal: { ...REFUSED, words: `${answered++}` },
		}));
		expect(second.get(0)).toMatchObject({ refusal: { words: '3' } });
	});

	it('n8n: without Continue On Fail, nothing more is begun after a refusal', async () => {
		const items = [itemOf(0, { _bad: '' }), itemOf(1, { _a: '1' }), itemOf(2, { _b: '1' })];
		const alone = await delivered(items, refuseBad, { combine: false, goOn: false });
		expect(alone.sent).toEqual([{ _bad: '' }]);
		expect([...alone.deliveries.keys()]).toEqual([0]);
		const shared = await delivered(items, refuseBad, { goOn: false });
		expect(shared.sent).toEqual([{ _bad: '', _a: '1', _b: '1' }, { _bad: '' }]);
	});

	it('n8n: a run that is stopped leaves out what was not sent', async () => {
		const items = [itemOf(0, { _a: '1' }), itemOf(1, { _b: '1' }), itemOf(2, { _c: '1' })];
		const { sent, deliveries, counted } = await delivered(
			items,
			(values) => ('_b' in values ? { stopped: true } : { answer: ACCEPTED }),
			{ combine: false },
		);
		expect(sent).toEqual([{ _a: '1' }, { _b: '1' }]);
		expect(counted).toHaveLength(1);
		expect([...deliveries.keys()]).toEqual([0]);
	});

	it('contract: of one interaction in order, so that later items win', async () => {
		const items = Array.from({ length: 20 }, (_, item) => itemOf(item, { _a: `${item}` }));
		const { sent } = await delivered(items, accept, { combine: false });
		expect(sent.map(({ _a }) => _a)).toEqual(items.map(({ item }) => `${item}`));
	});
});
