import type { RecordedRequest, ScriptedAnswer } from '../../simulator/simulator.mts';
import { takesEffect } from '../../simulator/scriptedAnswers.mts';

interface FaultKind {
	name: string;
	/** How often it occurs, as a share of all requests. */
	share: number;
	answer: (random: () => number) => ScriptedAnswer;
	/** What a row is told that fails of it; absent when the request counts as carried out. */
	told?: RegExp;
}

const html = { 'content-type': 'text/html' };
const status = (
	code: number,
	told: RegExp,
	share: number,
	more: ScriptedAnswer = {},
): FaultKind => ({
	name: `${code}${more.headers ? ` with ${Object.keys(more.headers)[0]}` : ''}`,
	share,
	answer: () => ({ status: code, ...more }),
	told,
});

/** Everything 8x8's texts name, and what networks do besides. */
const kinds: FaultKind[] = [
	status(400, /did not accept the request \(400\)/, 0.004),
	status(403, /does not allow the tenant .* \(403\)/, 0.003),
	status(404, /knows no interaction .* \(404\)/, 0.003),
	status(429, /too many requests \(429\)/, 0.006),
	status(429, /too many requests \(429\)/, 0.0006, { headers: { 'retry-after': '1' } }),
	status(429, /too many requests \(429\)/, 0.002, { headers: { 'x-ratelimit-reset': '1' } }),
	status(500, /could not carry out the request \(500\)/, 0.008),
	status(502, /could not carry out the request \(502\)/, 0.004, { headers: html, body: '<html>' }),
	status(503, /could not carry out the request \(503\)/, 0.008),
	status(504, /could not carry out the request \(504\)/, 0.004, {
		body: '<API><Error>late</Error></API>',
	}),
	status(302, /another address \(302\)/, 0.002, { headers: { location: '/login' } }),
	{
		name: 'a web page',
		share: 0.003,
		answer: () => ({ status: 200, headers: html, body: '<html>login</html>' }),
		told: /web page \(200\)/,
	},
	{
		name: 'an error under 200',
		share: 0.003,
		answer: () => ({ status: 200, body: { status: 'error', message: 'nothing was set' } }),
		told: /did not accept the request \(200\)/,
	},
	{
		name: 'cut before it took effect',
		share: 0.008,
		answer: () => ({ cut: 'before' }),
		told: /No connection/,
	},
	{
		name: 'cut after it took effect',
		share: 0.008,
		answer: () => ({ cut: 'before', apply: true }),
		told: /No connection/,
	},
	{
		name: 'cut after the headers',
		share: 0.006,
		answer: () => ({ cut: 'headers' }),
		told: /broke off/,
	},
	{ name: 'cut within the body', share: 0.006, answer: () => ({ cut: 'body' }), told: /broke off/ },
	{
		name: 'truncated',
		share: 0.006,
		answer: (random) => ({ truncate: Math.floor(random() * 20) }),
		told: /broke off/,
	},
	{ name: 'silence', share: 0.001, answer: () => ({ hang: true }), told: /did not answer within/ },
	{
		name: 'silence after it took effect',
		share: 0.001,
		answer: () => ({ hang: true, apply: true }),
		told: /did not answer within/,
	},
	{
		name: 'too late',
		share: 0.001,
		answer: () => ({ delayMs: 8_000 }),
		told: /did not answer within/,
	},
	{
		name: 'a drip too slow',
		share: 0.001,
		answer: () => ({ dripMs: 200 }),
		told: /did not answer within/,
	},
	{ name: 'late', share: 0.06, answer: (random) => ({ delayMs: random() * 60 }) },
	{ name: 'a drip', share: 0.01, answer: () => ({ dripMs: 1 }) },
	{ name: 'an empty answer', share: 0.02, answer: () => ({ status: 204, body: '', apply: true }) },
	{
		name: 'an answer in other words',
		share: 0.02,
		answer: () => ({ status: 200, body: 'OK', apply: true }),
	},
];

/** A refusal of what a request holds, which no repetition changes. */
const poisoned: FaultKind = {
	name: 'a value that is refused',
	share: 0,
	answer: () => ({ status: 400, body: { status: 'error', code: 400, message: 'no such value' } }),
	told: /did not accept the request \(400\): "no such value"/,
};
export const POISON = 'refuse me';

/** A request that reached the simulator, and what was done to it. */
export interface Handled {
	request: RecordedRequest;
	fault?: string;
	told?: RegExp;
	applied: boolean;
}

/** Decides the fault of every request, and remembers it. */
export class FaultSchedule {
	readonly handled: Handled[] = [];
	readonly counts = new Map<string, number>();

	/** @param isKnown whether the simulator has the interaction; nobody says "set" of one that is not there */
	decide(
		request: RecordedRequest,
		random: () => number,
		isKnown: boolean,
	): ScriptedAnswer | undefined {
		const number = random();
		const kind = !isKnown
			? undefined
			: request.rawBody?.includes(POISON)
				? poisoned
				: drawn(number);
		const answer = kind?.answer(random);
		const applied = answer === undefined || takesEffect(answer);
		this.handled.push({ request, fault: kind?.name, told: kind?.told, applied });
		if (kind) this.counts.set(kind.name, (this.counts.get(kind.name) ?? 0) + 1);
		return answer;
	}
}

function drawn(number: number): FaultKind | undefined {
	let left = number;
	for (const kind of kinds) {
		left -= kind.share;
		if (left < 0) return kind;
	}
	return undefined;
}
