import { isDeclared, type Interaction, type StoredVariable } from './interactions.mts';

/** What stands for a value sent with `privacy`. 8x8 does not publish its mask. */
export const MASK = '******';

/** What the agent sees when the interaction is offered (SUPPORT: display, displayName, privacy). */
export function agentView(interaction: Interaction): Array<{ label: string; value: string }> {
	return [...interaction.variables.values()]
		.filter(({ display }) => display)
		.map((variable) => ({
			label: variable.displayName || variable.name,
			value: shownValue(variable),
		}));
}

/** The value as people may see it. */
export function shownValue({ value, privacy }: StoredVariable): string {
	return privacy ? MASK : value;
}

/** What the IVR script can route on (SUPPORT: ivr), and the names it ignored. */
export function ivrView(interaction: Interaction): {
	variables: Record<string, string>;
	ignored: string[];
} {
	return {
		variables: Object.fromEntries(usableInIvr(interaction).map(({ name, value }) => [name, value])),
		ignored: [...interaction.ignored],
	};
}

/** The variables the IVR script can test: sent for it, under a name it declares. */
export function usableInIvr(interaction: Interaction): StoredVariable[] {
	return [...interaction.variables.values()].filter(
		({ name, ivr }) => ivr && isDeclared(interaction, name),
	);
}
