import { isWebPage, saysRefused } from './answerBody';
import { apiFormats, type ApiFormatName } from './formats';
import { labelOf, tenantOf, type Interaction } from './interaction';
import type { Answer, Attempt } from './retry';
import type { Finding } from './variables';

/** Why a request did not do what it was for. */
export type Reason =
	| 'badRequest'
	| 'unauthorized'
	| 'forbidden'
	| 'notFound'
	| 'rateLimited'
	| 'unavailable'
	| 'timeout'
	| 'unreachable'
	| 'certificate'
	| 'notSent'
	| 'cut'
	| 'tooLong'
	| 'redirected'
	| 'webPage'
	| 'noContext'
	| 'notVerified';

/** A request that came to nothing, with what its message needs. */
export interface Refusal {
	reason: Reason;
	/** Of 8x8's answer; absent when there was none. */
	status?: number;
	/** 8x8's own words, free of private values. */
	words?: string;
	/** How often the request was sent. */
	tries: number;
	/** Milliseconds from the first try to the last. */
	spentMs: number;
	gaveUp?: 'maxRetries' | 'maxWait';
	/** For `notVerified`: what did not arrive. */
	missing?: string;
}

/** Where requests go, as messages have to name it. */
export interface Destination {
	origin: string;
	tenantId: string;
	format: ApiFormatName;
	timeoutMs: number;
}

/** What the user is told: what is wrong, and what to do. Neither ends in a full stop. */
export interface Telling {
	message: string;
	remedy: string;
}

const withoutAnswer = {
	timeout: 'timeout',
	connection: 'unreachable',
	certificate: 'certificate',
	other: 'notSent',
} as const;

/** What an attempt came to: the body when 8x8 did what was asked, and otherwise why not. */
export function outcomeOf(attempt: Attempt): { text: string } | { reason: Reason } {
	if (attempt.kind === 'noAnswer') return { reason: withoutAnswer[attempt.cause] };
	const reason = reasonOf(attempt);
	return reason === undefined ? { text: attempt.text } : { reason };
}

function reasonOf({ status, text, headers, body }: Answer): Reason | undefined {
	if (status === 401) return 'unauthorized';
	if (status === 403) return 'forbidden';
	if (status === 429) return 'rateLimited';
	if (status >= 500) return 'unavailable';
	if (status >= 300 && status < 400) return 'redirected';
	// A web page with 404 comes from a host that knows nothing of the API, not from the API.
	if (isWebPage(headers['content-type'], text)) return 'webPage';
	if (status === 404) return 'notFound';
	if (status >= 400) return 'badRequest';
	if (body !== 'whole') return body;
	return saysRefused(text) ? 'badRequest' : undefined;
}

export interface Case {
	refusal: Refusal;
	interaction: Interaction;
	to: Destination;
}

/** Cause and remedy of a refusal. */
export function tell(given: Case): Telling {
	return tellings[given.refusal.reason](given);
}

/** What is wrong with an item's input, all at once. */
export function tellFindings(findings: readonly Finding[]): Telling {
	const lines = findings.map(({ variable, what }) =>
		variable === undefined ? what : `Variable "${variable}": ${what}`,
	);
	return {
		message: `${lines.join('; ')}. Nothing was sent for this item`,
		remedy: [...new Set(findings.map(({ remedy }) => remedy))].join('. '),
	};
}

/** The whole telling in one text, for places that show only one. */
export function oneText({ message, remedy }: Telling): string {
	return `${message}. ${remedy}.`;
}

