import type { NodeExecutionHint } from 'n8n-workflow';
import { tenantOf, type Interaction } from './interaction';
import { limits, type Variable } from './variables';

/** Things 8x8 accepts although they will silently do nothing, or not what one might think. */
export class Hints {
	private readonly times = new Map<string, number>();

	/** @param tenantId of the credential */
	constructor(private readonly tenantId: string) {}

	variables(variables: readonly Variable[]): void {
		for (const { name, ivr, display, displayName, privacy } of variables) {
			if (!ivr && !display) {
				this.add(
					`Variable "${name}" has neither "Use in IVR" nor "Show to Agent" on, so neither the IVR script nor the agent will see it.`,
				);
			}
			if (display && privacy) {
				this.add(
					`Variable "${name}" is private and shown to the agent: the agent will see it masked.`,
				);
			}
			if (displayName !== '' && !display) {
				this.add(
					`Variable "${name}" has a display name, but "Show to Agent" is off, so nobody will read it.`,
				);
			}
			if (name.length === limits.name) {
				this.add(
					`The name "${name}" has exactly ${limits.name} characters. 8x8's documents disagree on whether that is allowed: if the variable does not arrive, shorten it by one.`,
				);
			}
			if (displayName.length === limits.displayName) {
				this.add(
					`The display name of "${name}" has exactly ${limits.displayName} characters. 8x8's documents disagree on whether that is allowed: if it does not show, shorten it by one.`,
				);
			}
		}
	}

	interaction(interaction: Interaction): void {
		const owner = tenantOf(interaction);
		if (owner !== undefined && owner.toLowerCase() !== this.tenantId.toLowerCase()) {
			this.add(
				`A GUID ends in "${owner}", but the credential is for the tenant "${this.tenantId}". If 8x8 does not find the interaction, choose that tenant's credential.`,
			);
		}
	}

	/** @param counted how many of the `sent` variables 8x8 says it set */
	count(sent: number, counted: number | undefined): void {
		if ((counted ?? sent) < sent) {
			this.add(
				`8x8 says it set ${counted} of ${sent} variables of a request. Switch on Verify to see which are missing.`,
			);
		}
	}

	/** For n8n's `addExecutionHints`, each text once. */
	list(): NodeExecutionHint[] {
		return [...this.times].map(([text, times]) => ({
			message: times === 1 ? text : `${text} (${times} items)`,
			type: 'warning',
			location: 'outputPane',
		}));
	}

	private add(text: string): void {
		this.times.set(text, (this.times.get(text) ?? 0) + 1);
	}
}
