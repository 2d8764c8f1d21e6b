import { readFileSync } from 'node:fs';
import process from 'node:process';

import type { IDataObject } from 'n8n-workflow';
import type { Browser, BrowserContextOptions } from 'playwright-core';

import type { WorkflowToImport } from '../../n8n-server/n8nClient.mts';
import { N8nServer } from '../../n8n-server/server.mts';
import { SAMPLE_TENANT, type Simulator } from '../../simulator/simulator.mts';
import { articleCall, simulatorWithCalls } from '../../tools/demo/calls.mts';
import { launchBrowser } from './browser.mts';
import type { Account } from './credentialDialog.mts';
import { Editor } from './editor.mts';

export { articleCall };

const examples = new URL('../../examples/', import.meta.url);

export const credentialType = 'eightByEightContactCenterApi';
export const credentialName = '8x8 Contact Center account';
export const wrongToken = '0'.repeat(64);

/** A server with the packed node, a simulated 8x8 with live calls, and a browser. */
export class EditorStage {
	private constructor(
		readonly server: N8nServer,
		readonly simulator: Simulator,
		private readonly browser: Browser,
	) {}

	/** @param packageTarball the packed node; when absent, the one that globalSetup packed */
	static async open(packageTarball = process.env.PACKED_TARBALL): Promise<EditorStage> {
		if (!packageTarball) throw new Error('Run these tests with -c test/browser/jest.config.mjs');
		const [server, simulator, browser] = await Promise.all([
			N8nServer.start({ packageTarball }),
			simulatorWithCalls(),
			launchBrowser(),
		]);
		return new EditorStage(server, simulator, browser);
	}

	async openEditor(options?: BrowserContextOptions): Promise<Editor> {
		return await Editor.open(this.browser, this.server, options);
	}

	/** What a person would copy from 8x8's pages; the address as the browser shows it after logging in. */
	get account(): Account {
		return {
			platformUrl: `${this.simulator.url}/CM/login.php?tenant=${SAMPLE_TENANT.id}`,
			tenantId: SAMPLE_TENANT.id,
			actionToken: SAMPLE_TENANT.token,
		};
	}

	async storeCredential(changed: Partial<Account> = {}): Promise<void> {
		await this.server.client.importCredential({
			name: credentialName,
			type: credentialType,
			data: { ...this.account, apiFormat: 'keyed', requestsPerMinute: 0, ...changed },
		});
	}

	async removeCredentials(): Promise<void> {
		const { client } = this.server;
		const stored = await client.rest<Array<{ id: string }>>('GET', '/credentials');
		for (const { id } of stored) await client.rest('DELETE', `/credentials/${id}`);
	}

	/** @returns the workflow's id */
	async importExample(fileName: string): Promise<string> {
		const text = readFileSync(new URL(fileName, examples), 'utf8');
		return await this.server.client.importWorkflow(JSON.parse(text) as WorkflowToImport);
	}

	/** Imports a workflow of one trigger that gives one item; @returns the workflow's id */
	async importTrigger(name: string, fields: IDataObject): Promise<string> {
		return await this.server.client.importWorkflow({
			name: 'One trigger',
			nodes: [
				{
					name,
					type: 'n8n-nodes-base.manualTrigger',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
				},
			],
			connections: {},
			pinData: { [name]: [{ json: fields }] },
		});
	}

	async close(): Promise<void> {
		await this.browser.close();
		await Promise.all([this.server.stop(), this.simulator.close()]);
	}
}
