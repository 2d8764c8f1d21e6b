import {
	fieldNames,
	readInputItem,
	type InputFieldSettings,
} from '../../nodes/EightByEightInteractionData/inputItemFields';
import { checkVariables } from '../../nodes/EightByEightInteractionData/variables';
import { PRIVATE_VALUE, variable } from './samples';

/** Reads an item as the only one of its run. */
function read(
	json: Record<string, unknown>,
	settings: Partial<InputFieldSettings> = {},
	known = Object.keys(json),
) {
	return readInputItem(
		json,
		{ fields: [], ivr: true, display: true, privateFields: [], ...settings },
		new Set(known),
	);
}

function nameAndLabelOf(field: string): [string, string] {
	const [{ name, displayName }] = read({ [field]: 'x' }).variables;
	return [name, displayName];
}

describe('the fields of an input item', () => {
	it.each(['accountBalance', 'account_balance', 'Account Balance'])(
		'contract: the field %j becomes _accountBalance, shown as "Account Balance"',
		(field) => {
			expect(read({ [field]: 110.55 })).toEqual({
				variables: [
					variable({
						name: '_accountBalance',
						value: '110.55',
						ivr: true,
						display: true,
						displayName: 'Account Balance',
					}),
				],
				findings: [],
			});
		},
	);

	it.each([
		['AccountBalance', '_accountBalance', 'Account Balance'],
		['account-balance', '_accountBalance', 'Account Balance'],
		['account.balance', '_accountBalance', 'Account Balance'],
		['  account   balance ', '_accountBalance', 'Account Balance'],
		['ACCOUNT_BALANCE', '_accountBalance', 'Account Balance'],
		['tier', '_tier', 'Tier'],
		['SSN', '_ssn', 'SSN'],
		['customerID', '_customerID', 'Customer ID'],
		['HTMLPage', '_htmlPage', 'HTML Page'],
		['address2', '_address2', 'Address2'],
		['2nd address', '_2ndAddress', '2nd Address'],
		['2024', '_2024', '2024'],
		['été prix', '_etePrix', 'Été Prix'],
		['e\u0301te\u0301', '_ete', 'Été'],
		['price 💰', '_price', 'Price'],
		['a$b', '_aB', 'A B'],
	])('contract: the field %j becomes %s, shown as "%s"', (field, name, displayName) => {
		expect(nameAndLabelOf(field)).toEqual([name, displayName]);
		expect(checkVariables(read({ [field]: 'x' }).variables)).toEqual([]);
	});

	it.each([
		['_accountBalance', '_accountBalance', 'Account Balance'],
		['_account_balance', '_account_balance', 'Account Balance'],
		['_SSN', '_SSN', 'SSN'],
		['_my field', '_my field', 'My Field'],
	])('contract: a name that starts with "_" is kept, as %j', (field, name, displayName) => {
		expect(nameAndLabelOf(field)).toEqual([name, displayName]);
	});

	it('SUPPORT: a name that was kept obeys the rules of names like any other', () => {
		const { variables } = read({ '_my field': 'x', customerAccountBalanceTotal: 'y' });
		expect(checkVariables(variables).map(({ variable: name, what }) => `${name}: ${what}`)).toEqual(
			[
				'_my field: the name holds a space',
				'_customerAccountBalanceTotal: the name has 28 characters, more than 25',
			],
		);
	});

	it('SUPPORT: "less than 30 characters", so a long display name is cut to 29', () => {
		const [, displayName] = nameAndLabelOf('the balance of the whole account today');
		expect(displayName).toBe('The Balance Of The Whole Acco');
		expect(nameAndLabelOf('aaaaaaaaaaaaaa bbbbbbbbbbbbb ccc')[1]).toBe(
			'Aaaaaaaaaaaaaa Bbbbbbbbbbbbb',
		);
	});

	it.each([['_'], ['_x'], ['_ '], ['名前'], ['💰'], [' '], ['']])(
		'contract: %j as a field name either holds a letter or digit, or is refused by name',
		(field) => {
			const { variables, findings } = read({ [field]: 'x' });
			const refused = [...findings, ...checkVariables(variables)];
			expect(refused).toEqual(field === '_x' ? [] : expect.arrayContaining([expect.anything()]));
		},
	);

	it('contract: a field without letter or digit is named, with what to do', () => {
		expect(read({ '💰': 5, tier: 'VIP' })).toEqual({
			variables: [variable({ ivr: true, display: true, displayName: 'Tier' })],
			findings: [
				{
					what: 'The input field "💰" holds no letter A–Z, a–z or digit to make a variable name of',
					remedy:
						'Rename the field with an Edit Fields node, or name the fields to send in Input Fields',
				},
			],
		});
	});

	it.each([
		['accountBalance', 'account_balance'],
		['Account Balance', '_accountBalance'],
		['_accountBalance', 'ACCOUNT BALANCE'],
		['prix été', 'Prix ete'],
	])('contract: %j and %j become one name and are refused', (one, other) => {
		const { variables, findings } = read({ [one]: PRIVATE_VALUE, [other]: PRIVATE_VALUE });
		const [{ name }] = variables;
		expect(variables).toHaveLength(1);
		expect(findings).toEqual([
			{
				variable: name,
				what: `the input fields "${one}" and "${other}" would both become this variable`,
				remedy: 'Rename one of them, or name only one in Input Fields',
			},
		]);
	});

	it('contract: naming one of two fields that would collide is enough', () => {
		const json = { accountBalance: '1', account_balance: '2' };
		expect(read(json, { fields: ['account_balance'] })).toEqual({
			variables: [expect.objectContaining({ name: '_accountBalance', value: '2' })],
			findings: [],
		});
		expect(read({ ...json, account_balance: '' }).findings).toEqual([]);
	});

	it('contract: empty values are skipped; zero, false and blanks are values', () => {
		const { variables, findings } = read({
			a: undefined,
			b: null,
			c: '',
			d: 0,
			e: false,
			f: ' ',
		});
		expect(findings).toEqual([]);
		expect(variables.map(({ name, value }) => [name, value])).toEqual([
			['_d', '0'],
			['_e', 'false'],
			['_f', ' '],
		]);
		expect(read({}).variables).toEqual([]);
	});

	it.each([
		[{ b: 1 }, 'the value is an object'],
		[{}, 'the value is an object'],
		[[1], 'the value is a list'],
		[NaN, 'the value is not a finite number'],
	])('contract: objects and arrays are refused, here %j', (value, what) => {
		const { variables, findings } = read({ address: value });
		expect(findings).toEqual([{ variable: '_address', what, remedy: expect.any(String) }]);
		expect(variables).toMatchObject([{ name: '_address', value: '' }]);
	});

	it('n8n: dates among the input fields are written in ISO 8601', () => {
		expect(read({ due: new Date(0) }).variables[0].value).toBe('1970-01-01T00:00:00.000Z');
	});

	it('contract: only the fields named are sent, each once, in the order they are named', () => {
		const json = { a: '1', b: '2', c: '3', nested: {} };
		const { variables, findings } = read(json, { fields: ['c', 'a', 'c'] });
		expect(findings).toEqual([]);
		expect(variables.map(({ name }) => name)).toEqual(['_c', '_a']);
	});

	it('contract: a named field that no item has is a typing slip', () => {
		const { variables, findings } = read(
			{ tier: 'VIP' },
			{ fields: ['tier', 'teir'], privateFields: ['snn'] },
		);
		const remedy = 'Use the names exactly as the input panel shows them, separated by commas';
		expect(findings).toEqual([
			{ what: 'Input Fields names "teir", which no input item has', remedy },
			{ what: 'Private Fields names "snn", which no input item has', remedy },
		]);
		expect(variables.map(({ name }) => name)).toEqual(['_tier']);
	});

	it('contract: a named field that only this item lacks is an empty value', () => {
		const known = ['tier', 'pin'];
		expect(
			read({ tier: 'VIP' }, { fields: known, privateFields: ['pin'] }, known).findings,
		).toEqual([]);
	});

	it('contract: Private Fields makes the fields it names private, and no others', () => {
		const { variables } = read(
			{ tier: 'VIP', 'Account PIN': '1234', account_no: '5' },
			{ privateFields: ['Account PIN', 'account_no'] },
		);
		expect(variables.map(({ name, privacy }) => [name, privacy])).toEqual([
			['_tier', false],
			['_accountPIN', true],
			['_accountNo', true],
		]);
	});

	it.each([
		[true, true],
		[true, false],
		[false, true],
		[false, false],
	])('contract: ivr %p and display %p hold for all fields', (ivr, display) => {
		expect(read({ tier: 'VIP' }, { ivr, display }).variables).toEqual([
			variable({ ivr, display, displayName: display ? 'Tier' : '' }),
		]);
	});

	it('contract: no finding holds a value', () => {
		const { findings } = read(
			{ a: [PRIVATE_VALUE], A: PRIVATE_VALUE, '💰': PRIVATE_VALUE },
			{ privateFields: ['a', 'x'] },
		);
		expect(findings).toHaveLength(4);
		expect(JSON.stringify(findings)).not.toContain(PRIVATE_VALUE);
	});

	it.each(['constructor', 'toString', '__proto__'])(
		'contract: an own field called %s is a field like others',
		(field) => {
			const json = JSON.parse(`{"${field}": "x"}`) as Record<string, unknown>;
			expect(read(json).variables).toMatchObject([{ value: 'x' }]);
		},
	);

	it.each(['constructor', 'toString'])(
		'contract: a field called %s that only other items have is an empty value here',
		(field) => {
			expect(read({ tier: 'VIP' }, { fields: ['tier', field] }, ['tier', field]).findings).toEqual(
				[],
			);
		},
	);

	it('SUPPORT: cutting a display name never cuts a character in two', () => {
		const { displayName } = read({ [`a${'𝒜'.repeat(20)}`]: 'x' }).variables[0];
		expect(displayName).not.toMatch(/\p{Surrogate}/u);
	});
});

describe('what the agent reads for an input field', () => {
	it.each([
		['a'.repeat(40), `A${'a'.repeat(28)}`],
		// Half of a letter of two UTF-16 units cannot be sent.
		[`${'a'.repeat(28)}\u{1d41a}`, `A${'a'.repeat(27)}`],
		['item 1234', 'Item 1234'],
	])('assumed: of %s is cut to whole characters: %s', (field, displayName) => {
		const settings = { fields: [], ivr: true, display: true, privateFields: [] };
		const { variables } = readInputItem({ [field]: '1' }, settings, new Set([field]));
		expect(variables).toMatchObject([{ displayName }]);
	});
});

describe('a list of field names', () => {
	it.each([
		['', []],
		[undefined, []],
		[null, []],
		[' , ,', []],
		['a', ['a']],
		[' a , Customer Tier ,b', ['a', 'Customer Tier', 'b']],
		['a\n,b', ['a', 'b']],
		[
			['a', ' b ', ''],
			['a', 'b'],
		],
		[[1], ['1']],
		[5, ['5']],
	])('contract: %j, separated by commas or as an expression made it, names %j', (list, names) => {
		expect(fieldNames(list)).toEqual(names);
	});
});
