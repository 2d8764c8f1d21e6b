import { Client, type Result } from '../../nodes/EightByEightInteractionData/client';
import type { ApiFormatName } from '../../nodes/EightByEightInteractionData/formats';
import {
	surroundings,
	TenantBudget,
	type Run,
} from '../../nodes/EightByEightInteractionData/rateLimit';
import type { Attempt, RetryLimits } from '../../nodes/EightByEightInteractionData/retry';
import type { ApiRequest } from '../../nodes/EightByEightInteractionData/transport';
import { answer, byCallId, byGuid, destination, GUID, PRIVATE_VALUE, variable } from './samples';

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

const SUCCESS = answer(
	200,
	`{"status":"success","message":"Variables successfully set","interactionId":"${GUID}","variablesSet":1}`,
);
const NO_CONNECTION: Attempt = { kind: 'noAnswer', cause: 'connection' };

interface Given {
	/** In order; the last one is repeated. */
	answers?: Attempt[];
	format?: ApiFormatName;
	retry?: Partial<RetryLimits>;
	run?: Partial<Run>;
	budget?: TenantBudget;
	latencyMs?: number;
	secrets?: string[];
}

/** A client whose requests are answered as given, and when and what it sent. */
function clientWith({
	answers = [SUCCESS],
	format = 'keyed',
	retry,
	run,
	budget,
	latencyMs,
	secrets = [],
}: Given) {
	const sent: Array<ApiRequest & { at: number }> = [];
	const client = new Client({
		to: { ...destination, format },
		send: async (request) => {
			const given = answers[Math.min(sent.length, answers.length - 1)];
			sent.push({ ...request, at: surroundings.now() });
			if (latencyMs !== undefined) await surroundings.wait(latencyMs);
			return given;
		},
		budget: budget ?? new TenantBudget(surroundings),
		run: { limit: 0, planned: 1_000, ...run },
		retry: { maxRetries: 5, maxWaitMs: 300_000, ...retry },
		secrets,
	});
	return { client, sent };
}

async function resultOf<T>(
	work: Promise<Result<T>>,
	withinMs = 600_000,
): Promise<Result<T> | 'pending'> {
	let result: Result<T> | 'pending' = 'pending';
	void work.then((came) => (result = came));
	await jest.advanceTimersByTimeAsync(withinMs);
	return result;
}

describe('one request', () => {
	it.each<[ApiFormatName, string, object]>([
		[
			'keyed',
			`/api/v1/interaction/data/guid/${GUID}`,
			{ variables: [{ name: '_tier', value: 'VIP', ivr: 'true' }] },
		],
		[
			'portal',
			`/api/v1/interaction/data/${GUID}`,
			{
				data: [
					{
						variables: [{ name: '_tier', value: 'VIP', ivr: true, display: false, privacy: false }],
					},
				],
			},
		],
		[
			'tstats',
			`/api/tstats/interaction/data?guid=${GUID}`,
			{ variables: [{ name: '_tier', value: 'VIP', ivr: 'true' }] },
		],
	])('SUPPORT and PORTAL: POST sets and GET gets in the %s form', async (format, path, body) => {
		const { client, sent } = clientWith({ format });
		await resultOf(client.set(byGuid, [variable({ ivr: true })]));
		await resultOf(client.get(byGuid));
		expect(sent).toEqual([
			{ method: 'POST', path, body, timeoutMs: 10_000, at: expect.any(Number) },
			{ method: 'GET', path, timeoutMs: 10_000, at: expect.any(Number) },
		]);
	});

	it("PORTAL: a set comes to 8x8's words and count, a get to the body", async () => {
		const { client } = clientWith({});
		expect(await resultOf(client.set(byGuid, [variable()]))).toEqual({
			answer: {
				interactionId: GUID,
				status: 'success',
				message: 'Variables successfully set',
				variablesSet: 1,
			},
		});
		expect(await resultOf(client.get(byCallId))).toEqual({ answer: SUCCESS.text });
	});

	it("contract: a refusal holds status and 8x8's words", async () => {
		const { client, sent } = clientWith({
			answers: [answer(400, '{"message":"Invalid variable name: must start with underscore"}')],
		});
		expect(await resultOf(client.set(byGuid, [variable()]))).toEqual({
			refusal: {
				reason: 'badRequest',
				status: 400,
				words: 'Invalid variable name: must start with underscore',
				tries: 1,
				spentMs: 0,
			},
		});
		expect(sent).toHaveLength(1);
	});

	it('contract: what a web page says is not quoted, whatever it begins with', async () => {
		const { client } = clientWith({
			answers: [answer(404, 'Please log in', { 'content-type': 'text/html' })],
		});
		expect(await resultOf(client.get(byGuid))).toMatchObject({
			refusal: { reason: 'webPage', words: '' },
		});
	});

	it('contract: an answer that is too long to be read is none', async () => {
		const { client, sent } = clientWith({ answers: [answer(200, '', {}, 'tooLong')] });
		expect(await resultOf(client.get(byGuid))).toMatchObject({
			refusal: { reason: 'tooLong', tries: 1 },
		});
		expect(sent).toHaveLength(1);
	});
});

