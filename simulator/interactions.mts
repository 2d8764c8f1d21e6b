/** A variable as the simulator keeps it. Strings are kept as they were sent. */
export interface StoredVariable {
	name: string;
	value: string;
	ivr: boolean;
	display: boolean;
	displayName?: string;
	dataType?: string;
	privacy: boolean;
}

/** An interaction to offer. Only the GUID is needed; what is left out is absent from answers. */
export interface InteractionInput {
	guid: string;
	callId?: string;
	/** Default: the first tenant. */
	tenant?: string;
	channel?: string;
	/** Default: the time within the GUID, else now. */
	createTime?: string;
	ani?: string;
	callerName?: string;
	queueId?: string;
	queueTime?: string;
	priority?: string | number;
	agentId?: string;
	state?: 'live' | 'ended';
	/** Names the IVR script declares; undefined means it declares every name. */
	declaredVariables?: string[];
}

export interface Interaction extends InteractionInput {
	tenant: string;
	createTime: string;
	state: 'live' | 'ended';
	variables: Map<string, StoredVariable>;
	/** Names sent with `ivr` that the script does not declare. */
	ignored: string[];
}

/** The interactions of every tenant, found by GUID or by SIP call id. */
export class Interactions {
	private readonly byGuid = new Map<string, Interaction>();

	private readonly byCallId = new Map<string, Interaction>();

	add(input: InteractionInput, defaultTenant: string): Interaction {
		const interaction: Interaction = {
			...input,
			tenant: input.tenant ?? defaultTenant,
			createTime: input.createTime ?? timeWithin(input.guid) ?? new Date().toISOString(),
			state: input.state ?? 'live',
			variables: new Map(),
			ignored: [],
		};
		const replaced = this.byGuid.get(input.guid);
		if (replaced?.callId !== undefined) this.byCallId.delete(replaced.callId);
		this.byGuid.set(input.guid, interaction);
		if (input.callId !== undefined) this.byCallId.set(input.callId, interaction);
		return interaction;
	}

	/** `either` looks for a GUID first, then for a SIP call id (PORTAL's one identifier). */
	find(kind: 'guid' | 'callId' | 'either', value: string): Interaction | undefined {
		return (
			(kind === 'callId' ? undefined : this.byGuid.get(value)) ??
			(kind === 'guid' ? undefined : this.byCallId.get(value))
		);
	}

	/** In the order they were added. */
	all(): Interaction[] {
		return [...this.byGuid.values()];
	}

	clear(): void {
		this.byGuid.clear();
		this.byCallId.clear();
	}
}

/** Whether the interaction's IVR script declares the name (SUPPORT: the names must match). */
export function isDeclared({ declaredVariables }: Interaction, name: string): boolean {
	return declaredVariables === undefined || declaredVariables.includes(name);
}

/**
 * Adds or updates variables by name (PORTAL: "Add or update"). One sent for the IVR alone under a
 * name the script does not declare is accepted and ignored (SUPPORT).
 */
export function upsert(interaction: Interaction, variables: StoredVariable[]): void {
	for (const variable of variables) {
		if (variable.ivr && !isDeclared(interaction, variable.name)) {
			if (!interaction.ignored.includes(variable.name)) interaction.ignored.push(variable.name);
			if (!variable.display) continue;
		}
		interaction.variables.set(variable.name, variable);
	}
}

/** GUIDs begin with the creation time: `int-{hex epoch milliseconds}-…`. */
function timeWithin(guid: string): string | undefined {
	const hex = /^int-([0-9a-f]{11})-/.exec(guid)?.[1];
	return hex === undefined ? undefined : new Date(parseInt(hex, 16)).toISOString();
}
