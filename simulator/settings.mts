import type { Form } from './forms.mts';

/** A tenant the simulator knows: its name and Action Request Token are the Basic credentials. */
export interface Tenant {
	id: string;
	token: string;
	/** The one form this tenant's platform serves; any other answers 404. Default: `any`. */
	platformForm?: Form | 'any';
}

/** What nobody has published, or what the published texts disagree on. */
export interface Settings {
	/** Requests a tenant may make within `windowMs`; null means no limit. */
	rateLimit: { requests: number; windowMs: number } | null;
	/** Accept every published body shape, boolean spelling and content type in every form. */
	lenient: boolean;
	/** Whose limits on names, values and counts are enforced. */
	limits: 'portal' | 'support';
	/** Whether a length limit counts Unicode characters or UTF-8 bytes. */
	limitsCount: 'characters' | 'bytes';
	/** Whether GET answers hide the values stored with `privacy`. */
	maskPrivateOnGet: boolean;
	/** Whether variables can be set on an interaction that has ended; false answers 404. */
	acceptAfterEnd: boolean;
	/** `fixed` windows open with the first request after the previous one closed. */
	rateWindow: 'sliding' | 'fixed';
	/** Whether requests refused with 429 use up the budget as well. */
	countRefused: boolean;
	/** What a 429 says about waiting: nothing, `Retry-After` in either spelling, `x-ratelimit-reset`. */
	retryAfter: 'none' | 'seconds' | 'date' | 'reset';
	/** `form` answers GET in the casing of the form it was asked in. */
	answerCasing: 'form' | 'pascal' | 'camel';
	/** What a successful set answers. */
	setAnswer: 'portal' | 'empty';
	/** How every error is written. */
	errorShape: 'json' | 'xml' | 'reasons' | 'problem' | 'html' | 'empty';
	/** Whether journal entries hold the request bodies. */
	journalBodies: boolean;
	/** Whether journal entries are kept at all; the `request` event is emitted either way. */
	keepJournal: boolean;
}

export const DEFAULT_SETTINGS: Readonly<Settings> = {
	rateLimit: { requests: 100, windowMs: 60_000 },
	lenient: false,
	limits: 'portal',
	limitsCount: 'characters',
	maskPrivateOnGet: false,
	acceptAfterEnd: true,
	rateWindow: 'sliding',
	countRefused: false,
	retryAfter: 'none',
	answerCasing: 'form',
	setAnswer: 'portal',
	errorShape: 'json',
	journalBodies: true,
	keepJournal: true,
};

/** The tenant and token of 8x8's own example (SUPPORT, Example 3). */
export const SAMPLE_TENANT: Readonly<Tenant> = {
	id: 'acme',
	token: '00a5c5dd78ba119df8e361288b709e4c2d19ef440c0f2af96d48ead1faa78c9b',
};

/**
 * Completes the settings given with the defaults.
 *
 * @throws RangeError when the rate limit is not a positive number of requests and milliseconds.
 */
export function completeSettings(given: Partial<Settings>): Settings {
	const settings = { ...DEFAULT_SETTINGS };
	for (const name of Object.keys(DEFAULT_SETTINGS) as Array<keyof Settings>) {
		if (given[name] !== undefined) Object.assign(settings, { [name]: given[name] });
	}
	const { rateLimit } = settings;
	if (rateLimit !== null) {
		if (!(rateLimit.requests > 0 && rateLimit.windowMs > 0)) {
			throw new RangeError('rateLimit needs requests and windowMs above zero, or null for none');
		}
		settings.rateLimit = { ...rateLimit };
	}
	return settings;
}
