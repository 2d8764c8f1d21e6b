import { callOptions } from '../../nodes/EightByEightInteractionData/callOptions';
import { numberRules, readSettings } from '../../nodes/EightByEightInteractionData/settings';

const CREDENTIAL = {
	platformUrl: 'https://vcc-eu3.8x8.com/CM/login.php',
	tenantId: 'acme',
	actionToken: '00a5c5dd',
};

const DEFAULTS = {
	to: { origin: 'https://vcc-eu3.8x8.com', tenantId: 'acme', format: 'keyed', timeoutMs: 10_000 },
	retry: { maxRetries: 5, maxWaitMs: 300_000 },
	requestsPerMinute: 100,
};

type NumberName = keyof typeof numberRules;

/** Reads settings in which one number is as given. */
function readWith(name: NumberName, given: unknown) {
	return name === 'requestsPerMinute'
		? readSettings({ ...CREDENTIAL, [name]: given }, {})
		: readSettings(CREDENTIAL, { [name]: given });
}

function numberIn(reading: ReturnType<typeof readSettings>, name: NumberName): unknown {
	if ('refused' in reading) return reading;
	const { to, retry, requestsPerMinute } = reading.settings;
	return {
		requestsPerMinute,
		maxRetries: retry.maxRetries,
		timeout: to.timeoutMs,
		maxWait: retry.maxWaitMs / 1_000,
	}[name];
}

