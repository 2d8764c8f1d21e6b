import { EightByEightContactCenterApi } from '../../credentials/EightByEightContactCenterApi.credentials';
import { wordsOf } from '../../nodes/EightByEightInteractionData/answerBody';
import { Client } from '../../nodes/EightByEightInteractionData/client';
import { planRequests } from '../../nodes/EightByEightInteractionData/combine';
import { readContext } from '../../nodes/EightByEightInteractionData/context';
import { outcomeOf, tell, type Reason } from '../../nodes/EightByEightInteractionData/errors';
import { apiFormats, type ApiFormatName } from '../../nodes/EightByEightInteractionData/formats';
import { Hints } from '../../nodes/EightByEightInteractionData/hints';
import { readInteraction } from '../../nodes/EightByEightInteractionData/interaction';
import { readPlatformUrl } from '../../nodes/EightByEightInteractionData/platformUrl';
import { surroundings, TenantBudget } from '../../nodes/EightByEightInteractionData/rateLimit';
import { decide, toldWait } from '../../nodes/EightByEightInteractionData/retry';
import { readSetAnswer } from '../../nodes/EightByEightInteractionData/setAnswer';
import { numberRules, readSettings } from '../../nodes/EightByEightInteractionData/settings';
import {
	checkVariables,
	shown,
	type Variable,
} from '../../nodes/EightByEightInteractionData/variables';
import { readVariablesJson } from '../../nodes/EightByEightInteractionData/variablesJson';
import { compare } from '../../nodes/EightByEightInteractionData/verify';
import { FakeClock } from './fakeClock';
import {
	answer,
	byCallId,
	byGuid,
	CALL_ID,
	destination,
	exampleTwo,
	GUID,
	itemOf,
	PRIVATE_VALUE,
	variable,
} from './samples';

/** Sends one request, and tells how often and where it went. */
async function pathsOf(format: ApiFormatName, status: number): Promise<string[]> {
	const paths: string[] = [];
	const client = new Client({
		to: { ...destination, format },
		send: async ({ path }) => {
			paths.push(path);
			return answer(status);
		},
		budget: new TenantBudget(surroundings),
		run: { limit: 0, planned: 1 },
		retry: { maxRetries: 5, maxWaitMs: 300_000 },
		secrets: [],
	});
	await client.get(byGuid);
	return paths;
}

function hintsFor(given: Partial<Variable>): string[] {
	const hints = new Hints('acme');
	hints.variables([variable({ ivr: true, ...given })]);
	return hints.list().map(({ message }) => message);
}

function wrongs(given: Partial<Variable>): string[] {
	return checkVariables([variable(given)]).map(({ what }) => what);
}

const ARTICLE = `{
    "variables": [{
        "name": "_queueId",
        "value": "201",
        "ivr": "true"
    }, {
        "name": "_SSN",
        "value": "111-22-3333",
        "ivr": "true",
        "privacy": "true"
    }, {
        "name": "_amount",
        "value": "110.55",
        "display": "true",
        "displayName": "Amount Due"
    }, {
        "name": "_dueDate",
        "value": "04 July 2019",
        "ivr": "true",
        "display": "true",
        "displayName": "Due Date",
        "dataType": "date"
    }]
}`;

