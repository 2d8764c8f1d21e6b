import type { INodeProperties } from 'n8n-workflow';
import { callOptions } from '../../nodes/EightByEightInteractionData/callOptions';
import { readContext } from '../../nodes/EightByEightInteractionData/context';
import {
	oneText,
	outcomeOf,
	tell,
	tellFindings,
	type Reason,
} from '../../nodes/EightByEightInteractionData/errors';
import { apiFormats } from '../../nodes/EightByEightInteractionData/formats';
import { getContextFields } from '../../nodes/EightByEightInteractionData/getContextFields';
import { Hints } from '../../nodes/EightByEightInteractionData/hints';
import {
	FIELDS_NOT_NAMED,
	readInputItem,
} from '../../nodes/EightByEightInteractionData/inputItemFields';
import { readInteraction } from '../../nodes/EightByEightInteractionData/interaction';
import { readPlatformUrl } from '../../nodes/EightByEightInteractionData/platformUrl';
import { BULK_IN_FLIGHT } from '../../nodes/EightByEightInteractionData/rateLimit';
import { decide } from '../../nodes/EightByEightInteractionData/retry';
import { numberRules, readSettings } from '../../nodes/EightByEightInteractionData/settings';
import { setVariablesFields } from '../../nodes/EightByEightInteractionData/setVariablesFields';
import {
	checkVariables,
	limits,
	type Variable,
} from '../../nodes/EightByEightInteractionData/variables';
import { readVariablesJson } from '../../nodes/EightByEightInteractionData/variablesJson';
import { tableBelow, textOf } from './tables.mts';

const variable = (more: Partial<Variable> = {}): Variable => ({
	name: '_a',
	value: '1',
	ivr: true,
	display: false,
	displayName: '',
	dataType: '',
	privacy: false,
	...more,
});

const labels = Object.values(apiFormats).map(({ label }) => label);

describe('README.md', () => {
	it('states the limits that the code has', () => {
		const rows = new Map(
			tableBelow('README.md', 'Limits').map(([what = '', limit = '']) => [what, limit]),
		);
		const numbersIn = (what: string) => (rows.get(what)?.match(/\d+/g) ?? []).map(Number);
		expect(numbersIn('name')).toContain(limits.name);
		expect(numbersIn('display name')).toEqual([limits.displayName]);
		expect(numbersIn('value')).toEqual([limits.value]);
		expect(numbersIn('variables in one request')).toEqual([limits.variablesPerRequest]);
		expect(numbersIn('requests')).toEqual([numberRules.requestsPerMinute.default]);
		expect(numbersIn('at once')).toContain(BULK_IN_FLIGHT);
		for (const name of ['maxRetries', 'timeout', 'maxWait'] as const) {
			const { label, default: standard, min, max } = numberRules[name];
			expect(numbersIn(label)).toEqual([standard, min, max]);
		}
	});

	it('states the versions of n8n that the node was found to run in', () => {
		const found = tableBelow('docs/compatibility.md', 'Compatibility');
		expect(tableBelow('README.md', 'Compatibility')).toEqual(
			found.map(([version, , workflows]) => [version, workflows]),
		);
	});

	it('states the forms of the API as they are sent', () => {
		const interaction = { kind: 'guid', id: 'X' } as const;
		const rows = tableBelow('README.md', 'API Format');
		expect(rows.map(([label]) => label)).toEqual(labels);
		for (const [label = '', path = '', body = ''] of rows) {
			const format = Object.values(apiFormats).find((candidate) => candidate.label === label);
			expect(path.replace(/\{g?u?id\}/, 'X')).toBe(format?.path(interaction));
			const sent = JSON.stringify(format?.body([variable()]));
			expect(
				sent.startsWith(body.split('[{"variables"')[0]?.split('…')[0]?.replace(': ', ':') ?? '?'),
			).toBe(true);
			expect(sent).toContain(body.includes('"true"') ? '"ivr":"true"' : '"ivr":true');
		}
	});
});

describe('docs/operations.md', () => {
	const collection = (fields: INodeProperties[], name: string) =>
		(fields.find((field) => field.name === name)?.options ?? []) as INodeProperties[];
	const onOff = (value: unknown) =>
		value === true ? 'on' : value === false ? 'off' : String(value);

	it('lists the fields of a variable with their defaults', () => {
		const [group] = setVariablesFields.find(({ name }) => name === 'variables')?.options ?? [];
		const fields = (group as unknown as { values: INodeProperties[] }).values;
		expect(
			tableBelow('docs/operations.md', 'Using Fields Below').map(([label, standard]) => [
				label,
				standard,
			]),
		).toEqual(
			fields.map(({ displayName, name, default: standard }) => [
				displayName,
				name === 'dataType' ? 'not specified' : onOff(standard),
			]),
		);
	});

	it.each([
		['Options of Set Variables', setVariablesFields],
		['Options of Get Context', getContextFields],
	])('lists the %s with their defaults', (heading, fields) => {
		const named = (standard: unknown) => (standard === 'fail' ? 'Fail' : onOff(standard));
		expect(
			tableBelow('docs/operations.md', heading).map(([label, standard]) => [label, standard]),
		).toEqual(
			collection(fields, 'options').map((option) => [option.displayName, named(option.default)]),
		);
		expect(callOptions.every((option) => collection(fields, 'options').includes(option))).toBe(
			true,
		);
	});

	it('lists the fields of a context', () => {
		const context = readContext('{"InteractionId": "x"}')?.context ?? {};
		expect(
			tableBelow('docs/operations.md', 'Output of Get Context').map(([field]) => field),
		).toEqual(Object.keys(context));
	});
});

