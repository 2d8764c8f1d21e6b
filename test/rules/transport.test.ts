import { sleep, type IExecuteFunctions } from 'n8n-workflow';
import { authenticatedSend } from '../../nodes/EightByEightInteractionData/transport';

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

const ORIGIN = 'https://vcc-eu3.8x8.com';
const CREDENTIAL = { tenantId: 'acme', actionToken: 'token' };
const MIB = 1_048_576;
const timedOut = { kind: 'noAnswer', cause: 'timeout' };

/** A body of these chunks, each given `everyMs` after the one before; an Error among them ends it. */
function bodyOf(chunks: Array<Uint8Array | string | Error>, everyMs = 0) {
	const destroy = jest.fn();
	const body = {
		destroy,
		async *[Symbol.asyncIterator]() {
			for (const chunk of chunks) {
				if (everyMs > 0) await sleep(everyMs);
				if (chunk instanceof Error) throw chunk;
				yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
			}
		},
	};
	return { destroy, head: { statusCode: 200, headers: { server: 'x' }, body } };
}

/** n8n's request helper, answering as told; what it was called with. */
function sender(answer: () => Promise<unknown>, signal?: AbortSignal) {
	const helper = jest.fn(answer);
	const context = {
		helpers: { httpRequestWithAuthentication: helper },
	} as unknown as IExecuteFunctions;
	const send = authenticatedSend(context, ORIGIN, CREDENTIAL, signal);
	return {
		helper,
		context,
		send: async () => await send({ method: 'GET', path: '/x', timeoutMs: 1_000 }),
		post: async () =>
			await send({ method: 'POST', path: '/x?y', body: { a: 1 }, timeoutMs: 5_000 }),
	};
}

async function later<T>(ms: number, value: T): Promise<T> {
	await sleep(ms);
	return value;
}

describe('a request through n8n', () => {
	it('n8n: goes to the platform only, with the credential decrypted before, and is read as a stream', async () => {
		const { helper, context, post } = sender(async () => bodyOf(['{}']).head);
		await post();
		expect(helper.mock.contexts).toEqual([context]);
		expect(helper.mock.calls).toEqual([
			[
				'eightByEightContactCenterApi',
				{
					method: 'POST',
					url: `${ORIGIN}/x?y`,
					headers: { Accept: 'application/json' },
					body: { a: 1 },
					timeout: 5_000,
					disableFollowRedirect: true,
					ignoreHttpStatusErrors: true,
					returnFullResponse: true,
					encoding: 'stream',
				},
				{
					credentialsDecrypted: {
						id: '',
						name: '',
						type: 'eightByEightContactCenterApi',
						data: CREDENTIAL,
					},
					preAuthenticationRetryStatusCode: [],
				},
			],
		]);
	});

	it('n8n: that reads has no body at all', async () => {
		const { helper, send } = sender(async () => bodyOf(['{}']).head);
		await send();
		expect(helper.mock.calls[0]).toEqual([
			expect.anything(),
			expect.not.objectContaining({ body: undefined }),
			expect.anything(),
		]);
		expect(Object.keys(Object(helper.mock.calls[0]?.at(1)))).not.toContain('body');
	});
});