const tellings: Record<Reason, (given: Case) => Telling> = {
	badRequest: ({ refusal, to }) => ({
		message: `8x8 did not accept the request (${refusal.status})${quoted(refusal)}`,
		remedy: `If 8x8's words do not tell what to change, ${formatAdvice(to)}`,
	}),
	unauthorized: ({ to }) => ({
		message: '8x8 did not accept the Tenant ID or the Action Token (401)',
		remedy: `Compare both fields of the credential with 8x8 Configuration Manager > Integration > API Token: the Tenant ID ("${to.tenantId}" now) and the Action Request Token. Creating a new token there ends the old one at once`,
	}),
	forbidden: ({ refusal, to }) => ({
		message: `8x8 does not allow the tenant "${to.tenantId}" to do this (403)${quoted(refusal)}`,
		remedy: `See that the Platform URL (${to.origin}) is the one this tenant logs in to, and ask 8x8 whether the Interaction Data Augmentation API is open to the tenant`,
	}),
	notFound: ({ interaction, to }) => {
		const owner = tenantOf(interaction);
		const foreign = owner !== undefined && owner.toLowerCase() !== to.tenantId.toLowerCase();
		const advice = `see that the interaction is still live and the id is a ${labelOf(interaction.kind)}. If this happens with every interaction, ${formatAdvice(to)}`;
		return {
			message: `8x8 knows no interaction with this ${labelOf(interaction.kind)} in the tenant "${to.tenantId}" (404)`,
			remedy: foreign
				? `The GUID ends in "${owner}", so it belongs to another tenant: choose that tenant's credential. Otherwise ${advice}`
				: capital(advice),
		};
	},
	rateLimited: ({ refusal }) => ({
		message: `8x8 keeps answering that the tenant sends too many requests (429)${tried(refusal)}`,
		remedy:
			'Raise Max Wait; lower Requests per Minute in the credential if other programs or other n8n workers use the same tenant; or run the workflow when less is going on',
	}),
	unavailable: ({ refusal }) => ({
		message: `8x8 could not carry out the request (${refusal.status})${quoted(refusal)}${tried(refusal)}`,
		remedy:
			'Try again later. Max Retries and Max Wait set how long the node keeps trying by itself',
	}),
	timeout: ({ refusal, to }) => ({
		message: `8x8 did not answer within ${to.timeoutMs} ms${tried(refusal)}`,
		remedy: `Raise Timeout if this is too short; otherwise see that ${to.origin} is the address you log in to and can be reached from n8n`,
	}),
	unreachable: ({ refusal, to }) => ({
		message: `No connection to ${to.origin}${tried(refusal)}`,
		remedy:
			'See that the Platform URL in the credential is the address you log in to 8x8 with, and that n8n may reach it through firewall and proxy',
	}),
	certificate: ({ to }) => ({
		message: `The certificate of ${to.origin} is not trusted`,
		remedy:
			'See that the Platform URL in the credential is spelled as in the address you log in with. A company proxy that replaces certificates needs its own certificate in n8n (NODE_EXTRA_CA_CERTS)',
	}),
	notSent: ({ to }) => ({
		message: `n8n could not send the request to ${to.origin}`,
		remedy:
			'See that the Platform URL in the credential is right and that this n8n is allowed to reach it',
	}),
	cut: ({ refusal }) => ({
		message: `8x8's answer broke off${tried(refusal)}`,
		remedy: 'Try again: variables may have been set or not, and setting them again does no harm',
	}),
	tooLong: ({ to }) => ({
		message: `${to.origin} answered with more than 1 MB, which was not read to its end`,
		remedy:
			"No answer of 8x8's API is so long: see that the Platform URL in the credential is the address you log in to 8x8 with. Variables may have been set or not, and setting them again does no harm",
	}),
	redirected: ({ refusal, to }) => ({
		message: `${to.origin} sends requests on to another address (${refusal.status}), which was not followed`,
		remedy:
			'The Action Token is sent to the Platform URL only. Put the address you see after logging in to 8x8 into the Platform URL of the credential',
	}),
	webPage: ({ refusal, to }) => ({
		message: `${to.origin} answered with a web page (${refusal.status}), not as 8x8's API`,
		remedy: `See that the Platform URL in the credential is the address you log in to 8x8 with, e.g. https://vcc-eu3.8x8.com. Otherwise ${formatAdvice(to)}`,
	}),
	noContext: ({ to }) => ({
		message: `${to.origin} answered, but not with the context of an interaction`,
		remedy: `See that the Platform URL in the credential is the address you log in to 8x8 with. Otherwise ${formatAdvice(to)}`,
	}),
	notVerified: ({ refusal }) => ({
		message: `8x8 accepted the variables, but reading back shows otherwise: ${refusal.missing}`,
		remedy:
			'A variable with "Use in IVR" needs the same name in the IVR script, else 8x8 ignores it. Something else may also have changed a value meanwhile',
	}),
};

function quoted({ words }: Refusal): string {
	return words ? `: "${words}"` : '';
}

function tried({ tries, spentMs, gaveUp }: Refusal): string {
	const seconds = (spentMs / 1000).toFixed(spentMs < 10_000 ? 1 : 0);
	const times = tries <= 1 ? '' : `, tried ${tries} times in ${seconds} seconds`;
	return gaveUp === 'maxWait' ? `${times}, and waiting longer would exceed Max Wait` : times;
}

function formatAdvice({ format }: Destination): string {
	const others = Object.entries(apiFormats).filter(([name]) => name !== format);
	const names = others.map(([, { label }]) => `"${label}"`).join(' or ');
	return `the API Format in the credential may not fit the tenant's platform: it is "${apiFormats[format].label}", try ${names}`;
}

function capital(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