describe('a request that did not come through', () => {
	it('contract: is repeated after 5xx and lost answers, up to Max Retries', async () => {
		const { client, sent } = clientWith({
			answers: [answer(503, 'Down', {})],
			retry: { maxRetries: 3 },
		});
		const result = await resultOf(client.set(byGuid, [variable()]));
		expect(result).toEqual({
			refusal: {
				reason: 'unavailable',
				status: 503,
				words: 'Down',
				tries: 4,
				spentMs: expect.any(Number),
				gaveUp: 'maxRetries',
			},
		});
		const waits = sent.slice(1).map(({ at }, index) => at - sent[index].at);
		[500, 1_000, 2_000].forEach((most, index) => {
			expect(waits[index]).toBeGreaterThanOrEqual(most / 2 - 1);
			expect(waits[index]).toBeLessThanOrEqual(most + 2);
		});
	});

	it.each<[string, Attempt]>([
		['500', answer(500)],
		['no connection', NO_CONNECTION],
		['no answer in time', { kind: 'noAnswer', cause: 'timeout' }],
		['an answer cut short', answer(200, '{', {}, 'cut')],
	])('PORTAL: "add or update", so after %s it is sent again', async (_, attempt) => {
		const { client, sent } = clientWith({ answers: [attempt, SUCCESS] });
		expect(await resultOf(client.set(byGuid, [variable()]))).toHaveProperty('answer');
		expect(sent).toHaveLength(2);
		expect(sent[1]).toEqual({ ...sent[0], at: expect.any(Number) });
		expect(client.usage).toMatchObject({ sent: 2, repeated: 1, waiting: 0 });
	});

	it('contract: without an answer the refusal holds neither status nor words', async () => {
		const { client } = clientWith({ answers: [NO_CONNECTION], retry: { maxRetries: 0 } });
		expect(await resultOf(client.get(byGuid))).toEqual({
			refusal: { reason: 'unreachable', tries: 1, spentMs: 0, gaveUp: 'maxRetries' },
		});
	});

	it('sibling APIs: waits as Retry-After says, also after 503', async () => {
		const { client, sent } = clientWith({
			answers: [answer(503, '', { 'retry-after': '7' }), SUCCESS],
		});
		expect(await resultOf(client.get(byGuid))).toHaveProperty('answer');
		expect(Math.round((sent[1].at - sent[0].at) / 100)).toBe(70);
	});

	it('contract: 429 does not count under Max Retries', async () => {
		const refused = Array.from({ length: 3 }, () => answer(429, '', { 'retry-after': '2' }));
		const { client, sent } = clientWith({
			answers: [...refused, SUCCESS],
			retry: { maxRetries: 0 },
		});
		expect(await resultOf(client.get(byGuid))).toHaveProperty('answer');
		expect(sent).toHaveLength(4);
	});

	it('contract: 429 takes no repeat from those that Max Retries allows', async () => {
		const refused = answer(429, '', { 'retry-after': '2' });
		const { client, sent } = clientWith({
			answers: [refused, refused, answer(503), SUCCESS],
			retry: { maxRetries: 1 },
		});
		expect(await resultOf(client.get(byGuid))).toHaveProperty('answer');
		expect(sent).toHaveLength(4);
	});

	it('contract: Max Wait bounds waiting for 429 and back-off together', async () => {
		const { client, sent } = clientWith({
			answers: [answer(429, 'Rate limit exceeded', { 'retry-after': '20' })],
			retry: { maxWaitMs: 50_000 },
		});
		expect(await resultOf(client.get(byGuid))).toEqual({
			refusal: {
				reason: 'rateLimited',
				status: 429,
				words: 'Rate limit exceeded',
				tries: 3,
				spentMs: expect.any(Number),
				gaveUp: 'maxWait',
			},
		});
		expect(sent[2].at - sent[0].at).toBeLessThanOrEqual(50_000);
	});

	it('contract: a wait that Max Wait does not allow is not begun', async () => {
		const { client, sent } = clientWith({ answers: [answer(429, '', { 'retry-after': '3600' })] });
		expect(await resultOf(client.get(byGuid), 1)).toMatchObject({ refusal: { gaveUp: 'maxWait' } });
		expect(sent).toHaveLength(1);
	});

	it("contract: Max Wait bounds being held back by another request's 429", async () => {
		const budget = new TenantBudget(surroundings);
		const first = clientWith({ answers: [answer(429, '', { 'retry-after': '3600' })], budget });
		await resultOf(first.client.get(byGuid), 1);
		const second = clientWith({ budget });
		expect(await resultOf(second.client.get(byGuid), 300_001)).toEqual({
			refusal: { reason: 'rateLimited', status: 429, gaveUp: 'maxWait', tries: 0, spentMs: 0 },
		});
	});
});

