import { Hints } from '../../nodes/EightByEightInteractionData/hints';
import { byCallId, byGuid, exampleTwo, GUID, PRIVATE_VALUE, variable } from './samples';

function hintsFor(...variables: Array<ReturnType<typeof variable>>): string[] {
	const hints = new Hints('acme');
	hints.variables(variables);
	return hints.list().map(({ message }) => message);
}

describe('hints', () => {
	it('SUPPORT: the variables of Example 2 need none', () => {
		expect(hintsFor(...exampleTwo)).toEqual([]);
	});

	it('n8n: are warnings in the output panel', () => {
		const hints = new Hints('acme');
		hints.variables([variable()]);
		expect(hints.list()).toEqual([
			{
				message:
					'Variable "_tier" has neither "Use in IVR" nor "Show to Agent" on, so neither the IVR script nor the agent will see it.',
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	it.each([
		[{ ivr: true }],
		[{ display: true }],
		[{ ivr: true, display: true }],
		[{ ivr: true, privacy: true }],
		[{ display: true, displayName: 'Tier' }],
		[{ name: `_${'a'.repeat(23)}`, ivr: true }],
		[{ display: true, displayName: 'x'.repeat(29) }],
	])('contract: %j needs none', (given) => {
		expect(hintsFor(variable(given))).toEqual([]);
	});

	it.each([
		[
			{ display: true, privacy: true },
			'Variable "_tier" is private and shown to the agent: the agent will see it masked.',
		],
		[
			{ ivr: true, displayName: 'Tier' },
			'Variable "_tier" has a display name, but "Show to Agent" is off, so nobody will read it.',
		],
		[
			{ ivr: true, name: `_${'a'.repeat(24)}` },
			`The name "_${'a'.repeat(24)}" has exactly 25 characters. 8x8's documents disagree on whether that is allowed: if the variable does not arrive, shorten it by one.`,
		],
		[
			{ display: true, displayName: 'x'.repeat(30) },
			`The display name of "_tier" has exactly 30 characters. 8x8's documents disagree on whether that is allowed: if it does not show, shorten it by one.`,
		],
	])('SUPPORT and PORTAL: %j is hinted at', (given, message) => {
		expect(hintsFor(variable({ value: PRIVATE_VALUE, ...given }))).toEqual([message]);
	});

	it('contract: no hint holds a value', () => {
		const all = hintsFor(
			variable({ value: PRIVATE_VALUE, privacy: true, displayName: 'x'.repeat(30) }),
			variable({ value: PRIVATE_VALUE, privacy: true, display: true, name: `_${'a'.repeat(24)}` }),
		);
		expect(all).toHaveLength(5);
		expect(all.join()).not.toContain(PRIVATE_VALUE);
	});

	it('contract: what holds for several items is told once, with their number', () => {
		expect(hintsFor(variable(), variable(), variable())).toEqual([
			expect.stringMatching(/will see it\. \(3 items\)$/),
		]);
	});

	it('inferred from samples: a GUID of another tenant is hinted at, never rejected', () => {
		const hints = new Hints('acme');
		hints.interaction({ kind: 'guid', id: GUID.replace('acme', 'globex') });
		hints.interaction(byGuid);
		hints.interaction(byCallId);
		hints.interaction({ kind: 'guid', id: GUID.replace('acme', 'ACME') });
		hints.interaction({ kind: 'guid', id: 'int-123456' });
		expect(hints.list().map(({ message }) => message)).toEqual([
			'A GUID ends in "globex", but the credential is for the tenant "acme". If 8x8 does not find the interaction, choose that tenant\'s credential.',
		]);
	});

	it.each([
		[
			3,
			2,
			['8x8 says it set 2 of 3 variables of a request. Switch on Verify to see which are missing.'],
		],
		[
			3,
			0,
			['8x8 says it set 0 of 3 variables of a request. Switch on Verify to see which are missing.'],
		],
		[3, 3, []],
		[3, 4, []],
		[3, undefined, []],
	])('PORTAL: of %i variables sent, 8x8 counts %p', (sent, counted, messages) => {
		const hints = new Hints('acme');
		hints.count(sent, counted);
		expect(hints.list().map(({ message }) => message)).toEqual(messages);
	});
});
