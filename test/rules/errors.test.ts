import {
	oneText,
	outcomeOf,
	tell,
	tellFindings,
	type Case,
	type Destination,
	type Reason,
	type Refusal,
} from '../../nodes/EightByEightInteractionData/errors';
import type { ApiFormatName } from '../../nodes/EightByEightInteractionData/formats';
import type { Answer, Attempt } from '../../nodes/EightByEightInteractionData/retry';
import { answer, byCallId, byGuid, destination, GUID } from './samples';

/** What is said of the form in use where another may fit. */
const ADVICE: Record<ApiFormatName, string> = {
	keyed: 'it is "Keyed", try "Portal" or "Tstats"',
	portal: 'it is "Portal", try "Keyed" or "Tstats"',
	tstats: 'it is "Tstats", try "Keyed" or "Portal"',
};

const HTML = '<!DOCTYPE html><title>Login</title>';

function telling(refusal: Partial<Refusal> & { reason: Reason }, more: Partial<Case> = {}) {
	return tell({
		refusal: { tries: 1, spentMs: 0, ...refusal },
		interaction: byGuid,
		to: destination,
		...more,
	});
}

describe('what an answer comes to', () => {
	it.each<[string, Answer]>([
		['SUPPORT: 200', answer(200)],
		['SUPPORT: 200 with the context', answer(200, `{"InteractionId":"${GUID}"}`)],
		['contract: any 2xx', answer(204)],
	])('%s: the body', (_, given) => {
		expect(outcomeOf(given)).toEqual({ text: given.text });
	});

	it.each<[string, Attempt, Reason]>([
		['SUPPORT: 400 Bad request', answer(400), 'badRequest'],
		['SUPPORT: 401 Unauthorized', answer(401), 'unauthorized'],
		['contract: 403', answer(403), 'forbidden'],
		['SUPPORT: 404 Not found', answer(404), 'notFound'],
		['contract: other 4xx', answer(405), 'badRequest'],
		['contract: other 4xx', answer(499), 'badRequest'],
		['PORTAL: 429 Rate limit exceeded', answer(429), 'rateLimited'],
		['SUPPORT: 500 Server Error', answer(500), 'unavailable'],
		['contract: other 5xx', answer(503, HTML), 'unavailable'],
		['contract: a redirect', answer(300), 'redirected'],
		['contract: a redirect', answer(302), 'redirected'],
		['contract: a redirect', answer(304), 'redirected'],
		['contract: a login page', answer(200, HTML), 'webPage'],
		['contract: a login page', answer(200, 'Log in', { 'content-type': 'text/html' }), 'webPage'],
		['contract: a web page with 404', answer(404, HTML), 'webPage'],
		['contract: a web page with 400', answer(400, HTML), 'webPage'],
		['contract: a web page with 401', answer(401, HTML), 'unauthorized'],
		['contract: a web page with 403', answer(403, HTML), 'forbidden'],
		['contract: a web page with 429', answer(429, HTML), 'rateLimited'],
		['contract: an answer cut short', answer(200, '{"a', {}, 'cut'), 'cut'],
		['contract: a refusal cut short', answer(400, '{"a', {}, 'cut'), 'badRequest'],
		['PORTAL: "status":"error" under 200', answer(200, '{"status":"error"}'), 'badRequest'],
		['contract: no answer in time', { kind: 'noAnswer', cause: 'timeout' }, 'timeout'],
		['contract: no connection', { kind: 'noAnswer', cause: 'connection' }, 'unreachable'],
		['contract: certificate', { kind: 'noAnswer', cause: 'certificate' }, 'certificate'],
		['contract: never sent', { kind: 'noAnswer', cause: 'other' }, 'notSent'],
	])('%s (%#)', (_, attempt, reason) => {
		expect(outcomeOf(attempt)).toEqual({ reason });
	});
});

const ALL: Record<Reason, Partial<Refusal>> = {
	badRequest: { status: 400, words: 'Invalid variable name: must start with underscore' },
	unauthorized: { status: 401, words: 'Authentication failed' },
	forbidden: { status: 403, words: 'Forbidden.' },
	notFound: { status: 404, words: 'Interaction not found' },
	rateLimited: { status: 429, tries: 6, spentMs: 300_000, gaveUp: 'maxWait' },
	unavailable: { status: 503, words: 'Down', tries: 6, spentMs: 15_500, gaveUp: 'maxRetries' },
	timeout: { tries: 6, spentMs: 65_000, gaveUp: 'maxRetries' },
	unreachable: { tries: 2, spentMs: 512, gaveUp: 'maxRetries' },
	certificate: {},
	notSent: {},
	cut: { status: 200, tries: 3, spentMs: 9_960 },
	tooLong: { status: 200 },
	redirected: { status: 302 },
	webPage: { status: 200 },
	noContext: {},
	notVerified: { missing: '"_a" is missing, "_b" has another value' },
};