describe('a request that was tried before', () => {
	it.each([
		[64_999, { refusal: { reason: 'rateLimited', gaveUp: 'maxWait', tries: 1 } }],
		[65_000, { answer: expect.stringContaining('success') }],
	])(
		"contract: of a Max Wait of %i ms, what its back-off took is not left for another's 429",
		async (maxWaitMs, result) => {
			const budget = new TenantBudget(surroundings);
			const lost = answer(503, '', { 'retry-after': '40' });
			const tried = clientWith({ answers: [lost, SUCCESS], retry: { maxWaitMs }, budget });
			const work = tried.client.get(byGuid);
			await jest.advanceTimersByTimeAsync(35_000);
			// Holds the tenant back until 65 s, which is 25 s more than the back-off.
			const other = clientWith({ answers: [answer(429, '', { 'retry-after': '30' })], budget });
			void other.client.get(byGuid);
			expect(await resultOf(work)).toMatchObject(result);
		},
	);
});

describe('a request that was refused before', () => {
	it.each([
		[64_999, { refusal: { reason: 'rateLimited', gaveUp: 'maxWait', tries: 2 } }],
		[65_000, { answer: expect.stringContaining('success') }],
	])(
		"contract: of a Max Wait of %i ms, its first 429 is not left for another's",
		async (maxWaitMs, result) => {
			const budget = new TenantBudget(surroundings);
			const twice = ['20', '30'].map((seconds) => answer(429, '', { 'retry-after': seconds }));
			const tried = clientWith({ answers: [...twice, SUCCESS], retry: { maxWaitMs }, budget });
			const work = tried.client.get(byGuid);
			await jest.advanceTimersByTimeAsync(10_000);
			// Sent with the second try, whose own 429 took 20 s of the wait already.
			const other = clientWith({
				answers: [answer(429, '', { 'retry-after': '45' })],
				latencyMs: 15_000,
				budget,
			});
			void other.client.get(byGuid);
			expect(await resultOf(work)).toMatchObject(result);
		},
	);
});

describe('the requests of a run', () => {
	it('contract: the first goes alone, so that a wrong token is told after one request', async () => {
		const { client, sent } = clientWith({
			answers: [answer(401, '{"message":"Authentication failed"}')],
			latencyMs: 100,
		});
		const results = Promise.all([client.get(byGuid), client.get(byGuid), client.set(byGuid, [])]);
		await jest.advanceTimersByTimeAsync(1_000);
		const refusal = { reason: 'unauthorized', status: 401, words: 'Authentication failed' };
		expect(await results).toEqual([
			{ refusal: { ...refusal, tries: 1, spentMs: expect.any(Number) } },
			{ refusal: { ...refusal, tries: 0, spentMs: expect.any(Number) } },
			{ refusal: { ...refusal, tries: 0, spentMs: expect.any(Number) } },
		]);
		expect(sent).toHaveLength(1);
	});

	it('contract: once something came back, the others follow together', async () => {
		const { client, sent } = clientWith({ latencyMs: 100 });
		const start = surroundings.now();
		const results = Promise.all(Array.from({ length: 4 }, () => client.get(byGuid)));
		await jest.advanceTimersByTimeAsync(1_000);
		await results;
		expect(sent.map(({ at }) => Math.round(at - start))).toEqual([0, 100, 100, 100]);
	});

	it('contract: the others do not wait until the first has been repeated', async () => {
		const { client, sent } = clientWith({ answers: [answer(503), SUCCESS] });
		const results = Promise.all([client.get(byGuid), client.get(byCallId)]);
		await jest.advanceTimersByTimeAsync(0);
		expect(sent.map(({ path }) => path.includes('callId'))).toEqual([false, true]);
		await jest.advanceTimersByTimeAsync(10_000);
		await results;
	});

	it('PORTAL: keep to the requests per minute, and tell how long they waited', async () => {
		const { client, sent } = clientWith({ run: { limit: 2 } });
		const results = Promise.all(Array.from({ length: 6 }, () => client.get(byGuid)));
		await jest.advanceTimersByTimeAsync(200_000);
		await results;
		const minutes = sent.map(({ at }) => Math.round((at - sent[0].at) / 60_000));
		expect(minutes).toEqual([0, 0, 1, 1, 2, 2]);
		expect(client.usage).toMatchObject({ sent: 6, repeated: 0, waiting: 0 });
		expect(Math.round(client.usage.pacedMs / 1_000)).toBe(120);
	});

	it('n8n: end when the execution is cancelled, waiting for their turn or for a repeat', async () => {
		const stop = new AbortController();
		const { client, sent } = clientWith({
			answers: [answer(503)],
			run: { limit: 1, signal: stop.signal },
		});
		const results = Promise.all([client.get(byGuid), client.get(byGuid)]);
		await jest.advanceTimersByTimeAsync(100);
		stop.abort();
		await jest.advanceTimersByTimeAsync(0);
		expect(await results).toEqual([{ stopped: true }, { stopped: true }]);
		expect(sent).toHaveLength(1);
	});

	it('n8n: none is sent in a run that was stopped before', async () => {
		const { client, sent } = clientWith({ run: { signal: AbortSignal.abort() } });
		expect(await resultOf(client.get(byGuid))).toEqual({ stopped: true });
		expect(sent).toEqual([]);
	});
});