describe('what comes of a request', () => {
	const euro = Buffer.from('€');
	it.each<[string, Array<Uint8Array | string | Error>, { text: string; body: string }]>([
		['a whole answer', ['{"a"', ':1}'], { text: '{"a":1}', body: 'whole' }],
		['no body', [], { text: '', body: 'whole' }],
		[
			'a character in two pieces',
			[euro.subarray(0, 1), euro.subarray(1)],
			{ text: '€', body: 'whole' },
		],
		['one that breaks off', ['{"a', new Error('aborted')], { text: '{"a', body: 'cut' }],
		['one of 1 MiB', [Buffer.alloc(MIB, 'x')], { text: 'x'.repeat(MIB), body: 'whole' }],
		[
			'one that is longer',
			[Buffer.alloc(MIB, 'x'), 'x', new Error('was read further')],
			{ text: '', body: 'tooLong' },
		],
	])('contract: is %s, and its connection is let go', async (_, chunks, content) => {
		const { head, destroy } = bodyOf(chunks);
		expect(await sender(async () => head).send()).toEqual({
			kind: 'answer',
			status: 200,
			headers: { server: 'x' },
			...content,
		});
		expect(destroy).toHaveBeenCalledTimes(1);
	});

	const withCode = (code: unknown, depth = 0): object =>
		depth === 0 ? { code } : { cause: withCode(code, depth - 1) };
	it.each<[unknown, string]>([
		...['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT'].map((code): [unknown, string] => [
			withCode(code),
			'timeout',
		]),
		...[
			'CERT_HAS_EXPIRED',
			'DEPTH_ZERO_SELF_SIGNED_CERT',
			'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
			'ERR_TLS_CERT_ALTNAME_INVALID',
			'ERR_SSL_WRONG_VERSION_NUMBER',
			'SELF_SIGNED_IN_CHAIN',
			'ERR_TLS_HANDSHAKE',
			'EPROTO',
		].map((code): [unknown, string] => [withCode(code), 'certificate']),
		...[
			'ECONNREFUSED',
			'ECONNRESET',
			'EPIPE',
			'ENOTFOUND',
			'EAI_AGAIN',
			'EHOSTUNREACH',
			'ENETUNREACH',
			'ERR_SOCKET_CLOSED',
			'ERR_BAD_RESPONSE',
			'HPE_INVALID_CONSTANT',
		].map((code): [unknown, string] => [withCode(code), 'connection']),
		[withCode('X_ECONNRESET'), 'other'],
		[withCode('X_ETIMEDOUT'), 'other'],
		[withCode('ETIMEDOUT_X'), 'other'],
		[withCode('ECONNRESET', 4), 'connection'],
		[withCode('ECONNRESET', 5), 'other'],
		[{ code: 7, cause: withCode('ETIMEDOUT') }, 'timeout'],
		[new Error('no code'), 'other'],
		[{ cause: null }, 'other'],
		[null, 'other'],
		['ECONNRESET', 'other'],
	])('n8n: is no answer when the helper throws %j, by its cause: %s', async (thrown, cause) => {
		const { send } = sender(async () => await Promise.reject(thrown));
		expect(await send()).toEqual({ kind: 'noAnswer', cause });
	});
});

describe('the timeout of a request', () => {
	it('contract: ends the waiting for an answer, and one that comes later is let go', async () => {
		const { head, destroy } = bodyOf(['{}']);
		const answer = sender(async () => await later(1_500, head)).send();
		const ended = jest.fn();
		void answer.then(ended);
		await jest.advanceTimersByTimeAsync(999);
		expect(ended).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(1);
		expect(ended).toHaveBeenCalledWith(timedOut);
		expect(destroy).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(500);
		expect(destroy).toHaveBeenCalledTimes(1);
	});

	it('contract: does not care how a request ends that was given up', async () => {
		const { send } = sender(async () => {
			await later(1_500, undefined);
			throw new Error('too late to matter');
		});
		const answer = send();
		await jest.advanceTimersByTimeAsync(2_000);
		expect(await answer).toEqual(timedOut);
	});

	it('contract: is for the whole answer, so a body that drips is left', async () => {
		const { head, destroy } = bodyOf(['a', 'b', 'c'], 250);
		const { send } = sender(async () => await later(400, head));
		const ended = jest.fn();
		void send().then(ended);
		await jest.advanceTimersByTimeAsync(999);
		expect(ended).not.toHaveBeenCalled();
		await jest.advanceTimersByTimeAsync(1);
		expect(ended).toHaveBeenCalledWith(timedOut);
		expect(destroy).toHaveBeenCalledTimes(1);
	});

	it('n8n: does not keep a cancelled execution waiting', async () => {
		const cancel = new AbortController();
		const { send } = sender(async () => await later(900, bodyOf(['{}']).head), cancel.signal);
		const ended = jest.fn();
		void send().then(ended);
		await jest.advanceTimersByTimeAsync(10);
		cancel.abort();
		await jest.advanceTimersByTimeAsync(0);
		expect(ended).toHaveBeenCalledWith(timedOut);
	});
});
