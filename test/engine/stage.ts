import type { IDataObject, INodeParameterResourceLocator, INodeParameters } from 'n8n-workflow';
import { apiFormats, type ApiFormatName } from '../../nodes/EightByEightInteractionData/formats';
import { Simulator } from '../../simulator/simulator.mts';
import { Engine, type NodeResult, type NodeRun } from './engine.mts';

export const GUID = 'int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme';
export const CALL_ID = 'a84b/4c+76e6;tag=1%20@203.0.113.10';

/** Every form the credential offers. */
export const FORMS = Object.keys(apiFormats) as ApiFormatName[];

const locator = (mode: string, value: unknown) =>
	({ __rl: true, mode, value }) as INodeParameterResourceLocator;

export const byGuid = (value: unknown = GUID) => locator('guid', value);
export const byCallId = (value: unknown = CALL_ID) => locator('callId', value);

/** The node in n8n's engine on one side, the simulator on the other. */
export class Stage {
	private constructor(
		readonly simulator: Simulator,
		private readonly engine: Engine,
	) {}

	/** @param seed of the numbers that the simulator's faults are drawn with */
	static async open(seed?: number): Promise<Stage> {
		return new Stage(await Simulator.start({ rateLimit: null, seed }), await Engine.load());
	}

	/** Shortens the minute that the node's pacing counts in. */
	setWindow(ms: number): void {
		this.engine.surroundings.windowMs = ms;
	}

	async close(): Promise<void> {
		await this.simulator.close();
	}

	/** A simulator as new, with one live interaction. */
	reset(): void {
		this.simulator.reset();
		this.simulator.settings.rateLimit = null;
		this.simulator.addInteraction({ guid: GUID, callId: CALL_ID });
	}

	credential(more: IDataObject = {}): IDataObject {
		const [{ id, token }] = this.simulator.tenants;
		return {
			platformUrl: this.simulator.url,
			tenantId: id,
			actionToken: token,
			requestsPerMinute: 0,
			...more,
		};
	}

	start(parameters: INodeParameters, run: Partial<NodeRun> = {}) {
		return this.engine.start({ credential: this.credential(), ...run, parameters });
	}

	async set(parameters: INodeParameters, run: Partial<NodeRun> = {}): Promise<NodeResult> {
		return await this.start(
			{ operation: 'setVariables', interaction: byGuid(), ...parameters },
			run,
		).result;
	}

	/** Sets variables given as JSON. */
	async setJson(
		variables: unknown,
		run: Partial<NodeRun> = {},
		parameters: INodeParameters = {},
	): Promise<NodeResult> {
		const variablesJson = typeof variables === 'string' ? variables : JSON.stringify(variables);
		return await this.set({ specifyVariables: 'json', variablesJson, ...parameters }, run);
	}

	async get(parameters: INodeParameters = {}, run: Partial<NodeRun> = {}): Promise<NodeResult> {
		return await this.start({ operation: 'getContext', interaction: byGuid(), ...parameters }, run)
			.result;
	}
}
