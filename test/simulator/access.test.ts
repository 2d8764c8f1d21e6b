import { SAMPLE_TENANT, Simulator } from '../../simulator/simulator.mts';
import { basic, CALL_ID, FORMS, get, GUID, pathOf, request, set } from './client';

const OTHER = { id: 'globex', token: 'b'.repeat(64) };

describe('who may do what', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await Simulator.start({ tenants: [{ ...SAMPLE_TENANT }, OTHER] });
	});

	beforeEach(() => {
		simulator.reset();
		simulator.addInteraction({ guid: GUID, callId: CALL_ID });
	});

	afterAll(async () => await simulator.close());

	it.each([
		['an unknown tenant', basic('initech', SAMPLE_TENANT.token)],
		['a wrong token', basic(SAMPLE_TENANT.id, 'a'.repeat(64))],
		['the token of another tenant', basic(SAMPLE_TENANT.id, OTHER.token)],
		['tenant and token swapped', basic(SAMPLE_TENANT.token, SAMPLE_TENANT.id)],
		['no token', basic(SAMPLE_TENANT.id, '')],
		['no colon', `Basic ${btoa(SAMPLE_TENANT.id)}`],
		['a bearer token', `Bearer ${SAMPLE_TENANT.token}`],
		['something unreadable', 'Basic !'],
	])('PORTAL: %s is answered 401 "Authentication failed"', async (_, authorization) => {
		for (const method of ['GET', 'POST']) {
			const path = pathOf('keyed', 'guid', GUID);
			expect(await request(simulator, path, { method, headers: { authorization } })).toMatchObject({
				status: 401,
				json: { status: 'error', code: 401, message: 'Authentication failed' },
			});
		}
	});

	it('SUPPORT: a request without credentials is answered 401', async () => {
		const response = await fetch(simulator.url + pathOf('keyed', 'guid', GUID));
		expect(response.status).toBe(401);
		expect(simulator.journal[0].headers.authorization).toBeUndefined();
	});

	it('8x8 Configuration Manager: a new token invalidates the old one at once', async () => {
		simulator.tenants[0].token = 'c'.repeat(64);
		expect((await get(simulator)).status).toBe(401);
		const headers = { authorization: basic('acme', 'c'.repeat(64)) };
		const answer = await request(simulator, pathOf('keyed', 'guid', GUID), { headers });
		expect(answer.status).toBe(200);
	});

	it.each(FORMS)(
		'SUPPORT: an interaction outside the tenant is not found, in the %s form',
		async (form) => {
			const notFound = {
				status: 404,
				json: { status: 'error', code: 404, message: 'Interaction not found' },
			};
			simulator.addInteraction({ guid: 'int-theirs', tenant: OTHER.id });
			for (const guid of ['int-theirs', 'int-nobodys']) {
				const path = pathOf(form, 'guid', guid);
				expect(await request(simulator, path)).toMatchObject(notFound);
				expect(await request(simulator, path, { method: 'POST', body: '{}' })).toMatchObject(
					notFound,
				);
			}
		},
	);

	it.each(['PUT', 'PATCH', 'DELETE', 'PROPFIND'])(
		'SUPPORT: %s is answered 400 "The action type is not supported"',
		async (method) => {
			const answer = await request(simulator, pathOf('keyed', 'guid', GUID), { method });
			expect(answer).toMatchObject({
				status: 400,
				json: { message: 'The action type is not supported' },
			});
		},
	);

	it.each([
		['text/plain', '{"variables":[{"name":"_a","value":"1"}]}', 'application/json'],
		['no type', '{"variables":[{"name":"_a","value":"1"}]}', 'application/json'],
		['application/json', '{"variables":', 'not valid JSON'],
		['application/json', undefined, 'missing'],
	])('assumed: content %s %j is answered 400, never 415', async (type, body, words) => {
		const answer = await request(simulator, pathOf('keyed', 'guid', GUID), {
			method: 'POST',
			body,
			headers: { 'content-type': type },
		});
		expect(answer.status).toBe(400);
		expect(answer.json.message).toContain(words);
	});

	it('assumed: a character set after the content type is fine', async () => {
		const answer = await request(simulator, pathOf('keyed', 'guid', GUID), {
			method: 'POST',
			body: '{"variables":[{"name":"_a","value":"ü"}]}',
			headers: { 'content-type': 'Application/JSON; charset=utf-8' },
		});
		expect(answer.status).toBe(200);
		expect(simulator.variables(GUID)._a.value).toBe('ü');
	});

	it('unpublished: whether an ended interaction takes variables is a setting', async () => {
		simulator.addInteraction({ guid: GUID, state: 'ended' });
		expect((await set(simulator, 'keyed', { name: '_a', value: '1' })).status).toBe(200);
		simulator.settings.acceptAfterEnd = false;
		expect((await set(simulator, 'keyed', { name: '_a', value: '2' })).status).toBe(404);
		expect(simulator.variables(GUID)._a.value).toBe('1');
		expect((await get(simulator)).status).toBe(200);
	});

	it.each(['0.0.0.0', '::', '192.0.2.1', 'example.com', '127.example.com', ''])(
		'refuses to listen on %j',
		async (host) => {
			await expect(Simulator.start({ host })).rejects.toThrow('loopback only');
		},
	);

	it('listens on 127.0.0.1 unless told otherwise', async () => {
		expect(simulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		const local = await Simulator.start({ host: '127.0.0.2' });
		expect(local.url).toMatch(/^http:\/\/127\.0\.0\.2:/);
		await local.close();
	});

	it('says that a port is taken', async () => {
		const port = Number(simulator.url.split(':')[2]);
		await expect(Simulator.start({ port })).rejects.toThrow('EADDRINUSE');
	});
});
