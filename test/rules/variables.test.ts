import {
	checkVariables,
	dataTypes,
	limits,
	MASK,
	shown,
	variableLabel,
	type DataType,
	type Finding,
} from '../../nodes/EightByEightInteractionData/variables';
import { exampleTwo, PRIVATE_VALUE, variable } from './samples';

const NAME_REMEDY =
	'Names begin with "_" followed by letters A–Z, a–z and digits only, at most 25 characters in all, e.g. _accountBalance';
const OTHER_CHARACTER =
	'the name holds a character other than letters A–Z, a–z and digits after its first "_"';

function nameFinding(name: string, what: string): Finding[] {
	return [{ variable: name, what, remedy: NAME_REMEDY }];
}

describe('a variable', () => {
	it('SUPPORT: the variables of Example 2 break no rule', () => {
		expect(checkVariables(exampleTwo)).toEqual([]);
	});

	it.each(['_a', '_A', '_1', '_0a', '_queueId', '_SSN', `_${'a'.repeat(23)}`])(
		'SUPPORT: a name begins with "_", is alphanumeric and less than 25 characters, as %s',
		(name) => {
			expect(checkVariables([variable({ name })])).toEqual([]);
		},
	);

	it('PORTAL: a name has at most 25 characters, so exactly 25 are accepted', () => {
		expect(checkVariables([variable({ name: `_${'a'.repeat(24)}` })])).toEqual([]);
	});

	it.each([26, 27, 1000])('PORTAL: a name of %i characters is too long', (length) => {
		const name = `_${'a'.repeat(length - 1)}`;
		expect(checkVariables([variable({ name })])).toEqual(
			nameFinding(name, `the name has ${length} characters, more than 25`),
		);
	});

	it.each([
		['tier', 'the name does not begin with "_"'],
		[' _tier', 'the name does not begin with "_"'],
		['-tier', 'the name does not begin with "_"'],
		['＿tier', 'the name does not begin with "_"'],
		['_', 'the name is only "_"'],
		['_ti er', 'the name holds a space'],
		['_tier ', 'the name holds a space'],
		['_ti\ter', 'the name holds a space'],
		['_ti\ner', 'the name holds a space'],
		['_ti\u00a0er', 'the name holds a space'],
		['_ti-er', OTHER_CHARACTER],
		['_ti_er', OTHER_CHARACTER],
		['__tier', OTHER_CHARACTER],
		['_ti.er', OTHER_CHARACTER],
		['_tiér', OTHER_CHARACTER],
		['_tie\u0301r', OTHER_CHARACTER],
		['_tier😀', OTHER_CHARACTER],
		['_名前', OTHER_CHARACTER],
		['_tier\u0660', OTHER_CHARACTER],
		['_tier\u200b', OTHER_CHARACTER],
		['_tier\0', OTHER_CHARACTER],
		['__proto__', OTHER_CHARACTER],
	])('SUPPORT: "begin with _, alphanumeric … no space", so %j is refused', (name, what) => {
		expect(checkVariables([variable({ name })])).toEqual(nameFinding(name, what));
	});

	it('SUPPORT: a variable without a name is called by its place', () => {
		expect(checkVariables([variable(), variable({ name: '' })])).toEqual([
			{ variable: 'number 2', what: 'the name is empty', remedy: NAME_REMEDY },
		]);
		expect(variableLabel('_tier', 3)).toBe('_tier');
		expect(variableLabel('', 0)).toBe('number 1');
	});

	it.each([0, 1, 999, 1000])('PORTAL: a value of %i characters is not too long', (length) => {
		expect(checkVariables([variable({ value: 'x'.repeat(length) })])).toEqual([]);
	});

	it.each([1001, 5000])('PORTAL: a value of %i characters is too long', (length) => {
		expect(checkVariables([variable({ value: 'x'.repeat(length) })])).toEqual([
			{
				variable: '_tier',
				what: `the value has ${length} characters, more than 1000`,
				remedy: 'Shorten the value or divide it among several variables',
			},
		]);
	});

	it('assumed: an emoji counts as two characters, the strictest way to count', () => {
		expect(checkVariables([variable({ value: '😀'.repeat(500) })])).toEqual([]);
		expect(checkVariables([variable({ value: `${'😀'.repeat(500)}x` })])).toMatchObject([
			{ what: 'the value has 1001 characters, more than 1000' },
		]);
	});

	it.each([0, 1, 29, 30])(
		'SUPPORT and PORTAL: a display name of %i characters passes',
		(length) => {
			expect(checkVariables([variable({ displayName: 'x'.repeat(length) })])).toEqual([]);
		},
	);

	it.each([31, 300])('PORTAL: a display name of %i characters is too long', (length) => {
		expect(checkVariables([variable({ displayName: 'x'.repeat(length) })])).toEqual([
			{
				variable: '_tier',
				what: `the display name has ${length} characters, more than 30`,
				remedy: 'Shorten the display name to at most 30 characters',
			},
		]);
	});

	it.each(['Amount Due', 'Fällig am', '名前', '😀', '<b>', ' '])(
		'SUPPORT: "Any string less than 30 characters" is a display name, as %j',
		(displayName) => {
			expect(checkVariables([variable({ displayName })])).toEqual([]);
		},
	);

	it('SUPPORT: the data types are those of the two documents, or none', () => {
		expect(dataTypes).toEqual(['', 'text', 'number', 'phone', 'date', 'time', 'currency']);
		for (const dataType of dataTypes) {
			expect(checkVariables([variable({ dataType })])).toEqual([]);
		}
	});

	it.each(['Text', 'string', 'phone number', 'money', ' ', '0', 'toString'])(
		'SUPPORT: the data type %j is none of the documented ones',
		(dataType) => {
			expect(checkVariables([variable({ dataType: dataType as DataType })])).toEqual([
				{
					variable: '_tier',
					what: `the data type "${dataType}" is unknown`,
					remedy: 'Use one of text, number, phone, date, time, currency, or leave it unspecified',
				},
			]);
		},
	);

	it('PORTAL: one variable may be for the IVR, the agent and private together', () => {
		expect(checkVariables([variable({ ivr: true, display: true, privacy: true })])).toEqual([]);
	});
});

