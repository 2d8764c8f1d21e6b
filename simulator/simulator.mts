import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Answer } from './answers.mts';
import { deliver, deliverSpoilt } from './delivery.mts';
import { errorAnswer, retryHeaders } from './errorShapes.mts';
import { readBody } from './incomingBody.mts';
import {
	Interactions,
	type Interaction,
	type InteractionInput,
	type StoredVariable,
} from './interactions.mts';
import type { JournalEntry, RecordedRequest } from './journal.mts';
import { requireLoopback } from './loopback.mts';
import { operate, type Found } from './operate.mts';
import { seededRandom } from './random.mts';
import { RateWindow } from './rateWindow.mts';
import { recognise } from './recognise.mts';
import {
	Script,
	scriptedAnswer,
	takesEffect,
	type Fault,
	type ScriptedAnswer,
} from './scriptedAnswers.mts';
import { completeSettings, SAMPLE_TENANT, type Settings, type Tenant } from './settings.mts';
import { agentView, ivrView } from './views.mts';

export type { Interaction, InteractionInput, JournalEntry, RecordedRequest, ScriptedAnswer };
export type { Fault, Settings, StoredVariable, Tenant };
export { SAMPLE_TENANT };

export interface StartOptions extends Partial<Settings> {
	/** Default 0: any free port. */
	port?: number;
	/** A loopback host. Default 127.0.0.1. */
	host?: string;
	/** Default: the tenant and token of 8x8's own example. */
	tenants?: Tenant[];
	/** Seed of the numbers `fault` is given. Default 1. */
	seed?: number;
	/** The clock of the journal and the rate window, in milliseconds. Default: performance.now. */
	now?: () => number;
}

/** 8x8's Interaction Data Augmentation API on loopback. Emits `request` when one is answered. */
export class Simulator extends EventEmitter<{ request: [JournalEntry] }> {
	/** Changeable at any time; applies from the next request on. */
	readonly settings: Settings;

	/** Changeable at any time, for example to replace a token. */
	readonly tenants: Tenant[];

	readonly seed: number;

	/** Consulted for every request that no scripted answer served and the rate limit let pass. */
	fault: Fault | undefined;

	/** In order of arrival. */
	journal: JournalEntry[] = [];

	/** How many requests the rate limit refused. */
	refusedCount = 0;

	private readonly interactions = new Interactions();

	private readonly scripted = new Script();

	private readonly windows = new Map<string, RateWindow>();

	private readonly server: Server;

	private readonly now: () => number;

	private random: () => number;

	private readonly atStart: { settings: Settings; tenants: Tenant[] };

	private constructor(options: StartOptions) {
		super();
		this.settings = completeSettings(options);
		this.tenants = (options.tenants ?? [SAMPLE_TENANT]).map((tenant) => ({ ...tenant }));
		this.seed = options.seed ?? 1;
		this.random = seededRandom(this.seed);
		this.now = options.now ?? (() => performance.now());
		this.atStart = structuredClone({ settings: this.settings, tenants: this.tenants });
		this.server = createServer((request, response) => void this.serve(request, response));
		// Node's five seconds would close idle connections in the middle of a slow test.
		this.server.keepAliveTimeout = 65_000;
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
		simulator.server.listen(options.port ?? 0, host);
		await once(simulator.server, 'listening');
		return simulator;
	}

	/** `http://127.0.0.1:PORT`, without a slash at the end. */
	get url(): string {
		const { address, family, port } = this.server.address() as AddressInfo;
		return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
	}

	/** Adds an interaction, or replaces the one with the same GUID. */
	addInteraction(input: InteractionInput): Interaction {
		return this.interactions.add(input, this.tenants[0]?.id ?? SAMPLE_TENANT.id);
	}

	interaction(guidOrCallId: string): Interaction | undefined {
		return this.interactions.find('either', guidOrCallId);
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

	/** Queues answers for the next requests, in order. */
	script(...answers: ScriptedAnswer[]): void {
		this.scripted.add(answers);
	}

	/** The most requests of one tenant accepted within any one sliding window. */
	peakInWindow(): number {
		return Math.max(0, ...[...this.windows.values()].map(({ peak }) => peak));
	}

	clearJournal(): void {
		this.journal = [];
	}

	/** Back to how it was started: no interactions, scripts, journal or spent budget. */
	reset(): void {
		const { settings, tenants } = structuredClone(this.atStart);
		Object.assign(this.settings, settings);
		this.tenants.splice(0, Infinity, ...tenants);
		this.interactions.clear();
		this.scripted.clear();
		this.fault = undefined;
		this.windows.clear();
		this.refusedCount = 0;
		this.random = seededRandom(this.seed);
		this.clearJournal();
	}

	/** Stops listening and drops every connection, hanging ones included. */
	async close(): Promise<void> {
		if (!this.server.listening) return;
		const closed = once(this.server, 'close');
		this.server.close();
		this.server.closeAllConnections();
		await closed;
	}

	private known(guidOrCallId: string): Interaction {
		const interaction = this.interaction(guidOrCallId);
		if (!interaction) throw new Error(`The simulator has no interaction "${guidOrCallId}"`);
		return interaction;
	}

	private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const at = this.now();
		const { entry, found } = recognise(request, at, this.tenants, this.interactions);
		const waitMs = found.tenant && this.windowOf(found.tenant).admit(at, this.settings);
		if (waitMs !== undefined) {
			entry.rateRefused = true;
			this.refusedCount++;
		}
		if (this.settings.keepJournal) this.journal.push(entry);
		const finish = (status: number) => {
			if (entry.finishedAt !== undefined) return;
			entry.status = status;
			entry.finishedAt = this.now();
			this.emit('request', entry);
		};
		response.once('close', () => finish(0));
		try {
			const body = await readBody(request);
			if (this.settings.journalBodies) Object.assign(entry, body);
			if (waitMs !== undefined) deliver(response, this.rateRefusal(waitMs), finish);
			else await this.answer({ ...entry, ...body }, found, response, finish);
		} catch (error) {
			this.fail(response, error, finish);
		}
	}

	private async answer(
		request: RecordedRequest,
		found: Found,
		response: ServerResponse,
		finish: (status: number) => void,
	): Promise<void> {
		const scripted = this.scripted.take(request) ?? this.fault?.(request, this.random);
		const store = !scripted || takesEffect(scripted);
		const ordinary = operate(request, found, this.settings, { store });
		if (!scripted) {
			deliver(response, ordinary, finish);
			return;
		}
		const answer = scriptedAnswer(scripted, ordinary, this.settings.errorShape);
		await deliverSpoilt(response, answer, scripted, finish);
	}

	/** Only a test's own callback or script can throw; its message belongs in the answer. */
	private fail(response: ServerResponse, error: unknown, finish: (status: number) => void): void {
		if (response.headersSent || response.destroyed) {
			response.destroy();
			return;
		}
		const message = `The simulator failed: ${error instanceof Error ? error.message : String(error)}`;
		deliver(response, errorAnswer(500, 'json', message), finish);
	}

	private rateRefusal(waitMs: number): Answer {
		const { errorShape, retryAfter } = this.settings;
		const answer = errorAnswer(429, errorShape);
		const headers = { ...answer.headers, ...retryHeaders(retryAfter, waitMs, Date.now()) };
		return { ...answer, headers };
	}

	private windowOf(tenant: Tenant): RateWindow {
		let window = this.windows.get(tenant.id);
		if (!window) this.windows.set(tenant.id, (window = new RateWindow()));
		return window;
	}
}
