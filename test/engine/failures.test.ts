import { byGuid, GUID, Stage } from './stage';

let stage: Stage;
beforeAll(async () => (stage = await Stage.open()));
afterAll(async () => await stage.close());
beforeEach(() => stage.reset());

const once = { options: { maxRetries: 0, timeout: 5_000 } };
const fast = { options: { maxRetries: 0, timeout: 200 } };
const html = { 'content-type': 'text/html' };

describe("8x8's refusals say what is wrong and what to do", () => {
	it.each<[string, object, RegExp, RegExp, string | null]>([
		[
			"400 in 8x8's own words",
			{
				status: 400,
				body: {
					status: 'error',
					code: 400,
					message: 'Invalid variable name: must start with underscore',
				},
			},
			/did not accept the request \(400\): "Invalid variable name: must start with underscore"$/,
			/API Format.*it is "Keyed", try "Portal" or "Tstats"/,
			'400',
		],
		[
			'400 in XML',
			{
				status: 400,
				headers: { 'content-type': 'text/xml' },
				body: '<API><Error>The action type is not supported</Error></API>',
			},
			/\(400\): "The action type is not supported"$/,
			/API Format/,
			'400',
		],
		[
			'400 with reasons',
			{ status: 400, body: { reasons: ['one', 'two'] } },
			/\(400\): "one; two"$/,
			/API Format/,
			'400',
		],
		[
			'400 as RFC 7807',
			{ status: 400, body: { type: 'about:blank', title: 'Bad', detail: 'no such field' } },
			/\(400\): "no such field"$/,
			/API Format/,
			'400',
		],
		[
			'400 with nothing',
			{ status: 400, body: '' },
			/did not accept the request \(400\)$/,
			/API Format/,
			'400',
		],
		[
			'403',
			{ status: 403, body: '' },
			/does not allow the tenant "acme" to do this \(403\)$/,
			/Platform URL \(http:\/\/127/,
			'403',
		],
		[
			'404',
			{ status: 404, body: { message: 'Interaction not found' } },
			/knows no interaction with this GUID in the tenant "acme" \(404\)/,
			/^See that the interaction is still live.*"Keyed"/,
			'404',
		],
		[
			'500',
			{ status: 500, body: { message: 'Internal server error' } },
			/could not carry out the request \(500\): "Internal server error"$/,
			/Try again later/,
			'500',
		],
		[
			'a redirect',
			{ status: 302, headers: { location: 'https://elsewhere.example/' } },
			/sends requests on to another address \(302\), which was not followed/,
			/Platform URL/,
			'302',
		],
		[
			'a login page with 200',
			{ status: 200, headers: html, body: '<!DOCTYPE html><title>Login</title>' },
			/answered with a web page \(200\)/,
			/Platform URL/,
			'200',
		],
		[
			'a web page without its type',
			{
				status: 404,
				headers: { 'content-type': 'text/plain' },
				body: ' <html><body>no</body></html>',
			},
			/answered with a web page \(404\)/,
			/Platform URL/,
			'404',
		],
		[
			'200 that says error',
			{ status: 200, body: { status: 'error', message: 'nothing was set' } },
			/did not accept the request \(200\): "nothing was set"/,
			/API Format/,
			'200',
		],
		['a cut connection', { cut: 'before' }, /No connection to http:\/\/127/, /firewall/, null],
		[
			'a truncated body',
			{ status: 200, body: { status: 'success' }, truncate: 5 },
			/answer broke off/,
			/no harm/,
			'200',
		],
		['no answer in time', { hang: true }, /did not answer within 200 ms/, /Raise Timeout/, null],
		[
			'a body that drips',
			{ status: 200, body: 'x'.repeat(200), dripMs: 50 },
			/did not answer within 200 ms/,
			/Raise Timeout/,
			null,
		],
	])('%s', async (_, answer, message, remedy, httpCode) => {
		stage.simulator.script(answer as never);
		const slow = /within 200 ms/.test(message.source);
		const { error } = await stage.setJson({ _a: '1' }, {}, slow ? fast : once);
		expect(error?.name).toBe('NodeApiError');
		expect(error?.message).toMatch(message);
		expect(error?.description).toMatch(remedy);
		expect(error?.httpCode).toBe(httpCode);
		expect(error?.context?.itemIndex).toBe(0);
		expect(stage.simulator.journal).toHaveLength(1);
	});

	it('a wrong token: exactly one request, and which fields to look at and where, for any number of items', async () => {
		const items = Array.from({ length: 40 }, (_, index) => ({ guid: `${GUID}${index}` }));
		const { json } = await stage.setJson(
			{ _a: '1' },
			{
				items,
				onError: 'continueRegularOutput',
				credential: stage.credential({ actionToken: '0'.repeat(64) }),
			},
			{ interaction: byGuid('={{ $json.guid }}') },
		);
		expect(stage.simulator.journal).toHaveLength(1);
		expect(json).toHaveLength(40);
		for (const { error } of json) {
			expect(error).toMatch(
				/did not accept the Tenant ID or the Action Token \(401\)\. .*Integration > API Token: the Tenant ID \("acme" now\)/,
			);
		}
	});

	it('a GUID of another tenant explains a 404', async () => {
		const { error } = await stage.get({ interaction: byGuid(GUID.replace('acme', 'globex')) });
		expect(error?.description).toMatch(
			/ends in "globex", so it belongs to another tenant: choose that tenant's credential/,
		);
	});

	it('a private value that 8x8 echoes is masked', async () => {
		stage.simulator.script({
			status: 400,
			body: { message: 'cannot store "11 22"3333" (11+22%223333)' },
		});
		const { error, run } = await stage.setJson([
			{ name: '_pin', value: '11 22"3333', ivr: true, privacy: true },
		]);
		expect(error?.message).toMatch(/cannot store "••••••" \(••••••\)/);
		expect(JSON.stringify(run)).not.toMatch(/11 22"3333|11\+22/);
	});

	it('nothing of the request is kept in the error: no header, no token, no body', async () => {
		stage.simulator.script({ status: 500, body: { message: 'x' } });
		const { run } = await stage.setJson({ _a: 'some value' }, {}, fast);
		const stored = JSON.stringify(run.data.resultData.error);
		expect(stored).not.toMatch(/some value|authorization|Basic /i);
		expect(stored).not.toContain(String(stage.credential().actionToken));
	});

	it('a huge body is not read to its end', async () => {
		stage.simulator.script({ status: 200, body: '['.repeat(5_000_000) });
		const { error } = await stage.get();
		expect(error?.message).toMatch(/answered with more than 1 MB, which was not read/);
	});

	it('a host that does not exist, a port that is closed', async () => {
		const { error } = await stage.setJson(
			{ _a: '1' },
			{ credential: stage.credential({ platformUrl: 'http://127.0.0.1:9' }) },
			once,
		);
		expect(error?.message).toMatch(/^No connection to http:\/\/127\.0\.0\.1:9$/);
	});
});

describe('without Continue', () => {
	it('the first bad item ends the run before anything is sent, and the others are counted', async () => {
		const { error } = await stage.setJson('={{ $json.v }}', {
			items: [{ v: { _a: '1' } }, { v: { b: '1' } }, { v: 7 }],
		});
		expect(error?.message).toMatch(/Variable "b": the name does not begin with "_".*\[item 1\]$/);
		expect(error?.description).toMatch(/1 other item has something to mend too/);
		expect(error?.context?.itemIndex).toBe(1);
		expect(stage.simulator.journal).toEqual([]);
	});

	it('a refusal ends the run and tells what was set before', async () => {
		const items = [{ guid: GUID }, { guid: 'int-unknown' }, { guid: 'int-unknown-2' }];
		const { error } = await stage.setJson(
			{ _a: '1' },
			{ items },
			{ interaction: byGuid('={{ $json.guid }}') },
		);
		expect(error?.message).toMatch(/knows no interaction.*\[item 1\]$/);
		expect(error?.description).toMatch(
			/Before this, 1 of 3 items were set; setting them again does no harm/,
		);
	});
});

describe('with Continue', () => {
	const items = [
		{ id: 1, guid: GUID },
		{ id: 2, guid: '' },
		{ id: 3, guid: 'int-unknown' },
	];
	const parameters = { interaction: byGuid('={{ $json.guid }}') };

	it('every item has its place, its message with the remedy, and its link to the input', async () => {
		const { outputs } = await stage.setJson(
			{ _a: '1' },
			{ items, onError: 'continueRegularOutput' },
			parameters,
		);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		expect(outputs[0]?.map(({ json }) => json.error ?? json.variablesSet)).toEqual([
			1,
			expect.stringMatching(
				/^Interaction \(GUID\) is empty\. Nothing was sent for this item\. Give the GUID/,
			),
			expect.stringMatching(/^8x8 knows no interaction .*\(404\)\. See that/),
		]);
	});

	it.each(['setVariables', 'getContext'])(
		'%s: the error branch keeps the fields of the input',
		async (operation) => {
			const run = { items, onError: 'continueErrorOutput' as const };
			const { outputs } =
				operation === 'getContext'
					? await stage.get(parameters, run)
					: await stage.setJson({ _a: '1' }, run, parameters);
			expect(outputs[0]).toHaveLength(1);
			expect(outputs[1]).toMatchObject([
				{ json: { id: 2, error: expect.stringMatching(/is empty/) }, pairedItem: { item: 1 } },
				{
					json: { id: 3, error: expect.stringMatching(/knows no interaction/) },
					pairedItem: { item: 2 },
				},
			]);
		},
	);

	it('no item at all is no request and no item', async () => {
		const { json, error } = await stage.setJson(
			{ _a: '1' },
			{ items: [], onError: 'continueRegularOutput' },
		);
		expect([json, error, stage.simulator.journal]).toEqual([[], undefined, []]);
	});
});
