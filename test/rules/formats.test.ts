import {
	apiFormats,
	isApiFormat,
	type ApiFormat,
	type ApiFormatName,
} from '../../nodes/EightByEightInteractionData/formats';
import type { Interaction } from '../../nodes/EightByEightInteractionData/interaction';
import { dataTypes } from '../../nodes/EightByEightInteractionData/variables';
import { byCallId, byGuid, exampleTwo, GUID, PRIVATE_VALUE, variable } from './samples';

const formats = Object.entries(apiFormats) as Array<[ApiFormatName, ApiFormat]>;

/** As it goes over the wire. */
function bodyOf(format: ApiFormat, ...variables: Parameters<ApiFormat['body']>[0]): unknown {
	return JSON.parse(JSON.stringify(format.body(variables)));
}

const supportForms = formats.filter(([name]) => name === 'keyed' || name === 'tstats');

describe('the forms of the API', () => {
	it('contract: there are keyed, portal and tstats', () => {
		expect(Object.keys(apiFormats)).toEqual(['keyed', 'portal', 'tstats']);
		expect(formats.map(([, { label }]) => label)).toEqual(['Keyed', 'Portal', 'Tstats']);
		expect(['keyed', 'portal', 'tstats'].map(isApiFormat)).toEqual([true, true, true]);
	});

	it.each(['', 'Keyed', 'eivr', 'constructor', '__proto__', undefined, null, 5, {}, [['keyed']]])(
		'contract: %j is no form',
		(name) => {
			expect(isApiFormat(name)).toBe(false);
		},
	);

	it.each<[string, ApiFormatName, Interaction, string]>([
		['SUPPORT, Example 3', 'keyed', byGuid, `/api/v1/interaction/data/guid/${GUID}`],
		['COGNIGY', 'keyed', byCallId, '/api/v1/interaction/data/callId/7f3a9c2e%40203.0.113.10'],
		['PORTAL', 'portal', byGuid, `/api/v1/interaction/data/${GUID}`],
		['PORTAL', 'portal', byCallId, '/api/v1/interaction/data/7f3a9c2e%40203.0.113.10'],
		['SUPPORT, base URL', 'tstats', byGuid, `/api/tstats/interaction/data?guid=${GUID}`],
		[
			'SUPPORT, query parameters',
			'tstats',
			byCallId,
			'/api/tstats/interaction/data?callId=7f3a9c2e%40203.0.113.10',
		],
	])('%s: the path of the %s form for %j is %s', (_, name, interaction, path) => {
		expect(apiFormats[name].path(interaction)).toBe(path);
	});

	const IDS: Array<[string, string]> = [
		['a/b', 'a%2Fb'],
		['a+b', 'a%2Bb'],
		['a;b', 'a%3Bb'],
		['100%', '100%25'],
		['a@b', 'a%40b'],
		['a b', 'a%20b'],
		['a#b', 'a%23b'],
		['a?b', 'a%3Fb'],
		['a&guid=b', 'a%26guid%3Db'],
		['a\r\nHost: b', 'a%0D%0AHost%3A%20b'],
		['a\0', 'a%00'],
		['%2e%2e', '%252e%252e'],
		['../../x', '..%2F..%2Fx'],
		['\\..\\', '%5C..%5C'],
		['ü名😀', '%C3%BC%E5%90%8D%F0%9F%98%80'],
		['a:b', 'a%3Ab'],
	];

	describe.each(formats)('the %s form', (_, format) => {
		it.each(IDS)(
			'SUPPORT: "All the parameter data should be URL encoded", %j as %s',
			(id, sent) => {
				for (const kind of ['guid', 'callId'] as const) {
					const path = format.path({ kind, id });
					expect(path.split(/[/=]/)).toContain(sent);
					const url = new URL(path, 'https://vcc-eu3.8x8.com');
					expect(url.origin).toBe('https://vcc-eu3.8x8.com');
					expect(url.pathname + url.search).toBe(path);
					expect(url.hash).toBe('');
				}
			},
		);
	});
});

describe.each(supportForms)('a body of the %s form', (_, format) => {
	it('SUPPORT: Example 2 field by field: booleans are the string "true" and left out when false', () => {
		expect(bodyOf(format, ...exampleTwo)).toEqual({
			variables: [
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
			],
		});
	});

	it('SUPPORT: Example 2 letter by letter, in its order of attributes', () => {
		expect(JSON.stringify(format.body(exampleTwo))).toBe(
			'{"variables":[{"name":"_queueId","value":"201","ivr":"true"},' +
				'{"name":"_SSN","value":"111-22-3333","ivr":"true","privacy":"true"},' +
				'{"name":"_amount","value":"110.55","display":"true","displayName":"Amount Due"},' +
				'{"name":"_dueDate","value":"04 July 2019","ivr":"true","display":"true","displayName":"Due Date","dataType":"date"}]}',
		);
	});

	it('SUPPORT: a variable without attributes is name and value', () => {
		expect(bodyOf(format, variable())).toEqual({ variables: [{ name: '_tier', value: 'VIP' }] });
	});

	it('SUPPORT: the data types are text/number/phone number/date/time/currency', () => {
		const sent = dataTypes.map(
			(dataType) => bodyOf(format, variable({ dataType })) as { variables: [object] },
		);
		expect(
			sent.map(({ variables: [{ dataType }] }: { variables: [{ dataType?: string }] }) => dataType),
		).toEqual([undefined, 'text', 'number', 'phone number', 'date', 'time', 'currency']);
	});
});

describe('a body of the portal form', () => {
	it('PORTAL: {"data":[{"variables":[…]}]} with JSON booleans', () => {
		const off = { ivr: false, display: false, privacy: false };
		expect(bodyOf(apiFormats.portal, ...exampleTwo)).toEqual({
			data: [
				{
					variables: [
						{ ...off, name: '_queueId', value: '201', ivr: true },
						{ ...off, name: '_SSN', value: PRIVATE_VALUE, ivr: true, privacy: true },
						{ ...off, name: '_amount', value: '110.55', display: true, displayName: 'Amount Due' },
						{
							...off,
							name: '_dueDate',
							value: '04 July 2019',
							ivr: true,
							display: true,
							displayName: 'Due Date',
							dataType: 'date',
						},
					],
				},
			],
		});
	});

	it('PORTAL: a telephone number is "phone"; an attribute not given is left out', () => {
		expect(bodyOf(apiFormats.portal, variable({ dataType: 'phone' }))).toEqual({
			data: [
				{
					variables: [
						{
							name: '_tier',
							value: 'VIP',
							ivr: false,
							display: false,
							dataType: 'phone',
							privacy: false,
						},
					],
				},
			],
		});
	});
});

describe.each(formats)('every body of the %s form', (_, format) => {
	it('PORTAL: keeps variables in their order, and values letter by letter', () => {
		const values = ['', ' a ', 'ü—名😀', '"\\\r\n\0', '</script>', '\u2028'];
		const sent = JSON.stringify(
			bodyOf(format, ...values.map((value, index) => variable({ name: `_v${index}`, value }))),
		);
		const places = values.flatMap((value, index) => [
			sent.indexOf(`"_v${index}"`),
			sent.indexOf(`"value":${JSON.stringify(value)}`),
		]);
		expect(places.every((place) => place > 0)).toBe(true);
		expect([...places].sort((one, other) => one - other)).toEqual(places);
	});
});
