import { sleep, type IDataObject, type IExecuteFunctions } from 'n8n-workflow';
import { budgetOf } from '../../nodes/EightByEightInteractionData/rateLimit';
import { cancelled, openSession } from '../../nodes/EightByEightInteractionData/session';
import { byGuid } from './samples';

beforeEach(() => {
	jest.useFakeTimers();
});

afterEach(() => {
	jest.useRealTimers();
});

const TOKEN = '5c'.repeat(32);

interface Given {
	credential?: IDataObject;
	options?: IDataObject;
	signal?: AbortSignal;
	/** What 8x8 answers every request after 100 ms. */
	text?: string;
}

/** n8n's side of a run, with the requests that 8x8 got. */
function surroundingsOf({ credential, options = {}, signal, text = '{}' }: Given) {
	const told: string[] = [];
	const urls: string[] = [];
	const context = {
		getCredentials: async (name: string) => ({
			platformUrl: 'vcc-eu3.8x8.com',
			tenantId: 'acme',
			actionToken: TOKEN,
			requestsPerMinute: 0,
			asked: name,
			...credential,
		}),
		getNodeParameter: (name: string, item: number, otherwise: unknown) =>
			name === 'options' && item === 0 ? options : otherwise,
		getExecutionCancelSignal: () => signal,
		getNode: () => ({ name: '8x8', type: 'x', parameters: { typed: 'into the form' } }),
		getMode: () => 'manual',
		sendMessageToUI: (message: string) => told.push(message),
		logger: { info: () => {} },
		helpers: {
			httpRequestWithAuthentication: async (_: string, { url }: { url: string }) => {
				urls.push(url);
				await sleep(100);
				async function* chunks() {
					yield Buffer.from(text);
				}
				const body = Object.assign(chunks(), { destroy: () => {} });
				return { statusCode: 200, headers: {}, body };
			},
		},
	} as unknown as IExecuteFunctions;
	return { context, told, urls };
}

async function open(given: Given & { planned?: number } = {}) {
	const surroundings = surroundingsOf(given);
	const opened = await openSession(surroundings.context, given.planned ?? 1);
	if ('refused' in opened) throw new Error(opened.refused.message);
	return { ...surroundings, session: opened.session };
}

/** What `work` has come to after `ms`. */
async function after<T>(ms: number, work: Promise<T>): Promise<T | 'pending'> {
	let state: T | 'pending' = 'pending';
	void work.then((value) => (state = value));
	await jest.advanceTimersByTimeAsync(ms);
	return state;
}

describe('opening a run', () => {
	it('contract: is refused where the credential cannot be used', async () => {
		const { context } = surroundingsOf({ credential: { tenantId: '' } });
		expect(await openSession(context, 1)).toMatchObject({
			refused: { message: 'The Tenant ID in the credential is empty' },
		});
	});

	it('contract: takes credential and options for every request', async () => {
		const { session, urls } = await open({
			credential: { tenantId: 'a', apiFormat: 'portal' },
			options: { timeout: 300 },
		});
		expect(session.to).toEqual({
			origin: 'https://vcc-eu3.8x8.com',
			tenantId: 'a',
			format: 'portal',
			timeoutMs: 300,
		});
		expect(await after(200, session.client.get(byGuid))).toEqual({ answer: '{}' });
		expect(urls).toEqual([`https://vcc-eu3.8x8.com/api/v1/interaction/data/${byGuid.id}`]);
		session.close();
	});

	it('contract: keeps the token out of answers', async () => {
		const { session } = await open({ text: `{"echo": "${TOKEN}"}` });
		expect(await after(200, session.client.get(byGuid))).toEqual({ answer: '{"echo": "••••••"}' });
		session.close();
	});

	it("contract: counts in the tenant's budget until it is closed", async () => {
		const { session } = await open({ credential: { tenantId: 'counted' } });
		const budget = budgetOf(session.to.origin, 'counted');
		expect(budget.idle).toBe(false);
		session.close();
		expect(budget.idle).toBe(true);
	});

	it.each([
		[50, 8],
		[5, 10],
	])('contract: of %i requests has %i under way at most', async (planned, atOnce) => {
		const { session, urls } = await open({
			planned,
			credential: { tenantId: `of ${planned}`, requestsPerMinute: 100 },
		});
		void session.client.get(byGuid);
		await jest.advanceTimersByTimeAsync(100);
		for (let more = 0; more < 11; more++) void session.client.get(byGuid);
		await jest.advanceTimersByTimeAsync(50);
		expect(urls).toHaveLength(1 + atOnce);
		session.close();
		await jest.advanceTimersByTimeAsync(120_000);
	});

	it('contract: tells how many of the planned requests are left', async () => {
		const { session, told } = await open({ planned: 7 });
		await jest.advanceTimersByTimeAsync(3_000);
		session.progress.step();
		expect(told).toEqual([expect.stringContaining('requests done: 1, left: 6')]);
		session.close();
	});
});

describe('ending a run', () => {
	it('contract: that is stopped sends nothing more, but hears what was sent to its end', async () => {
		const { session, urls } = await open({
			credential: { tenantId: 'stopped', requestsPerMinute: 1 },
		});
		const first = session.client.get(byGuid);
		await jest.advanceTimersByTimeAsync(50);
		session.stop();
		expect(await after(50, first)).toEqual({ answer: '{}' });
		expect(await after(0, session.client.get(byGuid))).toEqual({ stopped: true });
		expect([urls.length, session.cancelled()]).toEqual([1, false]);
		session.close();
	});

	it('n8n: whose execution is cancelled waits for nothing more', async () => {
		const cancel = new AbortController();
		const { session, urls } = await open({
			credential: { tenantId: 'cancelled', requestsPerMinute: 1 },
			signal: cancel.signal,
		});
		expect(await after(100, session.client.get(byGuid))).toEqual({ answer: '{}' });
		const second = session.client.get(byGuid);
		expect([await after(500, second), session.cancelled()]).toEqual(['pending', false]);
		cancel.abort();
		expect(await after(0, second)).toEqual({ stopped: true });
		expect([urls.length, session.cancelled()]).toEqual([1, true]);
		session.close();
	});

	it('n8n: is told without the parameters of the node', () => {
		const { context } = surroundingsOf({});
		expect(cancelled(context)).toMatchObject({
			name: 'NodeOperationError',
			message: 'The execution was canceled',
			description:
				'Requests that were already sent stay in effect; setting the same variables again does no harm.',
			node: { name: '8x8', parameters: {} },
		});
	});
});
