import { readList, readVariablesJson } from '../../nodes/EightByEightInteractionData/variablesJson';
import { checkVariables } from '../../nodes/EightByEightInteractionData/variables';
import { exampleTwo, PRIVATE_VALUE, variable } from './samples';

/** The body of the support article's Example 2, as it stands. */
const EXAMPLE_TWO = [
	{ name: '_queueId', value: '201', ivr: 'true' },
	{ name: '_SSN', value: PRIVATE_VALUE, ivr: 'true', privacy: 'true' },
	{ name: '_amount', value: '110.55', display: 'true', displayName: 'Amount Due' },
	{
		name: '_dueDate',
		value: '04 July 2019',
		ivr: 'true',
		display: 'true',
		displayName: 'Due Date',
		dataType: 'date',
	},
];

const SHAPES: Array<[string, unknown]> = [
	['a list', EXAMPLE_TWO],
	['{variables: […]}', { variables: EXAMPLE_TWO }],
	['{data: [{variables: […]}]}', { data: [{ variables: EXAMPLE_TWO }] }],
	['{data: {variables: […]}}', { data: { variables: EXAMPLE_TWO } }],
	[
		'{data: […]} with several entries',
		{ data: [{ variables: EXAMPLE_TWO.slice(0, 1) }, { variables: EXAMPLE_TWO.slice(1) }] },
	],
];

function findingsOf(source: unknown): string[] {
	return readVariablesJson(source).findings.map(({ variable: name, what }) =>
		name === undefined ? what : `${name}: ${what}`,
	);
}

function firstOf(attributes: Record<string, unknown>) {
	return readVariablesJson([{ name: '_a', value: '1', ...attributes }]);
}

