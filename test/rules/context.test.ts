import { readContext } from '../../nodes/EightByEightInteractionData/context';
import { GUID, PRIVATE_VALUE } from './samples';

const PASCAL = {
	InteractionId: GUID,
	Channel: '18005551234',
	CreateTime: '2024-01-15T10:30:00Z',
	ANI: '14085550100',
	CallerName: 'Jane Doe',
	QueueId: '201',
	QueueTime: '2024-01-15T10:31:00Z',
	Priority: 5,
	AgentId: 'ag1',
	UserInput: [{ name: '_tier', value: 'VIP' }],
};

const CAMEL = {
	interactionId: GUID,
	channel: '18005551234',
	createTime: '2024-01-15T10:30:00Z',
	ani: '14085550100',
	callerName: 'Jane Doe',
	queueId: '201',
	queueTime: '2024-01-15T10:31:00Z',
	priority: 5,
	agentId: 'ag1',
	variables: [{ name: '_tier', value: 'VIP', display: true, displayName: 'Customer Tier' }],
};

const READ = {
	interactionId: GUID,
	channel: '18005551234',
	createTime: '2024-01-15T10:30:00Z',
	ani: '14085550100',
	callerName: 'Jane Doe',
	queueId: '201',
	queueTime: '2024-01-15T10:31:00Z',
	priority: 5,
	agentId: 'ag1',
	variables: { _tier: 'VIP' },
};

function read(body: unknown) {
	return readContext(JSON.stringify(body));
}

