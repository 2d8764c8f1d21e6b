import { tryToParseDateTime } from 'n8n-workflow';
import { readValue } from '../../nodes/EightByEightInteractionData/variableValue';
import { otherRealmDate } from './otherRealm.mts';

describe('the value of a variable', () => {
	it.each([
		['VIP', 'VIP'],
		[' ', ' '],
		[' a ', ' a '],
		['0', '0'],
		['null', 'null'],
		['undefined', 'undefined'],
		['a\r\nb', 'a\r\nb'],
		['ü—名😀', 'ü—名😀'],
		['{"a":1}', '{"a":1}'],
	])('SUPPORT: a value is a string, so the text %j is taken as it is', (raw, value) => {
		expect(readValue(raw)).toEqual({ value });
	});

	it.each([
		[0, '0'],
		[-0, '0'],
		[201, '201'],
		[-1.5, '-1.5'],
		[110.55, '110.55'],
		[0.1 + 0.2, '0.30000000000000004'],
		[Number.MAX_SAFE_INTEGER, '9007199254740991'],
		[12345678901234567890n, '12345678901234567890'],
		[-1n, '-1'],
		[true, 'true'],
		[false, 'false'],
	])('contract: numbers and booleans are written as strings, %p as %j', (raw, value) => {
		expect(readValue(raw)).toEqual({ value });
	});

	it.each([NaN, Infinity, -Infinity])('contract: %p cannot be written in digits', (raw) => {
		expect(readValue(raw)).toEqual({
			what: 'the value is not a finite number',
			remedy: 'Give a number that can be written in digits',
		});
	});

	it('contract: a number that has lost its last digits is refused', () => {
		expect(readValue(Number('12345678901234567890'))).toEqual({
			what: 'the value is a number too long to be exact',
			remedy: 'Give it as text, in quotes',
		});
	});

	it.each([undefined, null, ''])(
		'contract: %p, an expression that found nothing, is empty',
		(raw) => {
			expect(readValue(raw)).toEqual({
				what: 'the value is empty',
				remedy:
					'Give a value; if it comes from an expression, see that the expression finds something',
			});
		},
	);

	it('contract: a date is written in ISO 8601, in UTC', () => {
		expect(readValue(new Date('2019-07-04T10:30:00+02:00'))).toEqual({
			value: '2019-07-04T08:30:00.000Z',
		});
	});

	it('n8n: a date made in a Code node is no instance of our Date, and a date all the same', () => {
		const date = otherRealmDate('2019-07-04T08:30:00Z');
		expect(date instanceof Date).toBe(false);
		expect(readValue(date)).toEqual({ value: '2019-07-04T08:30:00.000Z' });
	});

	it('n8n: a Luxon DateTime, as expressions produce it, is written in ISO 8601 with its offset', () => {
		const dateTime = tryToParseDateTime('2019-07-04T10:30:00.000+02:00', 'Europe/Berlin');
		expect(readValue(dateTime)).toEqual({ value: '2019-07-04T10:30:00.000+02:00' });
	});

	it.each([[{}], [{ value: 1 }], [new Map()], [/x/], [() => 1], [Symbol('x')]])(
		'contract: an object (%#) is refused, and what to name instead is told',
		(raw) => {
			expect(readValue(raw)).toEqual({
				what: 'the value is an object',
				remedy:
					'Give a single text, number, true/false or date; name the field of the object that is meant',
			});
		},
	);

	it.each([[[]], [['VIP']], [[[1]]]])('contract: the list %j is refused', (raw) => {
		expect(readValue(raw)).toMatchObject({ what: 'the value is a list' });
	});

	it('contract: a date that is none is refused', () => {
		const none = new Date(NaN);
		expect(readValue(none)).not.toHaveProperty('value');
		expect(readValue(invalidDateTime())).not.toHaveProperty('value');
	});

	it.each([
		['Date', new Date(NaN)],
		['Luxon DateTime', invalidDateTime()],
	])('n8n: an invalid %s is called a date that is not valid', (_, none) => {
		expect(readValue(none)).toMatchObject({ what: expect.stringMatching(/date/) });
	});

	it.each([5, undefined, {}])(
		'contract: what only looks like a DateTime and prints %j is refused',
		(iso) => {
			expect(readValue({ isLuxonDateTime: true, toISO: () => iso })).toEqual({
				what: 'the value is no valid date',
				remedy: 'See that the expression makes a date that exists',
			});
		},
	);

	it('contract: an object that only looks like a DateTime is refused, not called', () => {
		for (const raw of [{ isLuxonDateTime: true, toISO: 1 }, { toISO: () => '2019-07-04' }]) {
			expect(readValue(raw)).toMatchObject({ what: 'the value is an object' });
		}
	});
});

function invalidDateTime(): unknown {
	return tryToParseDateTime('2019-07-04T10:30:00Z').setZone('Nowhere/Never');
}
