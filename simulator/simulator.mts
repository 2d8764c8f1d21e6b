import { EventEmitter } from 'node:events';
import type { AddressInfo } from 'node:net';

import type { FastifyInstance } from 'fastify';

import { serveDesk } from './deskRoutes.mts';
import { exchange } from './exchange.mts';
import { createHttpServer } from './httpServer.mts';
import type { Interaction, InteractionInput, StoredVariable } from './interactions.mts';
import type { JournalEntry, RecordedRequest } from './journal.mts';
import { requireLoopback } from './loopback.mts';
import type { Fault, ScriptedAnswer } from './scriptedAnswers.mts';
import { SAMPLE_TENANT, type Settings, type Tenant } from './settings.mts';
import { State, type StateOptions } from './state.mts';
import { testVariable, type TestOutcome, type VariableTest } from './testVariable.mts';
import { agentView, ivrView } from './views.mts';

export type { Interaction, InteractionInput, JournalEntry, RecordedRequest, ScriptedAnswer };
export type { Fault, Settings, StoredVariable, Tenant, TestOutcome, VariableTest };
export { SAMPLE_TENANT };

export interface StartOptions extends StateOptions {
	/** Default 0: any free port. */
	port?: number;
	/** A loopback host. Default 127.0.0.1. */
	host?: string;
}

/** 8x8's Interaction Data Augmentation API on loopback. Emits `request` when one is answered. */
export class Simulator extends EventEmitter<{ request: [JournalEntry] }> {
	private readonly state: State;

	private readonly server: FastifyInstance;

	private constructor(options: StartOptions) {
		super();
		this.state = new State(options);
		const answered = (entry: JournalEntry) => {
			this.state.recent.add(entry);
			this.state.emit('change');
			this.emit('request', entry);
		};
		this.server = createHttpServer((request, reply) => {
			void exchange(this.state, request, reply, answered);
		});
		serveDesk(this.server, this.state);
	}

	/**
	 * Starts listening.
	 *
	 * @throws RangeError for a host beyond loopback or an impossible rate limit, and what Node
	 * throws when the port is taken.
	 */
	static async start(options: StartOptions = {}): Promise<Simulator> {
		const host = options.host ?? '127.0.0.1';
		requireLoopback(host);
		const simulator = new Simulator(options);
		await simulator.server.listen({ port: options.port ?? 0, host });
		return simulator;
	}

	/** `http://127.0.0.1:PORT`, without a slash at the end. */
	get url(): string {
		const { address, family, port } = this.server.server.address() as AddressInfo;
		return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
	}

	/** The page that shows what the agent would see. */
	get deskUrl(): string {
		return `${this.url}/desk`;
	}

	/** Changeable at any time; applies from the next request on. */
	get settings(): Settings {
		return this.state.settings;
	}

	/** Changeable at any time, for example to replace a token. */
	get tenants(): Tenant[] {
		return this.state.tenants;
	}

	get seed(): number {
		return this.state.seed;
	}

	/** Consulted for every request that no scripted answer served and the rate limit let pass. */
	get fault(): Fault | undefined {
		return this.state.fault;
	}

	set fault(fault: Fault | undefined) {
		this.state.fault = fault;
	}

	/** In order of arrival. */
	get journal(): JournalEntry[] {
		return this.state.journal;
	}

	/** How many requests the rate limit refused. */
	get refusedCount(): number {
		return this.state.windows.refusedCount;
	}

	/** The most requests of one tenant accepted within any one sliding window. */
	peakInWindow(): number {
		return this.state.windows.peak;
	}

	/** Adds an interaction, or replaces the one with the same GUID. */
	addInteraction(input: InteractionInput): Interaction {
		const { interactions, tenants } = this.state;
		const added = interactions.add(input, tenants[0]?.id ?? SAMPLE_TENANT.id);
		this.state.emit('change');
		return added;
	}

	interaction(guidOrCallId: string): Interaction | undefined {
		return this.state.interactions.find('either', guidOrCallId);
	}

	/** The stored variables by name; empty for an unknown interaction. */
	variables(guidOrCallId: string): Record<string, StoredVariable> {
		return Object.fromEntries(this.interaction(guidOrCallId)?.variables ?? []);
	}

	/** What the agent sees on offer. @throws Error for an unknown interaction. */
	agentView(guidOrCallId: string): ReturnType<typeof agentView> {
		return agentView(this.known(guidOrCallId));
	}

	/** What the IVR script can use. @throws Error for an unknown interaction. */
	ivrView(guidOrCallId: string): ReturnType<typeof ivrView> {
		return ivrView(this.known(guidOrCallId));
	}

	/** How the IVR's Test Variable node would route. @throws Error for an unknown interaction. */
	testVariable(guidOrCallId: string, test: VariableTest): TestOutcome {
		return testVariable(this.known(guidOrCallId), test);
	}

	/** Queues answers for the next requests, in order. */
	script(...answers: ScriptedAnswer[]): void {
		this.state.script.add(answers);
	}

	clearJournal(): void {
		this.state.clearJournal();
	}

	/** Back to how it was started: no interactions, scripts, journal or spent budget. */
	reset(): void {
		this.state.reset();
	}

	/** Stops listening and drops every connection, hanging ones included. */
	async close(): Promise<void> {
		await this.server.close();
	}

	private known(guidOrCallId: string): Interaction {
		const interaction = this.interaction(guidOrCallId);
		if (!interaction) throw new Error(`The simulator has no interaction "${guidOrCallId}"`);
		return interaction;
	}
}