describe('Variables (JSON)', () => {
	it.each(SHAPES)(
		'contract: %s is read, as text and as what an expression resolved to',
		(_, json) => {
			const expected = { variables: exampleTwo, findings: [] };
			expect(readVariablesJson(json)).toEqual(expected);
			expect(readVariablesJson(JSON.stringify(json))).toEqual(expected);
			expect(readVariablesJson(JSON.stringify(json, null, '\t'))).toEqual(expected);
		},
	);

	it('contract: a map of names to values is read, for the IVR', () => {
		const map = { _tier: 'VIP', _balance: 110.55, _open: false };
		const expected = {
			variables: [
				variable({ ivr: true }),
				variable({ name: '_balance', value: '110.55', ivr: true }),
				variable({ name: '_open', value: 'false', ivr: true }),
			],
			findings: [],
		};
		expect(readVariablesJson(map)).toEqual(expected);
		expect(readVariablesJson(JSON.stringify(map))).toEqual(expected);
	});

	it.each([
		[true, true],
		['true', true],
		[' TRUE ', true],
		[false, false],
		['false', false],
		['False', false],
		[undefined, false],
		[null, false],
		['', false],
	])('SUPPORT and PORTAL: booleans are true or "true"; %j reads %p', (written, flag) => {
		expect(firstOf({ ivr: written, display: written, privacy: written })).toEqual({
			variables: [variable({ name: '_a', value: '1', ivr: flag, display: flag, privacy: flag })],
			findings: [],
		});
	});

	it.each([1, 0, 'yes', 'value', 't', {}, [], [true]])(
		'SUPPORT and PORTAL: %j is neither true nor false, and never quoted',
		(written) => {
			const { variables, findings } = firstOf({ privacy: written });
			expect(findings).toEqual([
				{
					variable: '_a',
					what: 'privacy is neither true nor false',
					remedy: 'Write "privacy": true or false',
				},
			]);
			expect(variables).toEqual([variable({ name: '_a', value: '1' })]);
		},
	);

	it.each([
		['phone', 'phone'],
		['phone number', 'phone'],
		['text', 'text'],
		['', ''],
		[undefined, ''],
		[null, ''],
	])('SUPPORT and PORTAL: the data type %j is read as %j', (written, dataType) => {
		expect(firstOf({ dataType }).variables).toEqual(firstOf({ dataType: written }).variables);
		expect(firstOf({ dataType: written }).variables[0].dataType).toBe(dataType);
	});

	it('SUPPORT: an unknown data type is found with the other rules', () => {
		const { variables, findings } = firstOf({ dataType: 'money' });
		expect([findings, checkVariables(variables).map(({ what }) => what)]).toEqual([
			[],
			['the data type "money" is unknown'],
		]);
	});

	it.each([
		['displayName', {}],
		['displayName', ['Amount Due']],
		['dataType', {}],
		['dataType', []],
	])('SUPPORT: %s is a text, so %j is refused', (attribute, written) => {
		expect(firstOf({ [attribute]: written }).findings).toEqual([
			{
				variable: '_a',
				what: `${attribute} is not a text`,
				remedy: `Write "${attribute}": "…"`,
			},
		]);
	});

	it('contract: numbers and booleans as display name are written as text', () => {
		expect(firstOf({ displayName: 5 }).variables[0].displayName).toBe('5');
		expect(firstOf({ displayName: false }).variables[0].displayName).toBe('false');
	});

	it.each(['Name', 'private', 'displayname', 'data_type', 'type', '__proto__'])(
		'SUPPORT: the attribute %j is none of the documented ones',
		(attribute) => {
			const row = `[{"name": "_a", "value": "1", "${attribute}": "x"}]`;
			expect(readVariablesJson(row).findings).toEqual([
				{
					variable: '_a',
					what: `the attribute "${attribute}" is unknown`,
					remedy: 'Use only name, value, ivr, display, displayName, dataType, privacy',
				},
			]);
		},
	);

	it.each([
		[undefined, '_a: the value is empty'],
		[null, '_a: the value is empty'],
		['', '_a: the value is empty'],
		[{ b: 1 }, '_a: the value is an object'],
		[[1], '_a: the value is a list'],
	])('PORTAL: a value is required and a text; %j is told', (value, told) => {
		expect(findingsOf([{ name: '_a', value }])).toEqual([told]);
		expect(findingsOf({ variables: [{ name: '_a', value }] })).toEqual([told]);
	});

	it.each([
		['a nested map', { _a: { _b: '1' } }, ['_a: the value is an object']],
		['a map with a list', { _a: ['1'] }, ['_a: the value is a list']],
		[
			'a map with nothing',
			{ _a: null, _b: '' },
			['_a: the value is empty', '_b: the value is empty'],
		],
	])('contract: %s is told by its names', (_, json, told) => {
		expect(findingsOf(json)).toEqual(told);
		expect(findingsOf(JSON.stringify(json))).toEqual(told);
	});

	it.each([
		[[1, 2], 2],
		[['VIP'], 1],
		[[null], 1],
		[[[{ name: '_a', value: '1' }]], 1],
		[{ variables: [1] }, 1],
		[{ data: [1, 'x', null] }, 3],
	])('contract: %j is no list of variables', (json, entries) => {
		expect(findingsOf(json)).toEqual(
			Array.from(
				{ length: entries },
				(_, index) => `Entry ${index + 1} of the list of variables is not an object`,
			),
		);
		expect(readVariablesJson(json).variables).toEqual([]);
	});

	it.each([
		[5, 'Variables (JSON) holds a number instead of variables'],
		['5', 'Variables (JSON) holds a number instead of variables'],
		['true', 'Variables (JSON) holds a boolean instead of variables'],
		[false, 'Variables (JSON) holds a boolean instead of variables'],
		['"VIP"', 'Variables (JSON) holds a string instead of variables'],
		['', 'Variables (JSON) is empty'],
		[' \n', 'Variables (JSON) is empty'],
		['null', 'Variables (JSON) is empty'],
		[null, 'Variables (JSON) is empty'],
		[undefined, 'Variables (JSON) is empty'],
	])('contract: %j is no variables, and the shapes are told', (source, what) => {
		expect(readVariablesJson(source)).toEqual({
			variables: [],
			findings: [{ what, remedy: expect.stringContaining('Give a list of variables, e.g. [{') }],
		});
	});

	it.each([[[]], [{}], [{ variables: [] }], [{ data: [] }], [{ data: { variables: [] } }]])(
		'contract: %j holds no variable',
		(json) => {
			const { variables, findings } = readVariablesJson(json);
			expect(findings).toEqual([]);
			expect(checkVariables(variables)).toMatchObject([{ what: 'There is no variable to set' }]);
		},
	);

	it.each([
		['not JSON', 'oops'],
		['a missing quote', `{"_SSN": "${PRIVATE_VALUE}}`],
		['a missing comma', `{"_SSN": "${PRIVATE_VALUE}" "_a": 1}`],
		['no quotes', `{"_SSN": ${PRIVATE_VALUE}}`],
		['a long text', `{"_SSN": "${PRIVATE_VALUE}", ${' '.repeat(300)} oops`],
		['two documents', `{"_SSN": "${PRIVATE_VALUE}"} {"_a": 1}`],
		['a cut document', `[{"name": "_SSN", "value": "${PRIVATE_VALUE}"`],
		['single quotes', `{'_SSN': '${PRIVATE_VALUE}'}`],
		['an expression that printed an object', '[object Object]'],
	])('contract: %s is told without quoting any of it', (_, text) => {
		const reading = readVariablesJson(text);
		expect(reading).toEqual({
			variables: [],
			findings: [
				{
					what: expect.stringMatching(
						/^Variables \(JSON\) is not valid JSON( \(at character \d+\))?$/,
					),
					remedy: expect.stringMatching(
						/^Look for missing quotes, commas or brackets\. Give a list/,
					),
				},
			],
		});
		expect(JSON.stringify(reading)).not.toMatch(/111|_SSN|oops|\[object/);
	});

	it('contract: the place is told where the parser tells it', () => {
		expect(findingsOf('[{"name": "_a" "value": "1"}]')).toEqual([
			'Variables (JSON) is not valid JSON (at character 16)',
		]);
	});

	it('n8n: the place is told also as the Node.js of an n8n server tells it', () => {
		jest.spyOn(JSON, 'parse').mockImplementationOnce(() => {
			throw new SyntaxError("Expected ',' in JSON at position 215 (line 12 column 16)");
		});
		expect(findingsOf('[')).toEqual(['Variables (JSON) is not valid JSON (at character 216)']);
	});

	it('contract: a number in the text is never told as the place', () => {
		expect(findingsOf('{"position 41": x}')).toEqual(['Variables (JSON) is not valid JSON']);
	});

	it('contract: everything is found at once', () => {
		const rows = [
			{ name: '_a', value: {}, ivr: 'yes', displayName: [], dataType: {}, extra: 1 },
			5,
			{ value: '1' },
		];
		expect(findingsOf(rows)).toEqual([
			'_a: the attribute "extra" is unknown',
			'_a: the value is an object',
			'_a: dataType is not a text',
			'_a: ivr is neither true nor false',
			'_a: displayName is not a text',
			'Entry 2 of the list of variables is not an object',
		]);
		expect(checkVariables(readVariablesJson(rows).variables).map(({ what }) => what)).toEqual([
			'the name is empty',
		]);
	});

	it.each<[object, string]>([
		[{ name: '_a' }, '_a: the value is empty'],
		[{ name: '_a', value: [] }, '_a: the value is a list'],
		[{ name: '_a', ivr: true }, '_a: the value is empty'],
	])(
		'contract: %j is a variable that lacks something, no map of names to values',
		(json, finding) => {
			expect(findingsOf(json)).toEqual([finding]);
			expect(readVariablesJson(json).variables).toMatchObject([{ name: '_a', value: '' }]);
		},
	);

	it('contract: one without a name is no map of names to values either', () => {
		const { variables, findings } = readVariablesJson({ value: 'VIP' });
		expect([findings, checkVariables(variables).map(({ what }) => what)]).toEqual([
			[],
			['the name is empty'],
		]);
	});

	it('contract: variables without a name are called by their place in the list', () => {
		expect(findingsOf([{ name: '_a', value: '1' }, { value: '' }])).toEqual([
			'number 2: the value is empty',
		]);
	});

	it.each([5, null, undefined, {}, true])('SUPPORT: a name is a string, so %j is none', (name) => {
		expect(readVariablesJson([{ name, value: '1' }]).variables[0].name).toBe('');
	});

	it('contract: no finding holds a private value', () => {
		const broken = [
			{ name: '_SSN', value: [PRIVATE_VALUE], privacy: true },
			{ name: '_SSN', value: PRIVATE_VALUE, privacy: PRIVATE_VALUE },
			{ name: '_SSN', value: { PRIVATE_VALUE }, ivr: PRIVATE_VALUE, privacy: true },
			PRIVATE_VALUE,
		];
		const { findings } = readList(broken);
		expect(findings).toHaveLength(5);
		expect(JSON.stringify(findings)).not.toContain(PRIVATE_VALUE);
	});
});