/** Each sentence of 8x8's support article that states a rule, in its order. */
describe('SUPPORT, the support article', () => {
	describe('"only accepts requests using HTTPS, so that request headers and response data are encrypted"', () => {
		it('HTTP is refused', () => {
			expect(readPlatformUrl('http://vcc-eu3.8x8.com')).toHaveProperty('refusal');
			expect(readPlatformUrl('vcc-eu3.8x8.com')).toEqual({ origin: 'https://vcc-eu3.8x8.com' });
		});
	});

	describe('"All URLs … have the following base: https://<your cluster>/api/tstats/interaction/data"', () => {
		it('the tstats form has it', () => {
			expect(apiFormats.tstats.path(byGuid)).toMatch(/^\/api\/tstats\/interaction\/data\?/);
		});
	});

	describe('"Revise your query URL based on the login URL of your Tenant"', () => {
		it('the origin of a pasted login URL is used', () => {
			expect(readPlatformUrl('https://vcc-eu3.8x8.com/CM/login.php?a=b')).toEqual({
				origin: 'https://vcc-eu3.8x8.com',
			});
		});
	});

	describe('"HTTP Basic Authentication, which needs tenantId as the username and action token of the tenant as the password"', () => {
		it('the credential gives both', async () => {
			const request = await new EightByEightContactCenterApi().authenticate(
				{ platformUrl: 'vcc-sb1.8x8.com', tenantId: 'acme', actionToken: '00a5c5dd' },
				{ url: '/x' },
			);
			expect(request.auth).toEqual({ username: 'acme', password: '00a5c5dd' });
		});
	});

	describe('Example 1: "The interaction is identified by the SIP call Id of the eIVR leg"', () => {
		it('every form names it', () => {
			expect(readInteraction('callId', CALL_ID)).toEqual({ interaction: byCallId });
			for (const { path } of Object.values(apiFormats)) {
				expect(path(byCallId)).toContain(encodeURIComponent(CALL_ID));
			}
		});
	});

	describe('Example 2: "The interaction is identified by the interaction guid of the call"', () => {
		it('its body is read, and written again as it stands', () => {
			const { variables, findings } = readVariablesJson(ARTICLE);
			expect([variables, findings, checkVariables(variables)]).toEqual([exampleTwo, [], []]);
			for (const format of [apiFormats.keyed, apiFormats.tstats]) {
				expect(format.body(variables)).toEqual(JSON.parse(ARTICLE));
			}
		});
	});

	describe("Example 3: GET 'https://vcc-sb1.8x8.com/api/v1/interaction/data/guid/int-…-acme'", () => {
		it('the keyed form asks so', () => {
			expect(`https://vcc-sb1.8x8.com${apiFormats.keyed.path(byGuid)}`).toBe(
				'https://vcc-sb1.8x8.com/api/v1/interaction/data/guid/int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme',
			);
		});
	});

	describe('"All the parameter data should be URL encoded"', () => {
		it('every form encodes the id', () => {
			for (const { path } of Object.values(apiFormats)) {
				expect(path({ kind: 'callId', id: 'a/b?c#d e;f@g%+' })).toMatch(
					/[/=]a%2Fb%3Fc%23d%20e%3Bf%40g%25%2B(?![^/&])/,
				);
			}
		});
	});

	describe('"Interactions are identified by either the SIP call id or the interaction guid"', () => {
		it('the tstats form sends one of the parameters callId and guid', () => {
			expect(apiFormats.tstats.path(byCallId)).toMatch(/\?callId=[^&]+$/);
			expect(apiFormats.tstats.path(byGuid)).toMatch(/\?guid=[^&]+$/);
		});
	});

	describe('"There is no limit on how many number of name/value data can be used"', () => {
		it('any number passes, divided into requests', () => {
			const values = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`_v${i}`, '1']));
			const item = itemOf(0, values);
			expect(checkVariables(item.variables)).toEqual([]);
			expect(planRequests([item], true).flat()).toHaveLength(10);
		});
	});

	describe('name: "Names must begin with _, alphanumeric, less than 25 characters and contain no space"', () => {
		it.each(['a', 'a_', '_a b', '_a-b', '_é', '_😀', `_${'a'.repeat(25)}`])(
			'%s is refused',
			(name) => {
				expect(wrongs({ name })).toHaveLength(1);
			},
		);

		it('24 characters pass without a hint', () => {
			const name = `_${'a'.repeat(23)}`;
			expect([wrongs({ name }), hintsFor({ name })]).toEqual([[], []]);
		});
	});

	describe('ivr: "The name of the variable should match the name set in the IVR script - else the variable is ignored"', () => {
		it('Verify finds an ignored variable, and the remedy tells why', () => {
			const body = JSON.stringify({ InteractionId: GUID });
			expect(compare([itemOf(0, { _a: '1' })], body)?.get(0)).toEqual(['"_a" is missing']);
			const refusal = { reason: 'notVerified', missing: '', tries: 1, spentMs: 0 } as const;
			expect(tell({ refusal, interaction: byGuid, to: destination }).remedy).toContain(
				'needs the same name in the IVR script, else 8x8 ignores it',
			);
		});
	});

	describe('display: "determines if the variable should be included in the list … displayed to the agent when offering an interaction"', () => {
		it('a variable neither for the IVR nor the agent is hinted at', () => {
			expect(hintsFor({ ivr: false })).toHaveLength(1);
			expect(hintsFor({ ivr: false, display: true })).toEqual([]);
		});
	});

	describe('displayName: "Any string less than 30 characters"', () => {
		it('29 pass, 31 do not', () => {
			expect(wrongs({ displayName: 'é'.repeat(29) })).toEqual([]);
			expect(wrongs({ displayName: 'x'.repeat(31) })).toHaveLength(1);
		});
	});

	describe('dataType: "text/number/phone number/date/time/currency"', () => {
		it.each(['text', 'number', 'phone number', 'date', 'time', 'currency'])(
			'%s is read and written so',
			(dataType) => {
				const { variables } = readVariablesJson([{ name: '_a', value: '1', dataType }]);
				expect(checkVariables(variables)).toEqual([]);
				expect(apiFormats.keyed.body(variables)).toEqual({
					variables: [{ name: '_a', value: '1', dataType }],
				});
			},
		);
	});

	describe('privacy: "the application will use the value only for routing purposes. Data is obfuscated /masked before displaying/storing"', () => {
		it('we never show the value either, and hint where the agent will see the mask', () => {
			const secret = variable({ value: PRIVATE_VALUE, privacy: true, display: true });
			expect(shown(secret).value).toBe('••••••');
			expect(hintsFor(secret)).toEqual([expect.stringContaining('the agent will see it masked')]);
		});
	});

	describe('Output: InteractionId "Y" always available, all others "N" but CreateTime', () => {
		it('a body with only these is a context, one without InteractionId is none', () => {
			const body = { InteractionId: GUID, CreateTime: '2024-01-15T10:30:00Z' };
			expect(readContext(JSON.stringify(body))?.context).toEqual({
				interactionId: GUID,
				channel: null,
				createTime: '2024-01-15T10:30:00Z',
				ani: null,
				callerName: null,
				queueId: null,
				queueTime: null,
				priority: null,
				agentId: null,
				variables: {},
			});
			expect(readContext('{"CreateTime": "2024-01-15T10:30:00Z"}')).toBeUndefined();
		});
	});

	describe('UserInput: "array of name/value pairs of data collected from the caller in the IVR"', () => {
		it('is read by name', () => {
			const body = { InteractionId: GUID, UserInput: [{ name: 'zip', value: '95131' }] };
			expect(readContext(JSON.stringify(body))?.context.variables).toEqual({ zip: '95131' });
		});
	});

	describe('Response codes', () => {
		it.each<[number, string, Reason | undefined, string]>([
			[200, 'The request was successful', undefined, ''],
			[
				400,
				'The action type is not supported',
				'badRequest',
				': "The action type is not supported"',
			],
			[
				401,
				'usually due to incorrect authentication',
				'unauthorized',
				'Tenant ID or the Action Token',
			],
			[404, 'not found in the target Tenant', 'notFound', 'in the tenant "acme"'],
			[500, 'Internal server error', 'unavailable', ': "Internal server error"'],
		])('%i, "%s"', (status, words, reason, told) => {
			const outcome = reason === undefined ? { text: words } : { reason };
			expect(outcomeOf(answer(status, words))).toEqual(outcome);
			if (reason === undefined) return;
			const refusal = { reason, status, words, tries: 1, spentMs: 0 };
			expect(tell({ refusal, interaction: byGuid, to: destination }).message).toContain(told);
		});
	});
});

