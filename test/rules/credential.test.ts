import { UserError, type IHttpRequestOptions } from 'n8n-workflow';
import { EightByEightContactCenterApi } from '../../credentials/EightByEightContactCenterApi.credentials';
import { apiFormats } from '../../nodes/EightByEightInteractionData/formats';
import { numberRules } from '../../nodes/EightByEightInteractionData/settings';

const credential = new EightByEightContactCenterApi();

const STORED = {
	platformUrl: ' https://vcc-eu3.8x8.com/CM/login.php?x=1 ',
	tenantId: ' acme\n',
	actionToken: '\t00a5c5dd ',
};

async function authenticated(request: IHttpRequestOptions, stored = STORED) {
	return await credential.authenticate(stored, request);
}

describe('the credential', () => {
	it('contract: its fields are as published', () => {
		expect(credential.name).toBe('eightByEightContactCenterApi');
		expect(credential.displayName).toBe('8x8 Contact Center API');
		expect(
			credential.properties.map(({ name, displayName, type, required, default: standard }) => [
				name,
				displayName,
				type,
				required,
				standard,
			]),
		).toEqual([
			['platformUrl', 'Platform URL', 'string', true, ''],
			['tenantId', 'Tenant ID', 'string', true, ''],
			['actionToken', 'Action Token', 'string', true, ''],
			['apiFormat', 'API Format', 'options', undefined, 'keyed'],
			['requestsPerMinute', 'Requests per Minute', 'number', undefined, 100],
		]);
	});

	it('contract: the token is typed as a password', () => {
		const passwords = credential.properties.filter(({ typeOptions }) => typeOptions?.password);
		expect(passwords.map(({ name }) => name)).toEqual(['actionToken']);
	});

	it('contract: default and bounds of Requests per Minute are those of the rules', () => {
		const { default: standard, typeOptions } = credential.properties[4];
		const { min, max } = numberRules.requestsPerMinute;
		expect(standard).toBe(numberRules.requestsPerMinute.default);
		expect(typeOptions).toEqual({ minValue: min, maxValue: max });
	});

	it('contract: every form can be chosen', () => {
		const options = credential.properties[3].options ?? [];
		expect(options.map((option) => 'value' in option && option.value)).toEqual(
			Object.keys(apiFormats),
		);
		expect(options.map(({ name }) => name)).toEqual(
			Object.values(apiFormats).map(({ label }) => label),
		);
	});
});

describe('authentication', () => {
	it('SUPPORT: HTTP Basic, "tenantId as the username and action token … as the password", trimmed', async () => {
		const url = 'https://vcc-eu3.8x8.com/api/v1/interaction/data/guid/x';
		expect(await authenticated({ url, method: 'GET', headers: { a: 'b' } })).toEqual({
			url,
			method: 'GET',
			headers: { a: 'b' },
			baseURL: undefined,
			sendCredentialsOnCrossOriginRedirect: false,
			auth: { username: 'acme', password: '00a5c5dd' },
		});
	});

	it.each([
		['/api/v1/x?guid=a%2Fb', undefined, 'https://vcc-eu3.8x8.com/api/v1/x?guid=a%2Fb'],
		['api/v1/x', undefined, 'https://vcc-eu3.8x8.com/api/v1/x'],
		['/x', 'https://vcc-eu3.8x8.com/CM/', 'https://vcc-eu3.8x8.com/x'],
		['x', 'https://vcc-eu3.8x8.com/CM/', 'https://vcc-eu3.8x8.com/CM/x'],
		['https://VCC-EU3.8x8.com:443/x', undefined, 'https://vcc-eu3.8x8.com/x'],
		['', undefined, 'https://vcc-eu3.8x8.com/'],
	])('n8n: the URL %j with base %j means %s', async (url, baseURL, asked) => {
		expect(await authenticated({ url, baseURL })).toMatchObject({ url: asked, baseURL: undefined });
	});

	it.each([
		['https://example.com/x', undefined, 'https://example.com'],
		['http://vcc-eu3.8x8.com/x', undefined, 'http://vcc-eu3.8x8.com'],
		['https://vcc-eu3.8x8.com:8443/x', undefined, 'https://vcc-eu3.8x8.com:8443'],
		['https://vcc-eu3.8x8.com.example.com/x', undefined, 'https://vcc-eu3.8x8.com.example.com'],
		['https://vcc-eu3.8x8.com@example.com/x', undefined, 'https://example.com'],
		['//example.com/x', undefined, 'https://example.com'],
		['\\\\example.com\\x', undefined, 'https://example.com'],
		['/x', 'https://example.com', 'https://example.com'],
		['data:text/plain,x', undefined, 'null'],
	])('contract: the token is kept from %j with base %j', async (url, baseURL, other) => {
		const asked = authenticated({ url, baseURL });
		await expect(asked).rejects.toThrow(UserError);
		await expect(asked).rejects.toThrow(
			`This credential is for https://vcc-eu3.8x8.com only, not for ${other}.`,
		);
	});

	it.each([
		['http://vcc-eu3.8x8.com', 'The Platform URL begins with "http:"'],
		['', 'The Platform URL is empty. Paste the address'],
		['ftp://vcc-eu3.8x8.com', 'The Platform URL begins with "ftp:"'],
		['https://a:secret@vcc-eu3.8x8.com', 'The Platform URL holds a user name or password'],
	])(
		'SUPPORT: "only accepts requests using HTTPS"; with %j nothing is sent',
		async (platformUrl, message) => {
			const asked = authenticated({ url: '/x' }, { ...STORED, platformUrl });
			await expect(asked).rejects.toThrow(UserError);
			await expect(asked).rejects.toThrow(message);
		},
	);

	it('contract: a loopback platform may use HTTP', async () => {
		const stored = { ...STORED, platformUrl: 'http://127.0.0.1:5000' };
		expect(await authenticated({ url: '/x' }, stored)).toMatchObject({
			url: 'http://127.0.0.1:5000/x',
		});
	});
});

