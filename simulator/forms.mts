interface PublishedForm {
	/** What the command prints; `address.mts` reads them. */
	paths: readonly string[];
	/**
	 * Whose spelling it has: the support article's string booleans, "phone number" and PascalCase
	 * answers, or the portal's JSON booleans, "phone" and camelCase.
	 */
	spelling: 'support' | 'portal';
}

/** The published ways to address the API; see the table in the README. */
export const forms = {
	keyed: {
		paths: ['/api/v1/interaction/data/guid/{guid}', '/api/v1/interaction/data/callId/{callId}'],
		spelling: 'support',
	},
	portal: {
		paths: ['/api/v1/interaction/data/{guid or callId}'],
		spelling: 'portal',
	},
	tstats: {
		paths: [
			'/api/tstats/interaction/data?guid={guid}',
			'/api/tstats/interaction/data?callId={callId}',
		],
		spelling: 'support',
	},
} satisfies Record<string, PublishedForm>;

export type Form = keyof typeof forms;

export const formNames = Object.keys(forms) as Form[];