describe('the settings of a run', () => {
	it('contract: a missing option means its default, also in workflows written by hand', () => {
		expect(readSettings(CREDENTIAL, {})).toEqual({ settings: DEFAULTS });
		expect(
			readSettings(
				{ ...CREDENTIAL, apiFormat: undefined, requestsPerMinute: null },
				{ maxRetries: '', timeout: null, maxWait: undefined, other: 5 },
			),
		).toEqual({ settings: DEFAULTS });
	});

	it('contract: what is given is taken, texts trimmed', () => {
		expect(
			readSettings(
				{
					platformUrl: ' vcc-na1.8x8.com ',
					tenantId: ' acme01\n',
					actionToken: ' 00a5 ',
					apiFormat: 'tstats',
					requestsPerMinute: 0,
				},
				{ maxRetries: 0, timeout: 2_500, maxWait: 0 },
			),
		).toEqual({
			settings: {
				to: {
					origin: 'https://vcc-na1.8x8.com',
					tenantId: 'acme01',
					format: 'tstats',
					timeoutMs: 2_500,
				},
				retry: { maxRetries: 0, maxWaitMs: 0 },
				requestsPerMinute: 0,
			},
		});
	});

	it.each([`${'5c'.repeat(16)}-test`, `test-${'5c'.repeat(16)}`])(
		'contract: a tenant may hold what looks like a token, as %s does',
		(tenantId) => {
			expect(readSettings({ ...CREDENTIAL, tenantId }, {})).toMatchObject({
				settings: { to: { tenantId } },
			});
		},
	);

	it.each([
		['platformUrl', '', 'The Platform URL is empty'],
		['platformUrl', 'http://vcc-eu3.8x8.com', /^The Platform URL begins with "http:"/],
		['tenantId', '', 'The Tenant ID in the credential is empty'],
		['tenantId', '  ', 'The Tenant ID in the credential is empty'],
		['tenantId', undefined, 'The Tenant ID in the credential is empty'],
		['tenantId', 'a:b', 'The Tenant ID in the credential holds ":" or a line break'],
		['tenantId', 'a\r\nb', 'The Tenant ID in the credential holds ":" or a line break'],
		['tenantId', 'a\0b', 'The Tenant ID in the credential holds ":" or a line break'],
		['tenantId', '5c'.repeat(16), 'The Tenant ID in the credential looks like a token'],
		['tenantId', 'F0'.repeat(32), 'The Tenant ID in the credential looks like a token'],
		['tenantId', CREDENTIAL.actionToken, 'The Tenant ID in the credential looks like a token'],
		['actionToken', '', 'The Action Token in the credential is empty'],
		['actionToken', ' ', 'The Action Token in the credential is empty'],
		['actionToken', undefined, 'The Action Token in the credential is empty'],
		['apiFormat', '', 'The API Format in the credential is unknown'],
		['apiFormat', 'eivr', 'The API Format in the credential is unknown'],
		['apiFormat', 'constructor', 'The API Format in the credential is unknown'],
		['apiFormat', 5, 'The API Format in the credential is unknown'],
	])(
		'SUPPORT: the credential needs all of its parts; %s %j is refused',
		(field, given, message) => {
			expect(readSettings({ ...CREDENTIAL, [field]: given }, {})).toEqual({
				refused: {
					message: typeof message === 'string' ? message : expect.stringMatching(message),
					remedy: expect.stringMatching(/^\p{Lu}.*[^.]$/u),
				},
			});
		},
	);

	const NAMES = Object.keys(numberRules) as NumberName[];

	it.each<[NumberName, string]>([
		['requestsPerMinute', 'requests'],
		['maxRetries', 'retries'],
		['timeout', 'milliseconds'],
		['maxWait', 'seconds'],
	])('contract: %s is told to be in %s', (name, unit) => {
		expect(readWith(name, -1)).toMatchObject({
			refused: { remedy: expect.stringContaining(`Enter a number of ${unit} in`) },
		});
	});

	describe.each(NAMES)('%s', (name) => {
		const { label, default: standard, min, max, unit } = numberRules[name];

		it.each([min, min + 1, standard, max])('contract: may be %i', (value) => {
			expect(numberIn(readWith(name, value), name)).toBe(value);
			expect(numberIn(readWith(name, ` ${value} `), name)).toBe(value);
		});

		it.each([
			min - 1,
			max + 1,
			1e9,
			-1,
			1.5 + min,
			NaN,
			Infinity,
			'many',
			'5 min',
			true,
			{},
			[],
			[5],
		])('contract: is a whole number within its bounds, so %j is refused', (value) => {
			expect(readWith(name, value)).toEqual({
				refused: {
					message: `${label} is not a whole number from ${min} to ${max}`,
					remedy: `Enter a number of ${unit} in this range; the default is ${standard}`,
				},
			});
		});

		it.each([' ', '\n'])(
			'contract: %j, an expression that found nothing, is the default',
			(value) => {
				expect(numberIn(readWith(name, value), name)).toBe(standard);
			},
		);
	});

	it('contract: 0 means unlimited for Requests per Minute, no timeout of 0 exists', () => {
		expect(numberIn(readWith('requestsPerMinute', 0), 'requestsPerMinute')).toBe(0);
		expect(readWith('timeout', 0)).toHaveProperty('refused');
	});

	it('contract: the defaults and bounds that the form shows are those of the rules', () => {
		expect(
			callOptions.map(({ name, default: standard, typeOptions }) => [
				name,
				standard,
				typeOptions?.minValue,
				typeOptions?.maxValue,
			]),
		).toEqual(
			(['maxRetries', 'maxWait', 'timeout'] as const).map((name) => {
				const rule = numberRules[name];
				return [name, rule.default, rule.min, rule.max];
			}),
		);
		expect(
			callOptions.every(({ displayName }, index) =>
				displayName.startsWith(
					[numberRules.maxRetries, numberRules.maxWait, numberRules.timeout][index].label,
				),
			),
		).toBe(true);
	});

	it('contract: the published defaults are 5 retries, 10000 ms, 300 s and 100 requests', () => {
		expect(NAMES.map((name) => [name, numberRules[name].default])).toEqual([
			['requestsPerMinute', 100],
			['maxRetries', 5],
			['timeout', 10_000],
			['maxWait', 300],
		]);
	});
});
