import type { Destination, Telling } from './errors';
import { isApiFormat } from './formats';
import { readPlatformUrl } from './platformUrl';
import type { RetryLimits } from './retry';

/** Where and how the requests of a run are sent. */
export interface Settings {
	to: Destination;
	retry: RetryLimits;
	/** 0 is unlimited. */
	requestsPerMinute: number;
}

interface NumberRule {
	label: string;
	default: number;
	min: number;
	max: number;
	unit: string;
}

/** Defaults and bounds of everything the user can set in numbers. */
export const numberRules = {
	requestsPerMinute: {
		label: 'Requests per Minute',
		default: 100,
		min: 0,
		max: 60_000,
		unit: 'requests',
	},
	maxRetries: { label: 'Max Retries', default: 5, min: 0, max: 100, unit: 'retries' },
	timeout: { label: 'Timeout', default: 10_000, min: 100, max: 600_000, unit: 'milliseconds' },
	maxWait: { label: 'Max Wait', default: 300, min: 0, max: 86_400, unit: 'seconds' },
} satisfies Record<string, NumberRule>;

const LIKE_A_TOKEN = /^[0-9a-f]{32,}$/i;

/**
 * Puts credential and options together; what is absent means its default.
 *
 * @param credential as n8n decrypted it
 * @param options the node's Options collection
 */
export function readSettings(
	credential: Record<string, unknown>,
	options: Record<string, unknown>,
): { settings: Settings } | { refused: Telling } {
	const platform = readPlatformUrl(credential.platformUrl);
	if ('refusal' in platform) return refused(platform.refusal, platform.remedy);

	const tenantId = textOf(credential.tenantId);
	if (tenantId === '') {
		return refused(
			'The Tenant ID in the credential is empty',
			'Enter the tenant name you log in to 8x8 with',
		);
	}
	if (/[:\p{Control}]/u.test(tenantId)) {
		return refused(
			'The Tenant ID in the credential holds ":" or a line break',
			'Remove it: no tenant has one',
		);
	}
	// Messages name the tenant, so it must not be the token.
	if (LIKE_A_TOKEN.test(tenantId) || tenantId === textOf(credential.actionToken)) {
		return refused(
			'The Tenant ID in the credential looks like a token',
			'Enter the tenant name you log in to 8x8 with; the Action Request Token belongs into Action Token',
		);
	}
	if (textOf(credential.actionToken) === '') {
		return refused(
			'The Action Token in the credential is empty',
			'Copy the Action Request Token from 8x8 Configuration Manager > Integration > API Token',
		);
	}
	const format = credential.apiFormat ?? 'keyed';
	if (!isApiFormat(format)) {
		return refused(
			'The API Format in the credential is unknown',
			'Choose one of the listed formats',
		);
	}

	const number = (name: keyof typeof numberRules, given: unknown) =>
		readNumber(numberRules[name], given);
	const requestsPerMinute = number('requestsPerMinute', credential.requestsPerMinute);
	const maxRetries = number('maxRetries', options.maxRetries);
	const timeoutMs = number('timeout', options.timeout);
	const maxWait = number('maxWait', options.maxWait);
	if (typeof requestsPerMinute !== 'number') return requestsPerMinute;
	if (typeof maxRetries !== 'number') return maxRetries;
	if (typeof timeoutMs !== 'number') return timeoutMs;
	if (typeof maxWait !== 'number') return maxWait;
	return {
		settings: {
			to: { origin: platform.origin, tenantId, format, timeoutMs },
			retry: { maxRetries, maxWaitMs: maxWait * 1_000 },
			requestsPerMinute,
		},
	};
}

function readNumber(rule: NumberRule, given: unknown): number | { refused: Telling } {
	if (given === undefined || given === null) return rule.default;
	if (typeof given === 'string' && given.trim() === '') return rule.default;
	const value = typeof given === 'string' || typeof given === 'number' ? Number(given) : NaN;
	return Number.isInteger(value) && value >= rule.min && value <= rule.max
		? value
		: refused(
				`${rule.label} is not a whole number from ${rule.min} to ${rule.max}`,
				`Enter a number of ${rule.unit} in this range; the default is ${rule.default}`,
			);
}

function refused(message: string, remedy: string): { refused: Telling } {
	return { refused: { message, remedy } };
}

function textOf(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
