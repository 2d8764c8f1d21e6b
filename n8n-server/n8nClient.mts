import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { IConnections, ICredentialDataDecryptedObject, INode, IPinData } from 'n8n-workflow';
import type { Execution } from './execution.mts';
import type { Owner } from './environment.mts';

export interface CredentialToImport {
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** What a workflow file holds, as far as it matters here. */
export interface WorkflowToImport {
	id?: string;
	name: string;
	nodes: Array<Omit<INode, 'id'> & { id?: string }>;
	connections: IConnections;
	settings?: Record<string, unknown>;
	/** Items by node name; pinned on a trigger they are what a run starts with. */
	pinData?: IPinData;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

interface Publication {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	liveVersionId: string | null;
	triggers: Array<{ errorMessage: string | null }>;
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

const apiKeyLabel = 'n8n-server';
const apiKeyScopes = [
	'workflow:activate',
	'workflow:deactivate',
	'execution:read',
	'execution:list',
];
const stillRunning = new Set(['new', 'running', 'waiting', 'unknown']);

/** A login, in a form that another process can go on with. */
export interface Session {
	url: string;
	cookie: string;
	browserId: string;
	apiKey: string;
	/** The editor that is to be told of the runs it starts. */
	pushRef?: string;
}

/** The owner's view of a running n8n server. */
export class N8nClient {
	constructor(readonly session: Session) {}

	get url(): string {
		return this.session.url;
	}

	/** Logs in and makes an API key, replacing the one an earlier start made. */
	static async login(url: string, owner: Owner): Promise<N8nClient> {
		const browserId = randomUUID();
		const response = await fetch(`${url}/rest/login`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'browser-id': browserId },
			body: JSON.stringify({ emailOrLdapLoginId: owner.email, password: owner.password }),
		});
		if (!response.ok) {
			throw new Error(`n8n refused the login: ${response.status} ${await response.text()}`);
		}
		const cookie = response.headers
			.getSetCookie()
			.map((entry) => entry.split(';')[0])
			.join('; ');
		const session = { url, cookie, browserId, apiKey: '' };
		const apiKey = await new N8nClient(session).makeApiKey();
		return new N8nClient({ ...session, apiKey });
	}

	private async makeApiKey(): Promise<string> {
		const { items } = await this.rest<{ items: Array<{ id: string; label: string }> }>(
			'GET',
			'/api-keys',
		);
		for (const { id } of items.filter(({ label }) => label === apiKeyLabel)) {
			await this.rest('DELETE', `/api-keys/${id}`);
		}
		const { rawApiKey } = await this.rest<{ rawApiKey: string }>('POST', '/api-keys', {
			label: apiKeyLabel,
			expiresAt: null,
			scopes: apiKeyScopes,
		});
		return rawApiKey;
	}

	/** Calls the editor's own API as the owner; answers what is in `data`. */
	async rest<T = unknown>(method: Method, path: string, body?: unknown): Promise<T> {
		const { cookie, browserId, pushRef } = this.session;
		const headers = { cookie, 'browser-id': browserId, ...(pushRef && { 'push-ref': pushRef }) };
		const { data } = await this.call<{ data: T }>(method, `/rest${path}`, headers, body);
		return data;
	}

	/** Calls n8n's public API. */
	async api<T = unknown>(method: Method, path: string, body?: unknown): Promise<T> {
		const headers = { 'x-n8n-api-key': this.session.apiKey };
		return await this.call<T>(method, `/api/v1${path}`, headers, body);
	}