describe('the context of an interaction', () => {
	it.each([
		['SUPPORT: PascalCase with UserInput', PASCAL],
		['PORTAL: camelCase with variables', CAMEL],
	])('%s is read, and kept as it is when raw', (_, body) => {
		expect(read(body)).toEqual({ context: READ, raw: body });
	});

	it.each([
		['SUPPORT: only InteractionId and CreateTime are always there', { InteractionId: GUID }],
		['PORTAL: what is not shown is absent', { interactionId: GUID }],
		['contract: null is as good as absent', { ...PASCAL, ...nothing(PASCAL), InteractionId: GUID }],
	])('%s; ten fields come out, absent ones null', (_, body) => {
		expect(read(body)?.context).toEqual({
			...(nothing(READ) as object),
			interactionId: GUID,
			variables: {},
		});
	});

	it('contract: casing does not depend on the form, and may be mixed', () => {
		const body = { interactionID: GUID, Ani: '1', userinput: [{ NAME: '_a', Value: '1' }] };
		expect(read(body)?.context).toMatchObject({
			interactionId: GUID,
			ani: '1',
			variables: { _a: '1' },
		});
	});

	it('contract: variables of both lists are put together, of one name the last', () => {
		const body = {
			InteractionId: GUID,
			UserInput: [
				{ name: '_a', value: '1' },
				{ name: '_a', value: '2' },
				{ name: '_b', value: '1' },
			],
			variables: [{ name: '_b', value: '2' }],
		};
		expect(read(body)?.context.variables).toEqual({ _a: '2', _b: '2' });
	});

	it('assumed: a map of names to values is read as well', () => {
		expect(read({ InteractionId: GUID, UserInput: { _a: '1', _b: 2 } })?.context.variables).toEqual(
			{
				_a: '1',
				_b: 2,
			},
		);
	});

	it.each([true, 'true', 'TRUE', 'True'])(
		'contract: a value that 8x8 marks private (%j) is masked, simplified and raw',
		(privacy) => {
			for (const [list, mark] of [
				['variables', 'privacy'],
				['UserInput', 'Privacy'],
			]) {
				const reading = read({
					InteractionId: GUID,
					[list]: [
						{ name: '_SSN', value: PRIVATE_VALUE, VALUE: PRIVATE_VALUE, [mark]: privacy, other: 1 },
						{ name: '_tier', value: 'VIP', [mark]: false },
					],
				});
				expect(reading?.context.variables).toEqual({ _SSN: '••••••', _tier: 'VIP' });
				expect(reading?.raw[list]).toEqual([
					{ name: '_SSN', value: '••••••', VALUE: '••••••', [mark]: privacy, other: 1 },
					{ name: '_tier', value: 'VIP', [mark]: false },
				]);
			}
		},
	);

	it.each([false, 'false', '', null, undefined, 0])(
		'contract: a value that 8x8 does not mark private (%j) is shown',
		(privacy) => {
			const variables = [{ name: '_tier', value: 'VIP', privacy }];
			expect(read({ InteractionId: GUID, variables })?.context.variables).toEqual({ _tier: 'VIP' });
		},
	);

	describe.each<[string, (entry: object) => object]>([
		['in a list below the top', (entry) => ({ data: { variables: [entry] } })],
		['in a list of lists', (entry) => ({ data: [{ variables: [entry] }] })],
		['in an object instead of a list', (entry) => ({ UserInput: entry })],
		['in a map of objects', (entry) => ({ variables: { _SSN: entry } })],
	])('a private value %s', (_, place) => {
		it('contract: is masked, simplified and raw', () => {
			const entry = { name: '_SSN', value: PRIVATE_VALUE, privacy: true };
			const reading = read({ InteractionId: GUID, ...place(entry) });
			expect(reading).toBeDefined();
			expect(JSON.stringify(reading)).not.toContain(PRIVATE_VALUE);
		});
	});

	const unmarked = { name: '_SSN', value: PRIVATE_VALUE };
	it.each<[string, object]>([
		['in the other list', { variables: [unmarked] }],
		['in a list below the top', { data: [{ list: [unmarked] }] }],
		['in a map of names to values', { variables: { _SSN: PRIVATE_VALUE } }],
		['as a field of its own', { _SSN: PRIVATE_VALUE }],
	])('contract: a value marked private in one list is masked also %s', (_, place) => {
		const marked = { name: '_SSN', value: 'x', privacy: true };
		for (const list of [[marked], [[{ name: '_tier' }, { within: marked }]]]) {
			const reading = read({ InteractionId: GUID, UserInput: list, ...place });
			expect(reading).toBeDefined();
			expect(JSON.stringify(reading)).not.toContain(PRIVATE_VALUE);
		}
	});

	it('contract: what is not marked stays as it is beside what is', () => {
		const UserInput = [
			{ name: 'priority', value: 'x', privacy: true },
			{ name: 7, value: 'y', privacy: true },
		];
		const variables = [{ name: '_tier', value: 'VIP' }];
		expect(read({ InteractionId: GUID, UserInput, variables, priority: '5' })).toEqual({
			context: expect.objectContaining({
				priority: '5',
				variables: { priority: '••••••', _tier: 'VIP' },
			}),
			raw: {
				InteractionId: GUID,
				UserInput: [
					{ name: 'priority', value: '••••••', privacy: true },
					{ name: 7, value: '••••••', privacy: true },
				],
				variables,
				priority: '5',
			},
		});
	});

	it('contract: a mark without a name hides nothing that has none either', () => {
		const body = { InteractionId: GUID, a: { privacy: true, value: 'x' }, b: { value: 'y' } };
		expect(readContext(JSON.stringify(body))?.raw).toMatchObject({
			a: { value: '••••••' },
			b: { value: 'y' },
		});
	});

	it.each<[unknown, boolean]>([
		[' FALSE ', false],
		['no', false],
		['Off', false],
		['0', false],
		['  ', false],
		['yes', true],
		['1', true],
		['falsely', true],
		['know', true],
		[1, true],
	])('assumed: the mark %j means private: %j', (privacy, isPrivate) => {
		const variables = [{ name: '_a', value: '1', privacy }];
		expect(read({ InteractionId: GUID, variables })?.context.variables).toEqual({
			_a: isPrivate ? '••••••' : '1',
		});
	});

	it.each([
		[32, true],
		[33, false],
	])('n8n: of %i levels an answer is read: %j', (levels, isRead) => {
		const nested = `${'['.repeat(levels - 1)}${']'.repeat(levels - 1)}`;
		expect(readContext(`{"InteractionId": "x", "a": ${nested}}`) !== undefined).toBe(isRead);
	});

	it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
		'contract: a variable or field called %s harms nothing',
		(name) => {
			const text = `{"InteractionId": "x", "${name}": {"polluted": 1}, "UserInput": [{"name": "${name}", "value": "v", "${name}": 1}]}`;
			const reading = readContext(text);
			expect(Object.entries(reading?.context.variables ?? {})).toEqual([[name, 'v']]);
			expect(Object.keys(reading?.raw ?? {})).toEqual(['InteractionId', name, 'UserInput']);
			expect(({} as Record<string, unknown>).polluted).toBeUndefined();
			expect(Object.getPrototypeOf(reading?.context.variables)).toBe(Object.prototype);
		},
	);

	it.each([
		[5, {}],
		['text', {}],
		[true, {}],
		[[], {}],
		[[1, null, 'x', [], {}], {}],
		[[{ name: 5, value: '1' }, { value: '1' }, { name: null }], {}],
		[[{ name: '_a' }], { _a: null }],
		[[{ name: '_a', value: { b: [1] } }], { _a: { b: [1] } }],
		[[{ name: '', value: '1' }], { '': '1' }],
	])('contract: %j as UserInput is survived', (userInput, variables) => {
		expect(read({ InteractionId: GUID, UserInput: userInput })?.context.variables).toEqual(
			variables,
		);
	});

	it('contract: wrong types come out as they came in', () => {
		const body = { InteractionId: 5, Channel: [], CreateTime: {}, ANI: false, Priority: 0 };
		expect(read(body)?.context).toMatchObject({
			interactionId: 5,
			channel: [],
			createTime: {},
			ani: false,
			priority: 0,
		});
	});

	it.each([
		'',
		' ',
		'null',
		'true',
		'5',
		'"text"',
		'[]',
		'[{"InteractionId": "x"}]',
		'{}',
		'{"InteractionId": null}',
		'{"status":"success"}',
		'{"status":"error","code":404,"message":"Interaction not found"}',
		'{"InteractionId": "x"',
		'<html></html>',
		'<API><Error>403 - Forbidden.</Error></API>',
	])('SUPPORT: InteractionId is always there, so %s is no context', (text) => {
		expect(readContext(text)).toBeUndefined();
	});

	it.each([
		[31, true],
		[32, false],
		[100_000, false],
	])('contract: with a list of %i levels in it, it is a context: %p', (levels, isContext) => {
		const deep = `${'['.repeat(levels)}${']'.repeat(levels)}`;
		const reading = readContext(`{"InteractionId":"x","other":${deep}}`);
		expect(reading !== undefined).toBe(isContext);
	});
});

function nothing(object: object): object {
	return Object.fromEntries(Object.keys(object).map((key) => [key, null]));
}
