import { sleep } from 'n8n-workflow';
import { byGuid, GUID, Stage } from './stage';

let stage: Stage;
beforeAll(async () => (stage = await Stage.open()));
afterAll(async () => await stage.close());
beforeEach(() => stage.reset());

const each = { interaction: byGuid('={{ $json.guid }}') };

function interactions(count: number, prefix: string) {
	return Array.from({ length: count }, (_, index) => {
		const guid = `int-${prefix}-${index}`;
		stage.simulator.addInteraction({ guid });
		return { guid };
	});
}

/** Every test has a tenant of its own, for budgets outlive a run. */
function tenant(id: string, more = {}) {
	const [{ token }] = stage.simulator.tenants;
	stage.simulator.tenants.push({ id, token });
	return stage.credential({ tenantId: id, ...more });
}

describe("the tenant's limit, with a window of one second instead of a minute", () => {
	beforeAll(() => stage.setWindow(1_000));
	afterAll(() => stage.setWindow(60_000));

	it('earns no 429 when we are alone, and every row arrives', async () => {
		stage.simulator.settings.rateLimit = { requests: 20, windowMs: 1_000 };
		const items = interactions(50, 'alone').map((item) => {
			stage.simulator.addInteraction({ guid: item.guid, tenant: 'alone' });
			return item;
		});
		const { json, hints } = await stage.setJson(
			{ _a: '1' },
			{ items, credential: tenant('alone', { requestsPerMinute: 20 }) },
			each,
		);
		expect(json.filter(({ variablesSet }) => variablesSet === 1)).toHaveLength(50);
		expect(stage.simulator.refusedCount).toBe(0);
		expect(hints).toEqual([
			expect.stringMatching(/^Requests sent: 50\. Seconds during which some waited for their turn .*: \d+\.$/),
		]);
	});

	it('earned by others is waited out, and no row is lost', async () => {
		stage.simulator.settings.rateLimit = { requests: 10, windowMs: 1_000 };
		const items = interactions(30, 'shared').map((item) => {
			stage.simulator.addInteraction({ guid: item.guid, tenant: 'shared' });
			return item;
		});
		const { json } = await stage.setJson(
			{ _a: '1' },
			{ items, credential: tenant('shared', { requestsPerMinute: 0 }) },
			each,
		);
		expect(json.filter(({ variablesSet }) => variablesSet === 1)).toHaveLength(30);
		expect(stage.simulator.refusedCount).toBeGreaterThan(0);
	});

	it('is given up when waiting would exceed Max Wait, with the time it took', async () => {
		stage.simulator.script({ times: 5, status: 429, headers: { 'retry-after': '30' } });
		stage.simulator.addInteraction({ guid: GUID, tenant: 'patient' });
		const { error } = await stage.setJson(
			{ _a: '1' },
			{ credential: tenant('patient') },
			{ options: { maxWait: 2 } },
		);
		expect(error?.message).toMatch(
			/too many requests \(429\), and waiting longer would exceed Max Wait/,
		);
		expect(error?.httpCode).toBe('429');
		expect(stage.simulator.journal).toHaveLength(1);
	});
});

describe('a tenant that 8x8 holds back', () => {
	it('lets a run with little patience go on at once, also one that sent nothing yet', async () => {
		stage.simulator.addInteraction({ guid: GUID, tenant: 'held' });
		stage.simulator.script({ status: 429, headers: { 'retry-after': '30' } });
		const credential = tenant('held');
		const impatient = { options: { maxWait: 3 } };
		const at = performance.now();
		const results = [
			await stage.setJson({ _a: '1' }, { credential }, impatient),
			await stage.setJson({ _a: '1' }, { credential }, impatient),
		];
		expect(performance.now() - at).toBeLessThan(3_000);
		for (const { error } of results) {
			expect(error?.message).toMatch(/\(429\), and waiting longer would exceed Max Wait$/);
		}
		expect(stage.simulator.journal).toHaveLength(1);
	});
});

