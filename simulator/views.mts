import { isDeclared, type Interaction } from './interactions.mts';

/** What stands for a value sent with `privacy`. 8x8 does not publish its mask. */
export const MASK = '******';

/** What the agent sees when the interaction is offered (SUPPORT: display, displayName, privacy). */
export function agentView(interaction: Interaction): Array<{ label: string; value: string }> {
	return [...interaction.variables.values()]
		.filter(({ display }) => display)
		.map(({ name, displayName, value, privacy }) => ({
			label: displayName || name,
			value: privacy ? MASK : value,
		}));
}

/** What the IVR script can route on (SUPPORT: ivr), and the names it ignored. */
export function ivrView(interaction: Interaction): {
	variables: Record<string, string>;
	ignored: string[];
} {
	const usable = [...interaction.variables.values()].filter(
		({ name, ivr }) => ivr && isDeclared(interaction, name),
	);
	return {
		variables: Object.fromEntries(usable.map(({ name, value }) => [name, value])),
		ignored: [...interaction.ignored],
	};
}
