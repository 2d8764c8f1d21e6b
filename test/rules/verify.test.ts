import { compare } from '../../nodes/EightByEightInteractionData/verify';
import { byGuid, exampleTwo, GUID, itemOf, PRIVATE_VALUE, variable } from './samples';

function pascal(userInput: unknown): string {
	return JSON.stringify({ InteractionId: GUID, UserInput: userInput });
}

const EXAMPLE = { item: 0, interaction: byGuid, variables: exampleTwo };

describe('verifying what was set', () => {
	it.each([
		['SUPPORT', 'InteractionId', 'UserInput'],
		['PORTAL', 'interactionId', 'variables'],
	])('%s: what was set is found again', (_, id, list) => {
		const body = JSON.stringify({
			[id]: GUID,
			[list]: exampleTwo.map(({ name, value }) => ({ name, value })),
		});
		expect(compare([EXAMPLE], body)).toEqual(new Map([[0, []]]));
	});

	it('SUPPORT: the name should match the IVR script, "else the variable is ignored", and is missed', () => {
		const body = pascal([{ name: '_queueId', value: '201' }]);
		expect(compare([EXAMPLE], body)).toEqual(
			new Map([[0, ['"_SSN" is missing', '"_amount" is missing', '"_dueDate" is missing']]]),
		);
		expect(compare([EXAMPLE], pascal(undefined))?.get(0)).toHaveLength(4);
	});

	it('contract: another value is told by name only', () => {
		const body = pascal([{ name: '_tier', value: PRIVATE_VALUE }]);
		expect(compare([itemOf(3, { _tier: 'VIP' })], body)).toEqual(
			new Map([[3, ['"_tier" has another value']]]),
		);
	});

	it.each(['******', '', null, 'anything', '••••••'])(
		'not published: whether private values are masked on GET, so %j will do for one',
		(value) => {
			const variables = [variable({ name: '_SSN', value: PRIVATE_VALUE, privacy: true })];
			const entry = { item: 0, interaction: byGuid, variables };
			expect(compare([entry], pascal([{ name: '_SSN', value }]))).toEqual(new Map([[0, []]]));
		},
	);

	it('contract: a value that 8x8 itself marks private cannot be compared', () => {
		const body = pascal([{ name: '_tier', value: 'x', privacy: 'true' }]);
		expect(compare([itemOf(0, { _tier: 'VIP' })], body)).toEqual(new Map([[0, []]]));
	});

	it.each([
		['5', 5],
		['110.55', 110.55],
		['true', true],
	])('contract: %j read back as %p is the same', (value, told) => {
		const body = pascal([{ name: '_tier', value: told }]);
		expect(compare([itemOf(0, { _tier: value })], body)).toEqual(new Map([[0, []]]));
	});

	it.each([
		['null', null],
		['[object Object]', {}],
		['5', [5]],
	])('contract: %j read back as %j is another value', (value, told) => {
		const body = pascal([{ name: '_tier', value: told }]);
		expect(compare([itemOf(0, { _tier: value })], body)).toEqual(
			new Map([[0, ['"_tier" has another value']]]),
		);
	});

	it('contract: later items win on the same name, for earlier items as well', () => {
		const entries = [itemOf(0, { _tier: 'silver', _a: '1' }), itemOf(1, { _tier: 'gold' })];
		const body = (tier: string) =>
			pascal([
				{ name: '_tier', value: tier },
				{ name: '_a', value: '1' },
			]);
		expect(compare(entries, body('gold'))).toEqual(
			new Map([
				[0, []],
				[1, []],
			]),
		);
		expect(compare(entries, body('silver'))).toEqual(
			new Map([
				[0, ['"_tier" has another value']],
				[1, ['"_tier" has another value']],
			]),
		);
	});

	it.each(['', 'null', '[]', '{}', '<html>', '{"status":"success"}'])(
		'contract: %j cannot be compared with',
		(body) => {
			expect(compare([EXAMPLE], body)).toBeUndefined();
		},
	);

	it('contract: a variable called __proto__ in the answer harms nothing', () => {
		const body = `{"InteractionId":"x","UserInput":[{"name":"__proto__","value":"VIP"}]}`;
		expect(compare([itemOf(0, { _tier: 'VIP' })], body)).toEqual(
			new Map([[0, ['"_tier" is missing']]]),
		);
	});
});
