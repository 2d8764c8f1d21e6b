import 'reflect-metadata';
import { resolve } from 'node:path';
import { PackageDirectoryLoader, WorkflowExecute } from 'n8n-core';
import {
	ICredentialsHelper,
	Workflow,
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IDataObject,
	type IExecuteData,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
	type IRun,
	type ITaskData,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';

import type { Surroundings } from '../../nodes/EightByEightInteractionData/rateLimit.ts';

const PACKAGE = 'n8n-nodes-8x8-interaction-data';
const CREDENTIAL = 'eightByEightContactCenterApi';
const NODE = '8x8 Interaction Data';
const START = 'Start';

/** Passes its input on, so that our node has items that came from somewhere. */
class StartNode implements INodeType {
	description = {
		displayName: START,
		name: 'start',
		group: [],
		version: 1,
		description: '',
		defaults: { name: START },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	} as unknown as INodeTypeDescription;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [this.getInputData()];
	}
}

/** One run of the node in a workflow of its own. */
export interface NodeRun {
	parameters: INodeParameters;
	/** Input items; one empty item by default. */
	items?: IDataObject[];
	credential: IDataObject;
	onError?: INode['onError'];
	mode?: WorkflowExecuteMode;
	/** More settings of the node, e.g. `retryOnFail`. */
	node?: Partial<INode>;
	/** Called with what the run sends to the editor. */
	toEditor?: (data: unknown) => void;
}

/** What came of a run. */
export interface NodeResult {
	/** Output items of the node's outputs; the second is the error branch. */
	outputs: INodeExecutionData[][];
	/** The `json` of the first output's items. */
	json: IDataObject[];
	error?: ITaskData['error'] & {
		description?: string | null;
		httpCode?: string;
		context?: IDataObject;
	};
	hints: string[];
	status: IRun['status'];
	run: IRun;
}

/** The built package in n8n's real execution engine, without a server. */
export class Engine {
	private constructor(
		private readonly nodeTypes: INodeTypes,
		private readonly credentialType: ICredentialType,
		/** The clock and window the loaded node paces itself by. */
		readonly surroundings: Surroundings,
	) {}

	/** Loads `dist` as a server would. */
	static async load(): Promise<Engine> {
		const loader = new PackageDirectoryLoader(resolve(__dirname, '../..'));
		await loader.loadAll();
		const find = (type: string): INodeType =>
			type === 'test.start'
				? new StartNode()
				: (loader.getNode(type.replace(`${PACKAGE}.`, '')).type as INodeType);
		const nodeTypes: INodeTypes = {
			getByName: find,
			getByNameAndVersion: find,
			getKnownTypes: () => ({}),
		};
		const pacing = (await import(
			'../../dist/nodes/EightByEightInteractionData/rateLimit.js' as string
		)) as {
			surroundings: Surroundings;
		};
		return new Engine(nodeTypes, loader.getCredential(CREDENTIAL).type, pacing.surroundings);
	}

	/** Starts a run that can be cancelled. */
	start({
		parameters,
		items = [{}],
		credential,
		onError,
		mode = 'trigger',
		node,
		toEditor,
	}: NodeRun) {
		const ours: INode = {
			id: 'node',
			name: NODE,
			type: `${PACKAGE}.eightByEightInteractionData`,
			typeVersion: 1,
			position: [0, 0],
			parameters,
			credentials: { [CREDENTIAL]: { id: '1', name: 'test' } },
			...(onError && { onError }),
			...node,
		};
		const start: INode = {
			id: 'start',
			name: START,
			type: 'test.start',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		};
		const workflow = new Workflow({
			id: 'workflow',
			nodes: [start, ours],
			connections: { [START]: { main: [[{ node: NODE, type: 'main', index: 0 }]] } },
			active: false,
			nodeTypes: this.nodeTypes,
			settings: { executionOrder: 'v1' },
		});
		const first: IExecuteData = {
			node: workflow.getNode(START) as INode,
			data: { main: [items.map((json) => ({ json }))] },
			source: null,
		};
		const execution = new WorkflowExecute(
			additionalData(this.credentialType, credential, toEditor),
			mode,
			createRunExecutionData({ executionData: { nodeExecutionStack: [first] } }),
		).processRunExecutionData(workflow);
		return { result: execution.then(resultOf), cancel: () => execution.cancel(), execution };
	}

	async run(run: NodeRun): Promise<NodeResult> {
		return await this.start(run).result;
	}
}

function resultOf(run: IRun): NodeResult {
	const task = run.data.resultData.runData[NODE]?.[0];
	const outputs = (task?.data?.main ?? []).map((output) => output ?? []);
	return {
		outputs,
		json: (outputs[0] ?? []).map(({ json }) => json),
		error: (run.data.resultData.error ?? task?.error) as NodeResult['error'],
		hints: (task?.hints ?? []).map(({ message }) => message),
		status: run.status,
		run,
	};
}

class OneCredential extends ICredentialsHelper {
	constructor(
		private readonly type: ICredentialType,
		private readonly data: ICredentialDataDecryptedObject,
	) {
		super();
	}
	getParentTypes(): string[] {
		return [];
	}
	isCredentialUsableByNode(): boolean {
		return true;
	}
	async authenticate(
		data: ICredentialDataDecryptedObject,
		_: string,
		request: IHttpRequestOptions,
	) {
		if (typeof this.type.authenticate !== 'function')
			throw new Error('The credential has no authenticate');
		return await this.type.authenticate(data, request);
	}
	async preAuthentication(): Promise<undefined> {}
	async runPreAuthentication(): Promise<undefined> {}
	getCredentials(): never {
		throw new Error('Nobody asks for the encrypted credential here');
	}
	async getDecrypted(): Promise<ICredentialDataDecryptedObject> {
		return this.data;
	}
	async updateCredentials(): Promise<void> {}
	async updateCredentialsOauthTokenData(): Promise<void> {}
	getCredentialsProperties() {
		return this.type.properties;
	}
}

function additionalData(
	type: ICredentialType,
	credential: IDataObject,
	toEditor: NodeRun['toEditor'],
): IWorkflowExecuteAdditionalData {
	const url = 'http://127.0.0.1:5678';
	return {
		credentialsHelper: new OneCredential(type, credential as ICredentialDataDecryptedObject),
		executionId: '1',
		hooks: { runHook: async () => {} },
		currentNodeExecutionIndex: 0,
		restApiUrl: url,
		instanceBaseUrl: url,
		formBaseUrl: url,
		formWaitingBaseUrl: url,
		formTestBaseUrl: url,
		webhookBaseUrl: url,
		webhookWaitingBaseUrl: url,
		webhookTestBaseUrl: url,
		variables: {},
		sendDataToUI: (_: string, data: unknown) => toEditor?.(data),
		setExecutionStatus: () => {},
		logAiEvent: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}