	private async call<T>(
		method: Method,
		path: string,
		headers: Record<string, string>,
		body: unknown,
	): Promise<T> {
		const response = await fetch(`${this.url}${path}`, {
			method,
			// n8n may close a connection kept open just when the next call goes out on it.
			headers: { ...headers, 'content-type': 'application/json', connection: 'close' },
			...(body === undefined ? {} : { body: JSON.stringify(body) }),
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
		return JSON.parse(text) as T;
	}

	/** Creates a credential, or changes the one of the same name and type. */
	async importCredential(credential: CredentialToImport): Promise<{ id: string; name: string }> {
		const all = await this.rest<Array<{ id: string; name: string; type: string }>>(
			'GET',
			'/credentials',
		);
		const there = all.find(
			({ name, type }) => name === credential.name && type === credential.type,
		);
		const { id, name } = there
			? await this.rest<{ id: string; name: string }>(
					'PATCH',
					`/credentials/${there.id}`,
					credential,
				)
			: await this.rest<{ id: string; name: string }>('POST', '/credentials', credential);
		return { id, name };
	}

	/**
	 * Creates a workflow, or replaces the one of the same id. n8n finds the credentials it refers to
	 * by their names where the ids are not known here.
	 */
	async importWorkflow(workflow: WorkflowToImport): Promise<string> {
		const { id: wantedId, name, nodes, connections, settings = {}, pinData = {} } = workflow;
		const content = {
			name,
			nodes: nodes.map((node) => ({ id: randomUUID(), ...node })),
			connections,
			settings: { executionOrder: 'v1', ...settings },
			pinData,
		};
		const there = wantedId !== undefined && (await this.hasWorkflow(wantedId));
		const { id } = there
			? await this.rest<{ id: string }>('PATCH', `/workflows/${wantedId}`, content)
			: await this.rest<{ id: string }>('POST', '/workflows', { id: wantedId, ...content });
		return id;
	}

	private async hasWorkflow(id: string): Promise<boolean> {
		const all = await this.rest<Array<{ id: string }>>('GET', '/workflows');
		return all.some((workflow) => workflow.id === id);
	}

	/** Starts a stored workflow at a trigger node and waits for its end. */
	async run(workflowId: string, triggerName: string, timeoutMs = 60_000): Promise<Execution> {
		const { executionId } = await this.rest<{ executionId: string }>(
			'POST',
			`/workflows/${workflowId}/run`,
			{ workflowId, startNodes: [], triggerToStartFrom: { name: triggerName } },
		);
		return await this.finished(executionId, timeoutMs);
	}

	/** Waits for the end of an execution that was started in any way. */
	async finished(executionId: string, timeoutMs = 60_000): Promise<Execution> {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			const execution = await this.api<Execution>(
				'GET',
				`/executions/${executionId}?includeData=true`,
			);
			if (!stillRunning.has(execution.status)) return execution;
			await sleep(50);
		}
		throw new Error(`Execution ${executionId} did not end within ${timeoutMs / 1000} s`);
	}

	/** Publishes a workflow as it is stored now, and waits until its webhooks and schedules work. */
	async activate(workflowId: string, timeoutMs = 30_000): Promise<void> {
		const path = `/workflows/${workflowId}`;
		const { versionId } = await this.rest<{ versionId: string }>('GET', path);
		await this.rest('POST', `${path}/activate`, { versionId });
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			const published = await this.rest<Publication>('GET', `${path}/publication-status`);
			if (published.status === 'published' && published.liveVersionId === versionId) return;
			if (published.status === 'failed' || published.status === 'partial') {
				const reasons = published.triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
				throw new Error(`n8n could not publish ${workflowId}: ${reasons.join('; ')}`);
			}
			await sleep(50);
		}
		throw new Error(`n8n did not publish ${workflowId} within ${timeoutMs / 1000} s`);
	}

	webhookUrl(path: string): string {
		return `${this.url}/webhook/${path}`;
	}

	/** Presses the credential dialog's test for values that may differ from the stored ones. */
	async testCredential(
		stored: { id: string; name: string },
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<CredentialTestResult> {
		return await this.rest<CredentialTestResult>('POST', '/credentials/test', {
			credentials: { id: stored.id, name: stored.name, type, data },
		});
	}
}
