import { SAMPLE_TENANT, type Simulator } from '../../simulator/simulator.mts';

export type Form = 'keyed' | 'portal' | 'tstats';
export type Kind = 'guid' | 'callId';

export const FORMS: Form[] = ['keyed', 'portal', 'tstats'];
export const GUID = 'int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme';
export const CALL_ID = '7f3a9c2e@203.0.113.10';

export function pathOf(form: Form, kind: Kind, identifier: string): string {
	const encoded = encodeURIComponent(identifier);
	if (form === 'keyed') return `/api/v1/interaction/data/${kind}/${encoded}`;
	if (form === 'portal') return `/api/v1/interaction/data/${encoded}`;
	return `/api/tstats/interaction/data?${kind}=${encoded}`;
}

export function bodyOf(form: Form, variables: unknown[]): object {
	return form === 'portal' ? { data: [{ variables }] } : { variables };
}

/** A boolean as the form writes it. */
export function yes(form: Form): unknown {
	return form === 'portal' ? true : 'true';
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
