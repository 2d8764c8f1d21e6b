import { STATUS_CODES } from 'node:http';

import { jsonAnswer, type Answer } from './answers.mts';
import type { Settings } from './settings.mts';

/** Messages 8x8 publishes (PORTAL; 400 is SUPPORT's). */
const PUBLISHED: Record<number, string> = {
	400: 'The action type is not supported',
	401: 'Authentication failed',
	404: 'Interaction not found',
	429: 'Rate limit exceeded',
	500: 'Internal server error',
};

/**
 * An error in the shape asked for: PORTAL's JSON, or one that sibling 8x8 APIs on the same hosts
 * answer with. Without a message the published one for the status is used.
 */
export function errorAnswer(
	status: number,
	shape: Settings['errorShape'],
	message: string = PUBLISHED[status] ?? STATUS_CODES[status] ?? 'Unknown error',
): Answer {
	const title = STATUS_CODES[status] ?? 'Error';
	switch (shape) {
		case 'json':
			return jsonAnswer(status, { status: 'error', code: status, message });
		case 'reasons':
			return jsonAnswer(status, { reasons: [message] });
		case 'problem':
			return {
				...jsonAnswer(status, { type: 'about:blank', title, status, detail: message }),
				headers: { 'content-type': 'application/problem+json' },
			};
		case 'xml':
			return {
				status,
				headers: { 'content-type': 'application/xml' },
				body: `<API><Error>${status} - ${escapeMarkup(message)}.</Error></API>`,
			};
		case 'html': {
			const heading = `${status} ${title}`;
			return {
				status,
				headers: { 'content-type': 'text/html; charset=utf-8' },
				body: `<html><head><title>${heading}</title></head><body><h1>${heading}</h1><p>${escapeMarkup(message)}</p></body></html>`,
			};
		}
		case 'empty':
			return { status, headers: {}, body: '' };
	}
}

/** The headers a 429 carries so that the client knows how many milliseconds to wait. */
export function retryHeaders(
	kind: Settings['retryAfter'],
	waitMs: number,
	epochMs: number,
): Record<string, string> {
	const resetSeconds = Math.ceil((epochMs + waitMs) / 1000);
	switch (kind) {
		case 'none':
			return {};
		case 'seconds':
			return { 'retry-after': String(Math.ceil(waitMs / 1000)) };
		case 'date':
			return { 'retry-after': new Date(resetSeconds * 1000).toUTCString() };
		case 'reset':
			return { 'x-ratelimit-reset': String(resetSeconds) };
	}
}

function escapeMarkup(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