describe('the variables of an item', () => {
	it('contract: there has to be one', () => {
		expect(checkVariables([])).toEqual([
			{
				what: 'There is no variable to set',
				remedy: 'Add at least one variable with a name and a value',
			},
		]);
	});

	it('SUPPORT: "no limit on how many", so 500 pass (requests of 50 are made of them later)', () => {
		const many = Array.from({ length: 500 }, (_, index) => variable({ name: `_v${index}` }));
		expect(checkVariables(many)).toEqual([]);
		expect(limits.variablesPerRequest).toBe(50);
	});

	it('contract: a name may be given only once, told once however often it is there', () => {
		const names = ['_a', '_b', '_a', '_a', '_b', '_c'];
		const remedy = 'Keep one variable of each name; 8x8 would keep only the last value';
		expect(checkVariables(names.map((name) => variable({ name })))).toEqual([
			{ variable: '_a', what: 'the name is given more than once', remedy },
			{ variable: '_b', what: 'the name is given more than once', remedy },
		]);
	});

	it('contract: names that differ in case are two names; missing names are no duplicates', () => {
		expect(checkVariables([variable({ name: '_a' }), variable({ name: '_A' })])).toEqual([]);
		expect(
			checkVariables([variable({ name: '' }), variable({ name: '' })]).map(({ what }) => what),
		).toEqual(['the name is empty', 'the name is empty']);
	});

	it('contract: everything is found at once, in the order of the variables', () => {
		const findings = checkVariables([
			variable({
				name: 'tier',
				value: 'x'.repeat(1001),
				displayName: 'y'.repeat(31),
				dataType: 'money' as DataType,
			}),
			variable({ name: '' }),
			variable({ name: '_a' }),
			variable({ name: '_a', value: 'x'.repeat(2000) }),
		]);
		expect(findings.map(({ variable: name, what }) => `${name}: ${what}`)).toEqual([
			'tier: the name does not begin with "_"',
			'tier: the value has 1001 characters, more than 1000',
			'tier: the display name has 31 characters, more than 30',
			'tier: the data type "money" is unknown',
			'number 2: the name is empty',
			'_a: the value has 2000 characters, more than 1000',
			'_a: the name is given more than once',
		]);
	});

	it.each([
		variable({ name: 'x', value: PRIVATE_VALUE, privacy: true }),
		variable({ value: PRIVATE_VALUE.repeat(100), privacy: true }),
		variable({ value: PRIVATE_VALUE, displayName: 'y'.repeat(31), privacy: true }),
		variable({ value: PRIVATE_VALUE, dataType: 'money' as DataType, privacy: true }),
	])('contract: no finding holds a value (%#)', (broken) => {
		const findings = checkVariables([broken, broken]);
		expect(findings.length).toBeGreaterThan(1);
		expect(JSON.stringify(findings)).not.toContain(PRIVATE_VALUE);
	});

	it('contract: a private value reads "••••••" where variables are shown', () => {
		expect(exampleTwo.map((each) => shown(each).value)).toEqual([
			'201',
			'••••••',
			'110.55',
			'04 July 2019',
		]);
		expect(MASK).toBe('••••••');
		expect(exampleTwo[1].value).toBe(PRIVATE_VALUE);
	});
});