describe('the test of the credential', () => {
	const { request } = credential.test;
	const rules = (credential.test.rules ?? []) as Array<{
		type: string;
		properties: { value: unknown; message: string; key?: string };
	}>;
	const excepted = (request.ignoreHttpStatusErrors as { except: number[] }).except;
	const ruleFor = (status: number) =>
		rules.find(({ type, properties }) => type === 'responseCode' && properties.value === status);

	it('contract: 404 on a made-up interaction means the credential works', () => {
		expect(excepted).not.toContain(404);
		expect(request.ignoreHttpStatusErrors).toMatchObject({ ignore: true });
		expect(ruleFor(404)).toBeUndefined();
	});

	it('contract: 401, 403, 429, 5xx and redirects do not pass, and are not followed', () => {
		expect(excepted).toEqual(
			expect.arrayContaining([301, 302, 303, 307, 308, 400, 401, 403, 429, 500, 502, 503, 504]),
		);
		expect(request.disableFollowRedirect).toBe(true);
	});

	it.each(excepted)('contract: %i tells what to do', (status) => {
		const message = ruleFor(status)?.properties.message ?? '';
		expect(message).toMatch(/^(?:8x8 |\p{Lu}).*\.$/u);
		expect(message).not.toMatch(/error|problem|failure|failed|mistake/i);
	});

	it('contract: no rule is for a status that passes', () => {
		const statuses = rules
			.filter(({ type }) => type === 'responseCode')
			.map(({ properties }) => properties.value);
		expect([...statuses].sort()).toEqual([...excepted].sort());
	});

	it("contract: a body with 8x8's code does not pass either, as older n8n looks at nothing else", () => {
		const byCode = rules.filter(({ properties }) => properties.key === 'code');
		expect(byCode.map(({ properties }) => properties.value).sort()).toEqual([...excepted].sort());
		for (const { type, properties } of byCode) {
			expect(type).toBe('responseSuccessBody');
			expect(properties.message).toBe(ruleFor(properties.value as number)?.properties.message);
		}
	});

	it('contract: a web page, whose second letter tells it, does not pass', () => {
		const body = rules.filter(
			({ type, properties }) => type === 'responseSuccessBody' && properties.key === '1',
		);
		expect(body.map(({ properties: { key, value } }) => [key, value])).toEqual([
			['1', '!'],
			['1', 'h'],
			['1', 'H'],
		]);
		for (const page of ['<!DOCTYPE html>', '<html>', '<HTML>']) {
			expect(body.map(({ properties }) => properties.value)).toContain(page[1]);
		}
	});

	it.each(Object.entries(apiFormats))(
		'SUPPORT and PORTAL: it asks in the %s form',
		(name, format) => {
			const path = format.path({ kind: 'guid', id: 'int-0-n8nCredentialTest-phone-01-none' });
			expect(request.url).toContain(JSON.stringify({ [name]: path }).slice(1, -1));
			expect(request.url).toMatch(/^=\{\{ .*\[\$credentials\.apiFormat\] \}\}$/);
			expect(request.method).toBeUndefined();
		},
	);
});
