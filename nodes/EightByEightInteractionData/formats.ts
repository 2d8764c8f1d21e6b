import type { Interaction } from './interaction';
import type { Variable } from './variables';

/**
 * One published form of 8x8's Interaction Data Augmentation API. A form belongs to a tenant's
 * platform and is chosen in the credential; the node never falls back from one to another.
 */
export interface ApiFormat {
	/** As the credential's API Format field shows it. */
	label: string;
	/** Path and query below the platform's origin, for POST (set) and GET (get) alike. */
	path(interaction: Interaction): string;
	/** The JSON body of a POST that sets these variables. */
	body(variables: readonly Variable[]): object;
}

/** Attributes as 8x8's support article writes them: the string "true", and left out when false. */
function supportVariable(variable: Variable): Record<string, string> {
	return {
		name: variable.name,
		value: variable.value,
		...(variable.ivr && { ivr: 'true' }),
		...(variable.privacy && { privacy: 'true' }),
		...(variable.display && { display: 'true' }),
		...(variable.displayName !== '' && { displayName: variable.displayName }),
		...(variable.dataType !== '' && {
			dataType: variable.dataType === 'phone' ? 'phone number' : variable.dataType,
		}),
	};
}

/** Attributes as 8x8's developer portal writes them: JSON booleans, and "phone" for a telephone number. */
function portalVariable(variable: Variable): Record<string, string | boolean> {
	return {
		name: variable.name,
		value: variable.value,
		ivr: variable.ivr,
		display: variable.display,
		...(variable.displayName !== '' && { displayName: variable.displayName }),
		...(variable.dataType !== '' && { dataType: variable.dataType }),
		privacy: variable.privacy,
	};
}

const supportBody = (variables: readonly Variable[]) => ({
	variables: variables.map(supportVariable),
});

export const apiFormats = {
	/** 8x8 support article, Example 3. */
	keyed: {
		label: 'Keyed',
		path: ({ kind, id }) => `/api/v1/interaction/data/${kind}/${encodeURIComponent(id)}`,
		body: supportBody,
	},
	/** developer.8x8.com, "Contact Center Data Augmentation API". */
	portal: {
		label: 'Portal',
		path: ({ id }) => `/api/v1/interaction/data/${encodeURIComponent(id)}`,
		body: (variables) => ({ data: [{ variables: variables.map(portalVariable) }] }),
	},
	/** 8x8 support article, base URL and query parameters. */
	tstats: {
		label: 'Tstats',
		path: ({ kind, id }) => `/api/tstats/interaction/data?${kind}=${encodeURIComponent(id)}`,
		body: supportBody,
	},
} satisfies Record<string, ApiFormat>;

export type ApiFormatName = keyof typeof apiFormats;

export function isApiFormat(name: unknown): name is ApiFormatName {
	return typeof name === 'string' && Object.hasOwn(apiFormats, name);
}
