import type {
	IAdditionalCredentialOptions,
	IDataObject,
	IExecuteFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { within } from './pause';
import type { Attempt } from './retry';

/** One request to 8x8, below the platform's origin. */
export interface ApiRequest {
	method: 'GET' | 'POST';
	path: string;
	body?: object;
	/** Milliseconds until the whole answer must be there. */
	timeoutMs: number;
}

/** Sends a request once. Never throws: whatever comes of it is data. */
export type Send = (request: ApiRequest) => Promise<Attempt>;

export const credentialName = 'eightByEightContactCenterApi';

/** Far more than the context of any interaction; an answer that goes on is not read further. */
const LONGEST_BODY_BYTES = 1_048_576;

interface StreamedAnswer {
	statusCode: number;
	headers: Record<string, unknown>;
	body: AsyncIterable<Uint8Array> & { destroy(): void };
}

const TIMED_OUT = { kind: 'noAnswer', cause: 'timeout' } as const;

/**
 * Sends requests with the node's credential, decrypted once for the whole run.
 *
 * @param origin of the credential's Platform URL; no other host is spoken to and no redirect followed
 */
export function authenticatedSend(
	context: IExecuteFunctions,
	origin: string,
	credential: IDataObject,
	signal: AbortSignal | undefined,
): Send {
	const authentication: IAdditionalCredentialOptions = {
		credentialsDecrypted: { id: '', name: '', type: credentialName, data: credential as never },
		// Otherwise n8n sends a request that was answered 401 a second time.
		preAuthenticationRetryStatusCode: [],
	};
	return async ({ method, path, body, timeoutMs }) => {
		const options: IHttpRequestOptions = {
			method,
			url: `${origin}${path}`,
			headers: { Accept: 'application/json' },
			...(body !== undefined && { body }),
			timeout: timeoutMs,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: true,
			returnFullResponse: true,
			// A stream can be left when it grows too long or too slow; n8n sets no bound of its own.
			encoding: 'stream',
		};
		const deadline = performance.now() + timeoutMs;
		const request = context.helpers.httpRequestWithAuthentication.call(
			context,
			credentialName,
			options,
			authentication,
		) as Promise<StreamedAnswer>;
		const head = await within(timeoutMs, request.catch(noAnswer), signal);
		if (head === undefined) {
			request.then(
				({ body: late }) => late.destroy(),
				() => {},
			);
			return TIMED_OUT;
		}
		if ('kind' in head) return head;

		const content = await within(deadline - performance.now(), read(head.body), signal);
		head.body.destroy();
		return content === undefined
			? TIMED_OUT
			: { kind: 'answer', status: head.statusCode, headers: head.headers, ...content };
	};
}

async function read(
	body: AsyncIterable<Uint8Array>,
): Promise<{ text: string; body: 'whole' | 'cut' | 'tooLong' }> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	const text = () => Buffer.concat(chunks).toString('utf8');
	try {
		for await (const chunk of body) {
			bytes += chunk.length;
			if (bytes > LONGEST_BODY_BYTES) return { text: '', body: 'tooLong' };
			chunks.push(chunk);
		}
	} catch {
		return { text: text(), body: 'cut' };
	}
	return { text: text(), body: 'whole' };
}

const TIMEOUT = /^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT)$/;
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|ERR_SSL|EPROTO/;
const CONNECTION = /^(ECONN|EPIPE|ENOTFOUND|EAI_|EHOST|ENET|ERR_SOCKET|ERR_BAD_RESPONSE|HPE_)/;

/** Tells apart what n8n's request helper throws: its errors carry the socket's code somewhere inside. */
function noAnswer(thrown: unknown): Attempt {
	const code = codeOf(thrown);
	if (TIMEOUT.test(code)) return TIMED_OUT;
	if (CERTIFICATE.test(code)) return { kind: 'noAnswer', cause: 'certificate' };
	return { kind: 'noAnswer', cause: CONNECTION.test(code) ? 'connection' : 'other' };
}

function codeOf(thrown: unknown): string {
	for (
		let inner = thrown, depth = 0;
		typeof inner === 'object' && inner !== null && depth < 5;
		depth++
	) {
		const { code, cause } = inner as { code?: unknown; cause?: unknown };
		if (typeof code === 'string') return code;
		inner = cause;
	}
	return '';
}