describe('private values', () => {
	const secret = variable({ name: '_SSN', value: PRIVATE_VALUE, privacy: true });

	it.each([
		[400, 'words'],
		[200, 'message'],
	])('contract: are masked where an answer of %i echoes them', async (status) => {
		const { client } = clientWith({
			answers: [answer(status, JSON.stringify({ message: `Value ${PRIVATE_VALUE} is odd` }))],
		});
		const result = JSON.stringify(await resultOf(client.set(byGuid, [secret])));
		expect(result).toContain('Value •••••• is odd');
		expect(result).not.toContain(PRIVATE_VALUE);
	});

	it.each([400, 200])(
		'contract: and the token are masked also when reading, in an answer of %i',
		async (status) => {
			const { client } = clientWith({
				answers: [
					answer(status, JSON.stringify({ message: `${PRIVATE_VALUE} of 5c5c5c5c5c5c5c5c` })),
				],
				secrets: ['5c5c5c5c5c5c5c5c'],
			});
			const result = JSON.stringify(await resultOf(client.get(byGuid, [secret])));
			// What was read back is compared with what was set, so the value stays in there.
			expect(result).toContain(status === 400 ? '•••••• of ••••••' : `${PRIVATE_VALUE} of ••••••`);
		},
	);

	it('contract: are not taken out of the id of the interaction, nor of a GUID', async () => {
		const { id } = byCallId;
		const { client } = clientWith({ answers: [answer(200, `{"interactionId": "${id}"}`)] });
		const answered = await resultOf(client.set(byCallId, [{ ...secret, value: '203.0.113.10' }]));
		expect(answered).toMatchObject({ answer: { interactionId: id } });
		for (const interactionId of [GUID, GUID.replace('acme', 'globex')]) {
			const { client } = clientWith({ answers: [answer(200, JSON.stringify({ interactionId }))] });
			const result = await resultOf(client.set(byGuid, [{ ...secret, value: 'phone-01' }]));
			expect(result).toMatchObject({ answer: { interactionId } });
		}
	});

	it('contract: are masked also where the words are cut', async () => {
		const message = `${'x'.repeat(292)}${PRIVATE_VALUE}`;
		const { client } = clientWith({ answers: [answer(400, JSON.stringify({ message }))] });
		expect(JSON.stringify(await resultOf(client.set(byGuid, [secret])))).not.toContain('111-22');
	});

	it.each(['12\u200b34-5678', '12\u000034-5678', '12\u00ad34-5678'])(
		'contract: are masked also with invisible characters in them (%j)',
		async (value) => {
			const { client } = clientWith({
				answers: [answer(400, JSON.stringify({ message: `Value ${value} is odd` }))],
			});
			const result = await resultOf(client.set(byGuid, [{ ...secret, value }]));
			expect(JSON.stringify(result)).not.toContain('34-5678');
		},
	);

	// Only the message is cleaned of private values, although all three come out of the node.
	it.each(['status', 'interactionId'])(
		'contract: are masked also in the field %s of an answer',
		async (field) => {
			const { client } = clientWith({
				answers: [answer(200, JSON.stringify({ [field]: PRIVATE_VALUE }))],
			});
			const result = await resultOf(client.set(byGuid, [secret]));
			expect(JSON.stringify(result)).not.toContain(PRIVATE_VALUE);
		},
	);
});
