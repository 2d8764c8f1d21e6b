import type { Form } from '../../simulator/forms.mts';
import { SAMPLE_TENANT, type Simulator } from '../../simulator/simulator.mts';

export type Kind = 'guid' | 'callId';

export const GUID = 'int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme';
export const CALL_ID = '7f3a9c2e@203.0.113.10';

interface Written {
	path(kind: Kind, encoded: string): string;
	body(variables: unknown[]): object;
	/** A boolean that is on. */
	yes: true | 'true';
}

/** The forms as they are published, apart from the code that reads them. */
const WRITTEN: Record<Form, Written> = {
	keyed: {
		path: (kind, encoded) => `/api/v1/interaction/data/${kind}/${encoded}`,
		body: (variables) => ({ variables }),
		yes: 'true',
	},
	portal: {
		path: (_, encoded) => `/api/v1/interaction/data/${encoded}`,
		body: (variables) => ({ data: [{ variables }] }),
		yes: true,
	},
	tstats: {
		path: (kind, encoded) => `/api/tstats/interaction/data?${kind}=${encoded}`,
		body: (variables) => ({ variables }),
		yes: 'true',
	},
};

export const FORMS = Object.keys(WRITTEN) as Form[];

export function pathOf(form: Form, kind: Kind, identifier: string): string {
	return WRITTEN[form].path(kind, encodeURIComponent(identifier));
}

export function bodyOf(form: Form, variables: unknown[]): object {
	return WRITTEN[form].body(variables);
}

/** A boolean as the form writes it. */
export function yes(form: Form): unknown {
	return WRITTEN[form].yes;
}

export function basic(tenant: string, token: string): string {
	return `Basic ${btoa(`${tenant}:${token}`)}`;
}

export const AUTHORIZATION = basic(SAMPLE_TENANT.id, SAMPLE_TENANT.token);

export interface Reply {
	status: number;
	text: string;
	json: Record<string, unknown>;
	headers: Headers;
}

export async function request(
	simulator: Simulator,
	path: string,
	init: {
		method?: string;
		body?: string;
		headers?: Record<string, string>;
		timeoutMs?: number;
	} = {},
): Promise<Reply> {
	const response = await fetch(simulator.url + path, {
		method: init.method ?? 'GET',
		body: init.body,
		headers: {
			authorization: AUTHORIZATION,
			'content-type': 'application/json',
			...init.headers,
		},
		signal: AbortSignal.timeout(init.timeoutMs ?? 4000),
	});
	const text = await response.text();
	const isJson = /^[[{]/.test(text);
	return {
		status: response.status,
		text,
		json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
		headers: response.headers,
	};
}

export async function get(simulator: Simulator, form: Form = 'keyed', kind: Kind = 'guid') {
	return await request(simulator, pathOf(form, kind, kind === 'guid' ? GUID : CALL_ID));
}

/** Posts a body as it is, by GUID. */
export async function post(simulator: Simulator, form: Form, body: unknown) {
	return await request(simulator, pathOf(form, 'guid', GUID), {
		method: 'POST',
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});
}

/** Sets variables in the form's own body, by GUID. */
export async function set(simulator: Simulator, form: Form, ...variables: unknown[]) {
	return await post(simulator, form, bodyOf(form, variables));
}
