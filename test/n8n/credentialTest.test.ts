import { formNames } from '../../simulator/forms.mts';
import { simulatorAccount } from '../../n8n-server/simulatorAccount.mts';
import { Simulator, type ScriptedAnswer } from '../../simulator/simulator.mts';
import { type CredentialData, serverUnderTest, silentUrl } from './serverUnderTest.mts';
import { credentialType } from './workflows.mts';

const loginPage = '<!DOCTYPE html><html><title>8x8 Login</title><form></form></html>';
const html = { 'content-type': 'text/html; charset=utf-8' };

describe('the test in the credential dialog', () => {
	const server = serverUnderTest();
	let simulator: Simulator;
	let stored: { id: string; name: string };

	const test = async (changed: CredentialData = {}) =>
		await server.testCredential(stored, credentialType, simulatorAccount(simulator, changed));

	beforeAll(async () => {
		simulator = await Simulator.start();
		stored = await server.importCredential({
			name: '8x8 under test',
			type: credentialType,
			data: simulatorAccount(simulator),
		});
	});

	afterAll(async () => await simulator.close());

	beforeEach(() => simulator.reset());

	it.each(formNames)(
		'is green for the right token, in the form %s, though the interaction is made up',
		async (apiFormat) => {
			expect(await test({ apiFormat })).toMatchObject({ status: 'OK' });
			expect(simulator.journal).toMatchObject([{ method: 'GET', form: apiFormat, status: 404 }]);
		},
	);

	it('is green for a pasted login URL', async () => {
		const platformUrl = `${simulator.url}/CM/login.php?tenant=acme&x=1#top`;
		expect(await test({ platformUrl })).toMatchObject({ status: 'OK' });
		expect(simulator.journal[0].path).toMatch(/^\/api\/v1\/interaction\/data\/guid\//);
	});

	it('is red for a wrong token, and says which fields to look at and where', async () => {
		const result = await test({ actionToken: '0'.repeat(64) });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/Action Token/);
		expect(result.message).toMatch(/Tenant ID/);
		// The dialog's own request helper repeats a 401 once; runs of the node do not.
		expect(simulator.journal.map(({ status }) => status)).toEqual([401, 401]);
	});

	const refusals: Array<[string, ScriptedAnswer, RegExp]> = [
		['403', { status: 403 }, /does not allow this tenant/],
		['429', { status: 429 }, /429|rate|too many/i],
		['500', { status: 500 }, /500|8x8/i],
		['503', { status: 503 }, /503|8x8/i],
		['a redirect', { status: 302, headers: { location: '/CM/login.php' } }, /Platform URL/],
		[
			'a login page in HTML with status 200',
			{ status: 200, headers: html, body: loginPage },
			/Platform URL/,
		],
	];

	it.each(refusals)('is red for %s, with a message that helps', async (_, answer, message) => {
		simulator.script(answer);
		const result = await test();
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
		expect(simulator.journal).toHaveLength(1);
	});

	it('is red for a page in HTML with status 404', async () => {
		simulator.script({ status: 404, headers: html, body: loginPage });
		expect(await test()).toMatchObject({ status: 'Error' });
	});

	it('is red for a host on which nothing listens', async () => {
		const result = await test({ platformUrl: await silentUrl() });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(/refused|reach|connect/i);
	});

	it.each([
		['http: to a host that is not this machine', 'http://vcc-eu3.8x8.com', /https/i],
		['no address at all', '', /Platform URL/],
		['an address that is not of the web', 'ftp://vcc-eu3.8x8.com', /https|Platform URL/i],
		['a user and password in the address', 'https://a:b@vcc-eu3.8x8.com', /Platform URL/],
	])('is red for %s', async (_, platformUrl, message) => {
		const result = await test({ platformUrl });
		expect(result.status).toBe('Error');
		expect(result.message).toMatch(message);
	});
});