describe('.github/ISSUE_TEMPLATE/problem.yml', () => {
	it('offers every form of the API', () => {
		expect(textOf('.github/ISSUE_TEMPLATE/problem.yml')).toContain(`[${labels.join(', ')}]`);
	});
});

describe('docs/messages.md', () => {
	const findings = (text: unknown) => {
		const { variables, findings: found } = readVariablesJson(text);
		return oneText(tellFindings([...found, ...checkVariables(variables)]));
	};
	const given = (reason: Reason) =>
		tell({
			refusal: { reason, tries: 1, spentMs: 0, status: 400, missing: 'x' },
			interaction: { kind: 'guid', id: 'x' },
			to: { origin: 'https://vcc-eu3.8x8.com', tenantId: 'acme', format: 'keyed', timeoutMs: 1 },
		});

	it('quotes messages that the code says before anything is sent', () => {
		const empty = readInteraction('guid', '');
		const url = readPlatformUrl('');
		const settings = readSettings(
			{ platformUrl: 'vcc-eu3.8x8.com', tenantId: 'a', actionToken: 'b', requestsPerMinute: -1 },
			{},
		);
		const said = [
			'refusal' in empty ? empty.refusal : '',
			'refusal' in url ? url.refusal : '',
			'refused' in settings ? settings.refused.message : '',
			findings([]),
			findings({
				a: 1,
				'_a b': 1,
				_é: 1,
				[`_${'a'.repeat(25)}`]: null,
				_o: {},
				_n: 2 ** 60,
				_v: 'x'.repeat(1001),
			}),
			findings([variable(), variable({ displayName: 'x'.repeat(31), dataType: 'money' as never })]),
			findings('{'),
			findings('{"_tier": 1, "_tier": 2}'),
			oneText(
				tellFindings(
					readInputItem(
						{ 'a b': 1, a_b: 1 },
						{ fields: ['a b', 'a_b', 'c'], ivr: true, display: true, privateFields: [] },
						new Set(['a b', 'a_b']),
					).findings,
				),
			),
			FIELDS_NOT_NAMED.what,
		].join('\n');
		for (const [message = '?'] of tableBelow('docs/messages.md', 'Before anything is sent')) {
			expect(said).toContain(message);
		}
	});

	it('has a row for every reason, with its message', () => {
		const rows = tableBelow('docs/messages.md', 'What 8x8 answered');
		for (const [reason, begins = '?'] of rows) {
			expect(given(reason as Reason).message.startsWith(begins)).toBe(true);
		}
		const all: Record<Reason, true> = {
			badRequest: true,
			unauthorized: true,
			forbidden: true,
			notFound: true,
			rateLimited: true,
			unavailable: true,
			timeout: true,
			unreachable: true,
			certificate: true,
			notSent: true,
			cut: true,
			tooLong: true,
			redirected: true,
			webPage: true,
			noContext: true,
			notVerified: true,
		};
		expect(rows.map(([reason]) => reason).sort()).toEqual(Object.keys(all).sort());
	});

	it('says rightly which are tried again', () => {
		const answer = (status: number, body: 'whole' | 'cut' | 'tooLong' = 'whole') =>
			({ kind: 'answer', status, headers: {}, text: '', body }) as const;
		const attempts = [
			...[400, 401, 403, 404, 302, 429, 500, 503].map((status) => answer(status)),
			answer(200, 'cut'),
			answer(200, 'tooLong'),
			...(['timeout', 'connection', 'certificate', 'other'] as const).map(
				(cause) => ({ kind: 'noAnswer', cause }) as const,
			),
		];
		const rows = new Map(
			tableBelow('docs/messages.md', 'What 8x8 answered').map(([reason, , again]) => [
				reason,
				again,
			]),
		);
		for (const attempt of attempts) {
			const { again } = decide(
				attempt,
				{ retries: 0, heldBackMs: 0 },
				{ maxRetries: 1, maxWaitMs: 1e6 },
				1,
			);
			const outcome = outcomeOf(attempt);
			const row = 'reason' in outcome ? rows.get(outcome.reason) : undefined;
			expect([attempt, row !== 'no']).toEqual([attempt, again]);
		}
	});

	it('quotes every hint', () => {
		const hints = new Hints('acme');
		hints.interaction({ kind: 'guid', id: 'int-1-x-phone-01-other' });
		hints.count(2, 1);
		hints.variables([
			variable({ ivr: false, displayName: 'x' }),
			variable({ display: true, privacy: true, displayName: 'x'.repeat(30) }),
			variable({ name: `_${'a'.repeat(24)}` }),
		]);
		const said = hints.list().map(({ message }) => message);
		const rows = tableBelow('docs/messages.md', 'Hints');
		expect(said).toHaveLength(rows.length);
		for (const [text = '?'] of rows)
			expect(said.filter((message) => message.includes(text))).toHaveLength(1);
	});
});
