import { createRequire } from 'node:module';
import { join } from 'node:path';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	ICredentialsExpressionResolveValues,
	IDataObject,
	IExecuteData,
	IHttpRequestOptions,
	INode,
	INodeExecutionData,
	INodeType,
	INodeTypes,
	IRun,
	IVersionedNodeType,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { n8nServerFolder } from '../n8n-server/location.mts';

const fromServer = createRequire(join(n8nServerFolder, 'package.json'));
// The same copies that n8n's server loads, and the ones both nodes get when they ask for them.
fromServer('reflect-metadata');
const { Expression, ICredentialsHelper, NodeHelpers, Workflow, createRunExecutionData } =
	fromServer('n8n-workflow') as typeof import('n8n-workflow');
const { Cipher, Credentials, EncryptionKeyProxy, PackageDirectoryLoader, WorkflowExecute } =
	fromServer('n8n-core') as typeof import('n8n-core');
const { Container } = fromServer('@n8n/di') as {
	Container: { get<T>(type: new (...given: never[]) => T): T };
};

const PACKAGE = 'n8n-nodes-8x8-interaction-data';
const CREDENTIAL = 'eightByEightContactCenterApi';
const NODE = 'Node under test';

type AnyNodeType = INodeType | IVersionedNodeType;

/** What of a node is configured in the editor. */
export type NodeSettings = Pick<INode, 'type' | 'typeVersion' | 'parameters' | 'onError'>;

export interface Started {
	items: Promise<INodeExecutionData[]>;
	cancel(): void;
}

/**
 * n8n's execution engine with the installed package and the HTTP Request node. Credentials are kept
 * encrypted and are decrypted and resolved at each look-up as in n8n's server, but for its query to
 * the database.
 */
export class Engine {
	readonly packageFolder: string;
	private readonly nodeTypes: INodeTypes;
	private readonly credentialType: ICredentialType;

	private constructor(
		packageFolder: string,
		nodeTypes: INodeTypes,
		credentialType: ICredentialType,
	) {
		this.packageFolder = packageFolder;
		this.nodeTypes = nodeTypes;
		this.credentialType = credentialType;
	}

	/** @param userFolder in which the package is installed */
	static async load(userFolder: string): Promise<Engine> {
		const key = {
			id: 'bench',
			value: Container.get(Cipher).encryptDEKWithInstanceKey('8'.repeat(64)),
			algorithm: 'aes-256-gcm' as const,
			format: 'prefixed' as const,
		};
		Container.get(EncryptionKeyProxy).setProvider({
			getActiveKey: async () => key,
			getKeyById: async () => key,
			getLegacyKey: async () => key,
		});
		// n8n's defaults.
		await Expression.initExpressionEngine({
			engine: 'vm',
			poolSize: 1,
			maxCodeCacheSize: 1024,
			bridgeTimeout: 5000,
			bridgeMemoryLimit: 128,
		});
		const folder = join(userFolder, '.n8n/nodes/node_modules', PACKAGE);
		const loader = new PackageDirectoryLoader(folder);
		await loader.loadAll();
		const { HttpRequest } = fromServer(
			'n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js',
		) as {
			HttpRequest: new () => IVersionedNodeType;
		};
		const known: Record<string, AnyNodeType> = {
			[`${PACKAGE}.eightByEightInteractionData`]: loader.getNode('eightByEightInteractionData')
				.type as INodeType,
			'n8n-nodes-base.httpRequest': new HttpRequest(),
		};
		const nodeTypes: INodeTypes = {
			getByName: (type) => known[type],
			getByNameAndVersion: (type, version) =>
				NodeHelpers.getVersionedNodeType(known[type], version),
			getKnownTypes: () => ({}),
		};
		return new Engine(folder, nodeTypes, loader.getCredential(CREDENTIAL).type);
	}

	/** Runs one node on the given items. */
	async start(node: NodeSettings, items: IDataObject[], credential: IDataObject): Promise<Started> {
		const workflow = new Workflow({
			id: 'workflow',
			nodes: [
				{
					id: 'node',
					name: NODE,
					position: [0, 0],
					credentials: { [CREDENTIAL]: { id: '1', name: 'bench' } },
					...node,
				},
			],
			connections: {},
			active: false,
			nodeTypes: this.nodeTypes,
			settings: { executionOrder: 'v1' },
		});
		const first: IExecuteData = {
			node: workflow.getNode(NODE) as INode,
			data: { main: [items.map((json) => ({ json }))] },
			source: null,
		};
		const execution = new WorkflowExecute(
			additionalData(await storedCredential(this.credentialType, credential)),
			'trigger',
			createRunExecutionData({ executionData: { nodeExecutionStack: [first] } }),
		).processRunExecutionData(workflow);
		return { items: execution.then(itemsOf), cancel: () => execution.cancel() };
	}
}

function itemsOf(run: IRun): INodeExecutionData[] {
	const task = run.data.resultData.runData[NODE]?.[0];
	const error = run.data.resultData.error ?? task?.error;
	if (error) throw error;
	return task?.data?.main[0] ?? [];
}

async function storedCredential(type: ICredentialType, data: IDataObject) {
	const fresh = new Credentials({ id: '1', name: 'bench' }, CREDENTIAL);
	await fresh.setData(data as ICredentialDataDecryptedObject);
	const { data: encrypted } = fresh.getDataToSave();

	return new (class extends ICredentialsHelper {
		getParentTypes(): string[] {
			return [];
		}
		isCredentialUsableByNode(): boolean {
			return true;
		}
		async authenticate(
			decrypted: ICredentialDataDecryptedObject,
			_: string,
			request: IHttpRequestOptions,
		) {
			if (typeof type.authenticate !== 'function') throw new Error('No authenticate');
			return await type.authenticate(decrypted, request);
		}
		async preAuthentication(): Promise<undefined> {}
		async runPreAuthentication(): Promise<undefined> {}
		getCredentials(): never {
			throw new Error('Nobody asks for the encrypted credential here');
		}
		async getDecrypted(
			...[, , , mode, , , resolve]: Parameters<
				InstanceType<typeof ICredentialsHelper>['getDecrypted']
			>
		): Promise<ICredentialDataDecryptedObject> {
			const stored = new Credentials({ id: '1', name: 'bench' }, CREDENTIAL, encrypted);
			const values = NodeHelpers.getNodeParameters(
				type.properties,
				(await stored.getData()) as never,
				true,
				false,
				null,
				null,
			) as ICredentialDataDecryptedObject;
			return resolve === undefined ? values : resolved(values, mode, resolve);
		}
		async updateCredentials(): Promise<void> {}
		async updateCredentialsOauthTokenData(): Promise<void> {}
		getCredentialsProperties() {
			return type.properties;
		}
	})();
}

function resolved(
	values: ICredentialDataDecryptedObject,
	mode: IExecuteModeOfRun,
	by: ICredentialsExpressionResolveValues,
): ICredentialDataDecryptedObject {
	return by.workflow.expression.getParameterValue(
		values as never,
		by.runExecutionData,
		by.runIndex,
		by.itemIndex,
		by.node.name,
		by.connectionInputData,
		mode,
		{},
		undefined,
		false,
		values as never,
	) as ICredentialDataDecryptedObject;
}

type IExecuteModeOfRun = Parameters<InstanceType<typeof ICredentialsHelper>['getDecrypted']>[3];

function additionalData(
	credentialsHelper: InstanceType<typeof ICredentialsHelper>,
): IWorkflowExecuteAdditionalData {
	const url = 'http://127.0.0.1:5678';
	return {
		credentialsHelper,
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
		setExecutionStatus: () => {},
		logAiEvent: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}
