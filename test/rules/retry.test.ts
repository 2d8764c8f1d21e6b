import {
	backoff,
	decide,
	isRateLimited,
	toldWait,
	type Attempt,
	type Decision,
} from '../../nodes/EightByEightInteractionData/retry';
import { answer } from './samples';

const LIMITS = { maxRetries: 5, maxWaitMs: 300_000 };
const FRESH = { retries: 0, heldBackMs: 0 };
const AGAIN: Decision = { again: true };
const FINAL: Decision = { again: false, because: 'final' };

function noAnswer(cause: 'timeout' | 'connection' | 'certificate' | 'other'): Attempt {
	return { kind: 'noAnswer', cause };
}

describe('whether a request is sent again', () => {
	it.each<[string, Attempt, Decision]>([
		['PORTAL: 500 Internal server error', answer(500), AGAIN],
		['contract: 502', answer(502), AGAIN],
		['contract: 503', answer(503), AGAIN],
		['contract: 504', answer(504), AGAIN],
		['contract: 599', answer(599), AGAIN],
		['PORTAL: 429 Rate limit exceeded', answer(429), AGAIN],
		['contract: no answer in time', noAnswer('timeout'), AGAIN],
		['contract: no connection', noAnswer('connection'), AGAIN],
		[
			'PORTAL: an answer cut short, as setting again does no harm',
			answer(200, '', {}, 'cut'),
			AGAIN,
		],
		['PORTAL: 200', answer(200), FINAL],
		['contract: a body that goes on for ever', answer(200, '', {}, 'tooLong'), FINAL],
		['contract: a redirect', answer(302), FINAL],
		['contract: a redirect cut short', answer(300, '', {}, 'cut'), FINAL],
		['contract: a redirect cut short', answer(302, '', {}, 'cut'), FINAL],
		['PORTAL: 400', answer(400), FINAL],
		['PORTAL: 401, sent once only', answer(401), FINAL],
		['contract: 403', answer(403), FINAL],
		['PORTAL: 404', answer(404), FINAL],
		['contract: 404 cut short', answer(404, '', {}, 'cut'), FINAL],
		['contract: a certificate that is not trusted', noAnswer('certificate'), FINAL],
		['contract: something that never left n8n', noAnswer('other'), FINAL],
	])('%s', (_, attempt, decision) => {
		expect(decide(attempt, FRESH, LIMITS, 500)).toEqual(decision);
	});

	it.each([
		[0, 0, { again: false, because: 'maxRetries' }],
		[0, 5, AGAIN],
		[4, 5, AGAIN],
		[5, 5, { again: false, because: 'maxRetries' }],
		[6, 5, { again: false, because: 'maxRetries' }],
	])(
		'contract: after %i repeats of at most %i, a 5xx or a lost answer is %j',
		(retries, maxRetries, decision) => {
			for (const attempt of [answer(503), noAnswer('timeout')]) {
				expect(decide(attempt, { ...FRESH, retries }, { ...LIMITS, maxRetries }, 1)).toEqual(
					decision,
				);
			}
		},
	);

	it('contract: maxRetries is for 5xx and network failures, so 429 does not count', () => {
		const state = { retries: 5, heldBackMs: 0 };
		expect(decide(answer(429), state, LIMITS, 1_000)).toEqual(AGAIN);
		expect(decide(answer(429), state, { ...LIMITS, maxRetries: 0 }, 1_000)).toEqual(AGAIN);
	});

	it.each([
		[0, 300_000, AGAIN],
		[0, 300_001, { again: false, because: 'maxWait' }],
		[299_000, 1_000, AGAIN],
		[299_000, 1_001, { again: false, because: 'maxWait' }],
		[300_000, 0, AGAIN],
		[300_000, 1, { again: false, because: 'maxWait' }],
		[0, Infinity, { again: false, because: 'maxWait' }],
	])(
		'contract: after %i ms held back, another wait of %i ms is %j',
		(heldBackMs, wait, decision) => {
			for (const attempt of [answer(429), answer(503), noAnswer('connection')]) {
				expect(decide(attempt, { retries: 0, heldBackMs }, LIMITS, wait)).toEqual(decision);
			}
		},
	);

	it('contract: a Max Wait of 0 sends nothing twice that has to wait', () => {
		expect(decide(answer(429), FRESH, { maxRetries: 5, maxWaitMs: 0 }, 1)).toEqual({
			again: false,
			because: 'maxWait',
		});
	});

	it('PORTAL: only 429 is a rate limit', () => {
		expect([answer(429), answer(503), noAnswer('timeout')].map(isRateLimited)).toEqual([
			true,
			false,
			false,
		]);
	});
});

describe('the back-off', () => {
	it.each([
		[0, 500],
		[1, 1_000],
		[2, 2_000],
		[3, 4_000],
		[6, 32_000],
		[7, 60_000],
		[20, 60_000],
		[100, 60_000],
		[1e9, 60_000],
	])('contract: before repeat %i + 1 it is at most %i ms, and at least half', (retries, most) => {
		expect(backoff(retries, 0)).toBe(most);
		expect(backoff(retries, 0.5)).toBe(most * 0.75);
		expect(backoff(retries, 0.999_999)).toBeGreaterThan(most / 2);
	});
});

describe('the wait that 8x8 asks for', () => {
	const NOW = Date.parse('2026-01-15T10:30:00Z');

	it.each([
		['5', 5_000],
		[' 5 ', 5_000],
		['0.5', 500],
		['0.0001', 1],
		['60', 60_000],
		['Thu, 15 Jan 2026 10:30:30 GMT', 30_000],
		['2026-01-15T10:31:00Z', 60_000],
	])('sibling APIs: Retry-After %j, seconds or a date, is %i ms', (header, wait) => {
		expect(toldWait({ 'retry-after': header }, NOW)).toBe(wait);
	});

	it.each([
		'0',
		'-5',
		'',
		' ',
		'soon',
		'NaN',
		'Infinity',
		'-Infinity',
		'1e999',
		'Thu, 15 Jan 2026 10:29:30 GMT',
		'Thu, 15 Jan 2026 10:30:00 GMT',
		5,
		['5'],
		null,
		undefined,
		{},
	])('contract: Retry-After %j says nothing that lies ahead', (header) => {
		expect(toldWait({ 'retry-after': header }, NOW)).toBeUndefined();
	});

	it.each([
		[String(NOW / 1000 + 30), 30_000],
		[String(NOW / 1000 + 0.25), 250],
		[String(NOW / 1000), undefined],
		[String(NOW / 1000 - 30), undefined],
		['30', undefined],
		['soon', undefined],
		['', undefined],
		['Infinity', undefined],
		[NOW / 1000 + 30, undefined],
		[undefined, undefined],
	])('sibling APIs: x-ratelimit-reset %j, unix seconds, is %p ms', (header, wait) => {
		expect(toldWait({ 'x-ratelimit-reset': header }, NOW)).toBe(wait);
	});

	it('contract: Retry-After counts before x-ratelimit-reset, unless it says nothing', () => {
		const reset = String(NOW / 1000 + 30);
		expect(toldWait({ 'retry-after': '5', 'x-ratelimit-reset': reset }, NOW)).toBe(5_000);
		expect(toldWait({ 'retry-after': 'soon', 'x-ratelimit-reset': reset }, NOW)).toBe(30_000);
		expect(toldWait({}, NOW)).toBeUndefined();
	});
});
