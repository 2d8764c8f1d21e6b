import { Buffer } from 'node:buffer';
import type { IncomingMessage } from 'node:http';

export interface IncomingBody {
	/** Undefined when there was no body. */
	rawBody?: string;
	/** Undefined when there was none, or none that is JSON. */
	body?: unknown;
}

/**
 * Reads a request's body to its end.
 *
 * @throws what Node throws when the client goes away before that.
 */
export async function readBody(request: IncomingMessage): Promise<IncomingBody> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	if (chunks.length === 0) return {};
	const rawBody = Buffer.concat(chunks).toString('utf8');
	try {
		return { rawBody, body: JSON.parse(rawBody) as unknown };
	} catch {
		return { rawBody };
	}
}