/** What 8x8's published texts say together, contradictions included. */
describe('the published texts together', () => {
	describe('"set / get by GUID" and "by SIP call id" in three forms', () => {
		it.each<[ApiFormatName, string, string]>([
			['keyed', '/api/v1/interaction/data/guid/g', '/api/v1/interaction/data/callId/c'],
			['portal', '/api/v1/interaction/data/g', '/api/v1/interaction/data/c'],
			['tstats', '/api/tstats/interaction/data?guid=g', '/api/tstats/interaction/data?callId=c'],
		])('%s: %s, %s', (name, guid, callId) => {
			expect(apiFormats[name].path({ kind: 'guid', id: 'g' })).toBe(guid);
			expect(apiFormats[name].path({ kind: 'callId', id: 'c' })).toBe(callId);
		});
	});

	describe('body, booleans and dataType for telephone in three forms', () => {
		const given = variable({ ivr: true, dataType: 'phone' });
		it.each<[ApiFormatName, object]>([
			[
				'keyed',
				{ variables: [{ name: '_tier', value: 'VIP', ivr: 'true', dataType: 'phone number' }] },
			],
			[
				'portal',
				{
					data: [
						{
							variables: [
								{
									name: '_tier',
									value: 'VIP',
									ivr: true,
									display: false,
									dataType: 'phone',
									privacy: false,
								},
							],
						},
					],
				},
			],
			[
				'tstats',
				{ variables: [{ name: '_tier', value: 'VIP', ivr: 'true', dataType: 'phone number' }] },
			],
		])('%s', (name, body) => {
			expect(apiFormats[name].body([given])).toEqual(body);
		});
	});

	describe('"Never fall back from one to another silently: on 400 or 404 name the form in use and what to try"', () => {
		it.each<[ApiFormatName, number, Reason]>([
			['keyed', 400, 'badRequest'],
			['keyed', 404, 'notFound'],
			['portal', 404, 'notFound'],
			['tstats', 404, 'notFound'],
		])('in the %s form, %i is told after one request', async (format, status, reason) => {
			expect(await pathsOf(format, status)).toEqual([apiFormats[format].path(byGuid)]);
			const refusal = { reason, status, tries: 1, spentMs: 0 };
			const { remedy } = tell({ refusal, interaction: byGuid, to: { ...destination, format } });
			expect(remedy).toContain(`it is "${apiFormats[format].label}", try "`);
		});
	});

	describe('"Answers are read in either casing whatever the form"', () => {
		it.each(['InteractionId', 'interactionId'])('%s', (id) => {
			expect(readContext(JSON.stringify({ [id]: GUID }))?.context.interactionId).toBe(GUID);
		});
	});

	describe('"The same token serves set and get"', () => {
		it('there is one token in the credential', () => {
			const { properties } = new EightByEightContactCenterApi();
			expect(properties.filter(({ name }) => /token/i.test(name))).toHaveLength(1);
		});
	});

	describe('"never validate against a closed list"; "take the origin from it"', () => {
		it.each(['vcc-na1.8x8.com', 'vcc-eu21.8x8.com', 'odcc2.bell.ca', 'vcc-new99.8x8.com'])(
			'%s',
			(host) => {
				expect(readPlatformUrl(`https://${host}/CM/login.php?a=b`)).toEqual({
					origin: `https://${host}`,
				});
			},
		);
	});

	describe('"a mismatch with the credential\'s tenant explains a 404. Hint on it, never reject"', () => {
		it('a GUID of another tenant, of no known shape, or without tenant is taken', () => {
			for (const id of [GUID.replace('acme', 'globex'), 'int-123456', 'int-1-x-phone-01']) {
				expect(readInteraction('guid', id)).toHaveProperty('interaction');
			}
			const hints = new Hints('acme');
			hints.interaction({ kind: 'guid', id: GUID.replace('acme', 'globex') });
			expect(hints.list()).toHaveLength(1);
		});
	});

	describe('SIP Call-ID "may hold / + ; %. Always percent-encode"', () => {
		it('it stays one segment', () => {
			expect(apiFormats.keyed.path({ kind: 'callId', id: 'a/b+c;d%e@f' })).toBe(
				'/api/v1/interaction/data/callId/a%2Fb%2Bc%3Bd%25e%40f',
			);
		});
	});

	describe('"names ^_[A-Za-z0-9]{1,24}$; accept a length of exactly 25 (name) or 30 (displayName) with a hint"', () => {
		it.each([{ name: `_${'a'.repeat(24)}` }, { display: true, displayName: 'x'.repeat(30) }])(
			'%j passes with a hint',
			(given) => {
				expect(wrongs(given)).toEqual([]);
				expect(hintsFor(given)).toEqual([expect.stringContaining("8x8's documents disagree")]);
			},
		);

		it('26 and 31 are refused', () => {
			expect(wrongs({ name: `_${'a'.repeat(25)}` })).toHaveLength(1);
			expect(wrongs({ displayName: 'x'.repeat(31) })).toHaveLength(1);
		});
	});

	describe('value "string, required, max 1000 characters"', () => {
		it('1000 pass, 1001 and none do not', () => {
			expect(wrongs({ value: 'x'.repeat(1000) })).toEqual([]);
			expect(wrongs({ value: 'x'.repeat(1001) })).toHaveLength(1);
			expect(readVariablesJson([{ name: '_a' }]).findings).toHaveLength(1);
		});
	});

	describe('ivr, display and privacy "default false"', () => {
		it('what a list leaves out is false', () => {
			expect(readVariablesJson([{ name: '_tier', value: 'VIP' }]).variables).toEqual([variable()]);
		});
	});

	describe('"how many … 50 per request"', () => {
		it('51 variables are two requests', () => {
			const values = Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`_v${i}`, '1']));
			const sizes = planRequests([itemOf(0, values)], true).flat();
			expect(sizes.map(({ variables }) => variables.length)).toEqual([50, 1]);
		});
	});

	describe('"rate … 100 requests a minute per tenant"', () => {
		it('is the default, and kept', async () => {
			expect(numberRules.requestsPerMinute.default).toBe(100);
			const clock = new FakeClock(surroundings.windowMs);
			const budget = new TenantBudget(clock);
			let granted = 0;
			for (let request = 0; request < 150; request++) {
				void budget.turn({ limit: 100, planned: 10 }).then((turn) => {
					granted++;
					if (typeof turn !== 'string') turn.done();
				});
			}
			await clock.pass(59_999);
			expect(granted).toBe(100);
			await clock.passAll();
			expect(granted).toBe(150);
		});
	});

	describe('"One variable may be ivr, display and privacy together"', () => {
		it('it passes', () => {
			expect(wrongs({ ivr: true, display: true, privacy: true })).toEqual([]);
		});
	});

	describe('"a POST with the same name overwrites, so repeating one is safe"', () => {
		it('a set whose answer was lost is sent again; the later of two values is kept', () => {
			const lost = { kind: 'noAnswer', cause: 'timeout' } as const;
			const limits = { maxRetries: 1, maxWaitMs: 1_000 };
			expect(decide(lost, { retries: 0, heldBackMs: 0 }, limits, 500)).toEqual({ again: true });
			const [[request]] = planRequests([itemOf(0, { _a: '1' }), itemOf(1, { _a: '2' })], true);
			expect(request.variables).toEqual([variable({ name: '_a', value: '2' })]);
		});
	});

	describe('set, 200, and "Accept an empty or non-JSON 2xx"', () => {
		it.each(['', 'OK', '<ok/>'])('%j is success', (text) => {
			expect(readSetAnswer(text)).toMatchObject({ status: 'success', variablesSet: undefined });
			expect(outcomeOf(answer(200, text))).toEqual({ text });
		});

		it('the published answer is read', () => {
			const text =
				'{"status":"success","message":"Variables successfully set","interactionId":"int-1628bb9dbf7-ABC123","variablesSet":3}';
			expect(readSetAnswer(text)).toEqual(JSON.parse(text));
		});
	});

	describe('get, 200: the fields of both texts', () => {
		it.each([
			['Channel', 'channel'],
			['CreateTime', 'createTime'],
			['ANI', 'ani'],
			['CallerName', 'callerName'],
			['QueueId', 'queueId'],
			['QueueTime', 'queueTime'],
			['Priority', 'priority'],
			['AgentId', 'agentId'],
		])('%s and %s', (pascal, camel) => {
			for (const field of [pascal, camel]) {
				const body = JSON.stringify({ InteractionId: GUID, [field]: 'x' });
				expect(readContext(body)?.context).toMatchObject({ [camel]: 'x' });
			}
		});
	});

	describe('errors {"status":"error","code":N,"message":"…"}', () => {
		it.each<[number, string, Reason]>([
			[400, 'Invalid variable name: must start with underscore', 'badRequest'],
			[401, 'Authentication failed', 'unauthorized'],
			[404, 'Interaction not found', 'notFound'],
			[429, 'Rate limit exceeded', 'rateLimited'],
			[500, 'Internal server error', 'unavailable'],
		])('%i %s', (status, message, reason) => {
			const text = JSON.stringify({ status: 'error', code: status, message });
			expect(wordsOf('application/json', text)).toBe(message);
			expect(outcomeOf(answer(status, text))).toEqual({ reason });
			expect(outcomeOf(answer(200, text))).toEqual({ reason: 'badRequest' });
		});
	});

	describe('"read defensively: XML …, {"reasons":[…]}, RFC 7807, HTML, nothing at all"', () => {
		it.each([
			['<API><Error>403 - Forbidden.</Error></API>', '403 - Forbidden.'],
			['{"reasons":["Not allowed"]}', 'Not allowed'],
			['{"type":"about:blank","title":"Forbidden","detail":"Not allowed"}', 'Not allowed'],
			['<html><body>Forbidden</body></html>', ''],
			['', ''],
		])('%s', (text, words) => {
			expect(wordsOf(undefined, text)).toBe(words);
			expect(outcomeOf(answer(403, text))).toEqual({ reason: 'forbidden' });
		});
	});

	describe('"Retry-After (seconds or date) or x-ratelimit-reset (unix seconds). Understand both; without either, the window is a minute"', () => {
		it('both are understood', () => {
			expect(toldWait({ 'retry-after': '30' }, 0)).toBe(30_000);
			expect(toldWait({ 'retry-after': 'Thu, 01 Jan 1970 00:00:30 GMT' }, 0)).toBe(30_000);
			expect(toldWait({ 'x-ratelimit-reset': '30' }, 0)).toBe(30_000);
			expect(toldWait({}, 0)).toBeUndefined();
		});

		it('the window is a minute', () => {
			expect(surroundings.windowMs).toBe(60_000);
		});
	});

	describe('not published: "masking of privacy values on GET"', () => {
		it('either way a private value counts as arrived, and is not shown where 8x8 marks it', () => {
			const item = {
				...itemOf(0, {}),
				variables: [variable({ value: PRIVATE_VALUE, privacy: true })],
			};
			for (const value of [PRIVATE_VALUE, '******']) {
				const variables = [{ name: '_tier', value, privacy: true }];
				const body = JSON.stringify({ interactionId: GUID, variables });
				expect(compare([item], body)?.get(0)).toEqual([]);
				expect(readContext(body)?.context.variables).toEqual({ _tier: '••••••' });
			}
		});
	});

	describe('not published: "whether limits count characters or bytes"', () => {
		it('assumed: UTF-16 units', () => {
			expect(wrongs({ value: '😀'.repeat(501) })).toHaveLength(1);
			expect(wrongs({ value: 'é'.repeat(1000) })).toEqual([]);
		});
	});

	describe('"A form belongs to a tenant\'s platform, so it is chosen in the credential"', () => {
		it.each(['keyed', 'portal', 'tstats'])('%s', (apiFormat) => {
			const credential = { platformUrl: 'vcc-eu3.8x8.com', tenantId: 'acme', actionToken: 'x' };
			expect(readSettings({ ...credential, apiFormat }, {})).toMatchObject({
				settings: { to: { format: apiFormat } },
			});
		});
	});
});
