import type { INodeParameters } from 'n8n-workflow';
import { errorOf, itemsOf } from '../../n8n-server/execution.mts';
import { simulatorAccount } from '../../n8n-server/simulatorAccount.mts';
import { Simulator } from '../../simulator/simulator.mts';
import { serverUnderTest } from './serverUnderTest.mts';
import { credentialType } from './workflows.mts';

const GUID = 'int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme';

describe('the credential in n8n’s HTTP Request node', () => {
	const server = serverUnderTest();
	let simulator: Simulator;
	let elsewhere: Simulator;
	let credential: { id: string; name: string };

	beforeAll(async () => {
		[simulator, elsewhere] = await Promise.all([Simulator.start(), Simulator.start()]);
		credential = await server.importCredential({
			name: '8x8 for HTTP Request',
			type: credentialType,
			data: simulatorAccount(simulator),
		});
	});

	beforeEach(() => {
		for (const each of [simulator, elsewhere]) {
			each.reset();
			each.addInteraction({ guid: GUID, callerName: 'Ada Example' });
		}
	});

	afterAll(async () => await Promise.all([simulator.close(), elsewhere.close()]));

	async function request(url: string, parameters: INodeParameters = {}) {
		const id = await server.importWorkflow({
			name: 'HTTP Request with the 8x8 credential',
			nodes: [
				{
					name: 'Start',
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
				{
					name: 'HTTP Request',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					position: [220, 0],
					parameters: {
						url,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: credentialType,
						...parameters,
					},
					credentials: { [credentialType]: credential },
				},
			],
			connections: { Start: { main: [[{ node: 'HTTP Request', type: 'main', index: 0 }]] } },
		});
		return await server.run(id, 'Start');
	}

	it('reads and writes at the platform', async () => {
		const url = `${simulator.url}/api/v1/interaction/data/guid/${GUID}`;
		const variables = [{ name: '_tier', value: 'VIP', display: 'true' }];
		const set = await request(url, {
			method: 'POST',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: JSON.stringify({ variables }),
		});
		expect(errorOf(set)).toBeUndefined();
		expect(simulator.variables(GUID)).toMatchObject({ _tier: { value: 'VIP' } });
		const got = await request(url);
		expect(itemsOf(got, 'HTTP Request')[0]?.json).toMatchObject({ CallerName: 'Ada Example' });
	});

	it('keeps the token from any other host', async () => {
		const execution = await request(`${elsewhere.url}/api/v1/interaction/data/guid/${GUID}`);
		expect(errorOf(execution)?.message).toContain(`is for ${simulator.url} only`);
		expect(elsewhere.journal).toEqual([]);
	});

	it('keeps the token from a host that a redirect leads to', async () => {
		const location = `${elsewhere.url}/api/v1/interaction/data/guid/${GUID}`;
		simulator.script({ status: 302, headers: { location } });
		await request(`${simulator.url}/api/v1/interaction/data/guid/${GUID}`);
		expect(elsewhere.journal.map(({ status }) => status)).toEqual([401]);
	});
});
