export interface WebhookAnswer {
	status: number;
	body: unknown;
	/** What the caller waited. */
	ms: number;
}

/** Posts JSON as a voice bot would. */
export async function postJson(url: string, content: object): Promise<WebhookAnswer> {
	const start = performance.now();
	const response = await fetch(url, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(content),
	});
	const text = await response.text();
	const ms = performance.now() - start;
	return { status: response.status, body: text === '' ? undefined : JSON.parse(text), ms };
}