describe('retries', () => {
	it.each<[string, object]>([
		['500', { status: 500 }],
		['503 with Retry-After', { status: 503, headers: { 'retry-after': '1' } }],
		['a cut connection', { cut: 'before' }],
		['an answer lost after the request was carried out', { cut: 'headers', apply: true }],
		['a truncated body', { status: 200, body: '{"status":"success"}', truncate: 4 }],
		['a timeout', { hang: true }],
	])('repeat after %s, and the row is set', async (_, answer) => {
		stage.simulator.script(answer as never);
		const { json, hints } = await stage.setJson({ _a: '1' }, {}, { options: { timeout: 300 } });
		expect(json).toMatchObject([{ variablesSet: 1 }]);
		expect(stage.simulator.journal).toHaveLength(2);
		expect(hints).toEqual([
			expect.stringMatching(/^Requests sent: 2\. Repeats among them: 1\./),
		]);
	});

	it('end after Max Retries, and the message tells how often and how long', async () => {
		stage.simulator.script({ times: 9, status: 500, body: '' });
		const { error } = await stage.setJson({ _a: '1' }, {}, { options: { maxRetries: 2 } });
		expect(stage.simulator.journal).toHaveLength(3);
		expect(error?.message).toMatch(/\(500\), tried 3 times in \d\.\d seconds$/);
	});

	it.each([400, 401, 403, 404, 409, 422])('never after %s', async (status) => {
		stage.simulator.script({ times: 3, status, body: {} });
		await stage.setJson({ _a: '1' });
		expect(stage.simulator.journal).toHaveLength(1);
	});
});

describe('a canceled execution', () => {
	const cancelDuring = async (prepare: () => void, credential = stage.credential()) => {
		prepare();
		const started = stage.start(
			{
				operation: 'setVariables',
				specifyVariables: 'json',
				variablesJson: '{"_a":"1"}',
				interaction: byGuid(),
			},
			{ credential },
		);
		await sleep(300);
		const at = performance.now();
		started.cancel();
		await started.result.catch(() => {});
		return performance.now() - at;
	};

	it('stops within 500 ms in the middle of a back-off', async () => {
		const ms = await cancelDuring(() =>
			stage.simulator.script({ times: 9, status: 503, headers: { 'retry-after': '60' } }),
		);
		expect(ms).toBeLessThan(500);
	});

	it('stops within 500 ms while the tenant is paused, and leaves its place in the queue', async () => {
		stage.simulator.addInteraction({ guid: GUID, tenant: 'paused' });
		const credential = tenant('paused');
		const ms = await cancelDuring(
			() => stage.simulator.script({ times: 1, status: 429, headers: { 'retry-after': '60' } }),
			credential,
		);
		expect(ms).toBeLessThan(500);
		await sleep(300);
		expect(stage.simulator.journal).toHaveLength(1);
	});

	it('stops within 500 ms while 8x8 does not answer', async () => {
		expect(await cancelDuring(() => stage.simulator.script({ hang: true }))).toBeLessThan(500);
	});
});

describe('progress', () => {
	it('of a long manual run reaches the editor, at most every three seconds', async () => {
		stage.setWindow(2_000);
		const items = interactions(30, 'slow').map((item) => {
			stage.simulator.addInteraction({ guid: item.guid, tenant: 'slow' });
			return item;
		});
		const messages: string[] = [];
		await stage.setJson(
			{ _a: '1' },
			{
				items,
				mode: 'manual',
				credential: tenant('slow', { requestsPerMinute: 10 }),
				toEditor: (data) => messages.push(JSON.stringify(data)),
			},
			each,
		);
		stage.setWindow(60_000);
		expect(messages.length).toBeGreaterThan(0);
		expect(messages.length).toBeLessThanOrEqual(2);
		expect(messages[0]).toMatch(
			/8x8 Interaction Data: requests done: \d+, left: \d+, waiting for their turn: \d+/,
		);
	}, 20_000);
});
