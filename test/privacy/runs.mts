import { setTimeout as sleep } from 'node:timers/promises';
import type { IDataObject, INode, INodeParameters, OnError } from 'n8n-workflow';
import type { Execution } from '../../n8n-server/execution.mts';
import { N8nClient, type Session, type WorkflowToImport } from '../../n8n-server/n8nClient.mts';
import { SAMPLE_TENANT, Simulator } from '../../simulator/simulator.mts';
import { credentialType, example, interaction, nodeType } from '../n8n/workflows.mts';
import { Editor } from './editor.mts';
import { PRIVATE_NUMBER, TOKEN, privateText } from './marks.mts';

export const GUID = 'int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme';
const PUSH_REF = 'privacy';

/** One run of our node in the server, its private values coming in by a webhook. */
export interface PrivateRun {
	name: string;
	parameters: INodeParameters;
	onError?: OnError;
	credential?: IDataObject;
	/** Rows that come in besides the one with the secrets. */
	others?: IDataObject[];
	/** What the simulator is to do, beyond knowing the interaction. */
	prepare?: (simulator: Simulator) => void;
	status: 'success' | 'error';
	/** Published and called from outside, instead of started in the editor. */
	published?: boolean;
}

/** The server under test with an editor that looks on, and the simulator in 8x8's place. */
export class Office {
	private runs = 0;

	private constructor(
		readonly server: N8nClient,
		readonly userFolder: string,
		readonly editor: Editor,
		readonly simulator: Simulator,
	) {}

	static async open(): Promise<Office> {
		const { N8N_SESSION_UNDER_TEST: session, N8N_USER_FOLDER_UNDER_TEST: folder } = process.env;
		if (!session || !folder) throw new Error('Run with -c test/privacy/jest.config.mjs');
		const server = new N8nClient({ ...(JSON.parse(session) as Session), pushRef: PUSH_REF });
		const editor = await Editor.open(server.session, PUSH_REF);
		const tenants = [{ id: SAMPLE_TENANT.id, token: TOKEN }];
		return new Office(server, folder, editor, await Simulator.start({ tenants, rateLimit: null }));
	}

	async close(): Promise<void> {
		await this.editor.close();
		await this.simulator.close();
	}

	async importCredential({ name, ...changed }: IDataObject = {}): Promise<{
		id: string;
		name: string;
	}> {
		return await this.server.importCredential({
			name: String(name ?? `8x8 ${JSON.stringify(Object.keys(changed))}`),
			type: credentialType,
			data: {
				platformUrl: this.simulator.url,
				tenantId: this.simulator.tenants[0].id,
				actionToken: TOKEN,
				apiFormat: 'keyed',
				requestsPerMinute: 0,
				...changed,
			} as CredentialData,
		});
	}

	/** Runs a workflow "Webhook" -> "Rows" -> "8x8" that is called with the secrets. */
	async run(run: PrivateRun): Promise<Execution> {
		this.simulator.reset();
		this.simulator.settings.rateLimit = null;
		// A tenant of its own, so that one run's 429 does not hold up the next one.
		this.simulator.tenants.splice(0, 1, { id: `acme${++this.runs}`, token: TOKEN });
		this.simulator.addInteraction({ guid: GUID, callId: 'a@b', ani: '14085550123' });
		run.prepare?.(this.simulator);
		const path = run.name.replace(/\W+/g, '-').toLowerCase();
		const workflow = workflowOf(run, path, await this.importCredential(run.credential));
		const id = await this.server.importWorkflow(workflow);
		const row = {
			guid: GUID,
			secret: privateText(run.name),
			number: PRIVATE_NUMBER,
			payload: `{"_pin": "${PRIVATE_NUMBER}`,
		};
		const body = JSON.stringify({ rows: [row, ...(run.others ?? [])] });
		if (run.published) {
			await this.server.activate(id);
			await this.post(this.server.webhookUrl(path), body);
		} else {
			const answer = await this.server.rest('POST', `/workflows/${id}/run`, {
				workflowId: id,
				startNodes: [],
				triggerToStartFrom: { name: 'Webhook' },
			});
			expect(answer).toEqual({ waitingForWebhook: true });
			await this.post(`${this.server.url}/webhook-test/${path}`, body);
		}
		return await this.lastExecution(id);
	}

	/** Runs one of the examples with our marks where its private value is. */
	async runExample(fileName: string): Promise<Execution> {
		this.simulator.reset();
		this.simulator.tenants.splice(0, 1, { id: 'acme', token: TOKEN });
		this.simulator.addInteraction({ guid: GUID });
		const typed = JSON.stringify(privateText('example')).slice(1, -1);
		const workflow = JSON.stringify(example(fileName)).replaceAll('111-22-3333', () => typed);
		await this.importCredential({ name: '8x8 Contact Center account' });
		const id = await this.server.importWorkflow(JSON.parse(workflow) as WorkflowToImport);
		return await this.server.run(id, 'Run by hand');
	}

	private async post(url: string, body: string): Promise<void> {
		for (let tries = 1; ; tries++) {
			const response = await fetch(url, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body,
			});
			const text = await response.text();
			if (response.ok) return;
			// A webhook can be announced a moment before it answers.
			if (response.status !== 404 || tries === 50) throw new Error(`${url}: ${text}`);
			await sleep(100);
		}
	}

	private async lastExecution(workflowId: string): Promise<Execution> {
		for (let tries = 1; tries <= 200; tries++) {
			const { data } = await this.server.api<{ data: Array<{ id: string }> }>(
				'GET',
				`/executions?workflowId=${workflowId}`,
			);
			if (data[0] !== undefined) return await this.server.finished(data[0].id);
			await sleep(50);
		}
		throw new Error('The webhook started no execution');
	}
}

type CredentialData = Parameters<N8nClient['importCredential']>[0]['data'];

function workflowOf(
	{ name, parameters, onError }: PrivateRun,
	path: string,
	credential: { id: string; name: string },
): WorkflowToImport {
	const node = (node: Partial<INode> & { name: string; type: string }, column: number) => ({
		typeVersion: 1,
		parameters: {},
		...node,
		position: [column * 220, 0] as [number, number],
	});
	const to = (next: string) => ({ main: [[{ node: next, type: 'main' as const, index: 0 }]] });
	return {
		name,
		nodes: [
			node(
				{
					name: 'Webhook',
					type: 'n8n-nodes-base.webhook',
					typeVersion: 2,
					webhookId: path,
					parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
				},
				0,
			),
			node(
				{
					name: 'Rows',
					type: 'n8n-nodes-base.splitOut',
					parameters: { fieldToSplitOut: 'body.rows' },
				},
				1,
			),
			node(
				{
					name: '8x8',
					type: nodeType,
					parameters: { interaction: interaction('guid', '={{ $json.guid }}'), ...parameters },
					credentials: { [credentialType]: credential },
					...(onError && { onError }),
				},
				2,
			),
		],
		connections: { Webhook: to('Rows'), Rows: to('8x8') },
	};
}
