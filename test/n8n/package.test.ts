import type { ICredentialType, INodeTypeDescription } from 'n8n-workflow';
import { contentTypeOf, loadedTypes, serverUnderTest } from './serverUnderTest.mts';
import { credentialType, nodeType } from './workflows.mts';

describe('the packed tarball, installed as a community package', () => {
	const server = serverUnderTest();
	let nodes: INodeTypeDescription[];
	let credentials: ICredentialType[];

	beforeAll(async () => {
		nodes = await loadedTypes<INodeTypeDescription>(server, 'nodes');
		credentials = await loadedTypes<ICredentialType>(server, 'credentials');
	});

	const named = <T extends { name: string }>(types: T[], name: string) =>
		types.filter((type) => type.name === name);

	it('brings the node, version 1, under its name', () => {
		expect(named(nodes, nodeType)).toMatchObject([
			{ displayName: '8x8 Interaction Data', version: 1 },
		]);
	});

	it('brings the node as a tool for AI agents as well', () => {
		expect(named(nodes, `${nodeType}Tool`)).toMatchObject([{ outputs: ['ai_tool'] }]);
	});

	it('brings the credential, which only our node uses', () => {
		expect(named(credentials, credentialType)).toMatchObject([
			{
				displayName: '8x8 Contact Center API',
				supportedNodes: expect.arrayContaining([nodeType]) as string[],
			},
		]);
	});

	it('is found under Communication', () => {
		const [node] = named(nodes, nodeType);
		expect(node.codex?.categories).toContain('Communication');
	});

	it('serves the icons of node and credential', async () => {
		const [node] = named(nodes, nodeType);
		const [credential] = named(credentials, credentialType);
		const urls = [node.iconUrl, credential.iconUrl].flatMap((icon) =>
			typeof icon === 'object' ? [icon.light, icon.dark] : [String(icon)],
		);
		for (const url of urls) {
			expect([url, await contentTypeOf(server, url)]).toEqual([
				url,
				expect.stringContaining('image/svg'),
			]);
		}
	});
});