const REASONS = Object.entries(ALL) as Array<[Reason, Partial<Refusal>]>;

describe('what is told', () => {
	it.each<[Reason, string, string]>([
		[
			'badRequest',
			'8x8 did not accept the request (400): "Invalid variable name: must start with underscore"',
			`If 8x8's words do not tell what to change, the API Format in the credential may not fit the tenant's platform: ${ADVICE.keyed}`,
		],
		[
			'unauthorized',
			'8x8 did not accept the Tenant ID or the Action Token (401)',
			'Compare both fields of the credential with 8x8 Configuration Manager > Integration > API Token: the Tenant ID ("acme" now) and the Action Request Token. Creating a new token there ends the old one at once',
		],
		[
			'forbidden',
			'8x8 does not allow the tenant "acme" to do this (403): "Forbidden."',
			'See that the Platform URL (https://vcc-eu3.8x8.com) is the one this tenant logs in to, and ask 8x8 whether the Interaction Data Augmentation API is open to the tenant',
		],
		[
			'notFound',
			'8x8 knows no interaction with this GUID in the tenant "acme" (404)',
			`See that the interaction is still live and the id is a GUID. If this happens with every interaction, the API Format in the credential may not fit the tenant's platform: ${ADVICE.keyed}`,
		],
		[
			'rateLimited',
			'8x8 keeps answering that the tenant sends too many requests (429), tried 6 times in 300 seconds, and waiting longer would exceed Max Wait',
			'Raise Max Wait; lower Requests per Minute in the credential if other programs or other n8n workers use the same tenant; or run the workflow when less is going on',
		],
		[
			'unavailable',
			'8x8 could not carry out the request (503): "Down", tried 6 times in 16 seconds',
			'Try again later. Max Retries and Max Wait set how long the node keeps trying by itself',
		],
		[
			'timeout',
			'8x8 did not answer within 10000 ms, tried 6 times in 65 seconds',
			'Raise Timeout if this is too short; otherwise see that https://vcc-eu3.8x8.com is the address you log in to and can be reached from n8n',
		],
		[
			'unreachable',
			'No connection to https://vcc-eu3.8x8.com, tried 2 times in 0.5 seconds',
			'See that the Platform URL in the credential is the address you log in to 8x8 with, and that n8n may reach it through firewall and proxy',
		],
		[
			'certificate',
			'The certificate of https://vcc-eu3.8x8.com is not trusted',
			'See that the Platform URL in the credential is spelled as in the address you log in with. A company proxy that replaces certificates needs its own certificate in n8n (NODE_EXTRA_CA_CERTS)',
		],
		[
			'notSent',
			'n8n could not send the request to https://vcc-eu3.8x8.com',
			'See that the Platform URL in the credential is right and that this n8n is allowed to reach it',
		],
		[
			'cut',
			"8x8's answer broke off, tried 3 times in 10.0 seconds",
			'Try again: variables may have been set or not, and setting them again does no harm',
		],
		[
			'tooLong',
			'https://vcc-eu3.8x8.com answered with more than 1 MB, which was not read to its end',
			"No answer of 8x8's API is so long: see that the Platform URL in the credential is the address you log in to 8x8 with. Variables may have been set or not, and setting them again does no harm",
		],
		[
			'redirected',
			'https://vcc-eu3.8x8.com sends requests on to another address (302), which was not followed',
			'The Action Token is sent to the Platform URL only. Put the address you see after logging in to 8x8 into the Platform URL of the credential',
		],
		[
			'webPage',
			"https://vcc-eu3.8x8.com answered with a web page (200), not as 8x8's API",
			`See that the Platform URL in the credential is the address you log in to 8x8 with, e.g. https://vcc-eu3.8x8.com. Otherwise the API Format in the credential may not fit the tenant's platform: ${ADVICE.keyed}`,
		],
		[
			'noContext',
			'https://vcc-eu3.8x8.com answered, but not with the context of an interaction',
			`See that the Platform URL in the credential is the address you log in to 8x8 with. Otherwise the API Format in the credential may not fit the tenant's platform: ${ADVICE.keyed}`,
		],
		[
			'notVerified',
			'8x8 accepted the variables, but reading back shows otherwise: "_a" is missing, "_b" has another value',
			'A variable with "Use in IVR" needs the same name in the IVR script, else 8x8 ignores it. Something else may also have changed a value meanwhile',
		],
	])('contract: %s has a message and a remedy', (reason, message, remedy) => {
		expect(telling({ reason, ...ALL[reason] })).toEqual({ message, remedy });
	});

	it('contract: no reason was forgotten', () => {
		for (const [reason, refusal] of REASONS) {
			const { message, remedy } = telling({ reason, ...refusal });
			expect(message).toMatch(/^\S.*[^.]$/s);
			expect(remedy).toMatch(/^\p{Lu}.*[^.]$/su);
		}
		expect(REASONS).toHaveLength(16);
	});

	it.each(REASONS)(
		'n8n: %s avoids "error", "problem", "failure" and "mistake"',
		(reason, refusal) => {
			for (const format of Object.keys(ADVICE) as ApiFormatName[]) {
				const to: Destination = { ...destination, format };
				for (const interaction of [byGuid, byCallId]) {
					const { message, remedy } = telling(
						{ reason, ...refusal, words: undefined },
						{ to, interaction },
					);
					expect(`${message} ${remedy}`).not.toMatch(/error|problem|failure|failed|mistake/i);
				}
			}
		},
	);

	it.each(Object.entries(ADVICE) as Array<[ApiFormatName, string]>)(
		'contract: 400 and 404 name the form in use, %s, and what to try',
		(format, advice) => {
			for (const reason of ['badRequest', 'notFound'] as const) {
				const { remedy } = telling({ reason, ...ALL[reason] }, { to: { ...destination, format } });
				expect(remedy).toContain(advice);
			}
		},
	);

	it('SUPPORT: 404 means not found in the target tenant, so the tenant is named', () => {
		const refusal = { reason: 'notFound', status: 404 } as const;
		expect(telling(refusal, { interaction: byCallId })).toEqual({
			message: '8x8 knows no interaction with this SIP Call-ID in the tenant "acme" (404)',
			remedy: expect.stringMatching(
				/^See that the interaction is still live and the id is a SIP Call-ID\./,
			),
		});
	});

	it('inferred from samples: 404 tells when the GUID is of another tenant', () => {
		const refusal = { reason: 'notFound', status: 404 } as const;
		const foreign = { ...byGuid, id: GUID.replace('acme', 'globex') };
		expect(telling(refusal, { interaction: foreign }).remedy).toMatch(
			/^The GUID ends in "globex", so it belongs to another tenant: choose that tenant's credential\. Otherwise see that the interaction is still live/,
		);
		for (const same of [GUID, GUID.replace('acme', 'ACME'), 'int-123456']) {
			expect(telling(refusal, { interaction: { ...byGuid, id: same } }).remedy).toMatch(
				/^See that the interaction/,
			);
		}
	});

	it.each<[Partial<Refusal>, string]>([
		[{ tries: 1 }, ''],
		[{ tries: 1, gaveUp: 'maxRetries' }, ''],
		[{ tries: 1, gaveUp: 'maxWait' }, ', and waiting longer would exceed Max Wait'],
		[{ tries: 2, spentMs: 40 }, ', tried 2 times in 0.0 seconds'],
		[{ tries: 2, spentMs: 9_940 }, ', tried 2 times in 9.9 seconds'],
		[{ tries: 2, spentMs: 10_000 }, ', tried 2 times in 10 seconds'],
		[{ tries: 3, spentMs: 90_400 }, ', tried 3 times in 90 seconds'],
	])('contract: how often and how long was tried is told (%j)', (refusal, told) => {
		expect(telling({ reason: 'unreachable', ...refusal }).message).toBe(
			`No connection to https://vcc-eu3.8x8.com${told}`,
		);
	});

	it("contract: without 8x8's words none are quoted", () => {
		for (const words of ['', undefined]) {
			expect(telling({ reason: 'badRequest', status: 400, words }).message).toBe(
				'8x8 did not accept the request (400)',
			);
		}
	});

	it('contract: places that show one text get cause and remedy', () => {
		expect(oneText({ message: 'Cause', remedy: 'Do this' })).toBe('Cause. Do this.');
	});
});

describe("what is wrong with an item's input", () => {
	it('contract: is told all at once, each naming variable and rule, and that nothing was sent', () => {
		expect(
			tellFindings([
				{ what: 'Interaction (GUID) is empty', remedy: 'Give one' },
				{ variable: 'tier', what: 'the name does not begin with "_"', remedy: 'Begin it so' },
				{ variable: '_a', what: 'the value is empty', remedy: 'Begin it so' },
			]),
		).toEqual({
			message:
				'Interaction (GUID) is empty; Variable "tier": the name does not begin with "_"; Variable "_a": the value is empty. Nothing was sent for this item',
			remedy: 'Give one. Begin it so',
		});
	});
});
