import fc from 'fast-check';

import { Simulator } from '../../simulator/simulator.mts';
import { GUID, set } from './client';

describe('the IVR’s Test Variable node', () => {
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await Simulator.start({ rateLimit: null });
	});

	beforeEach(() => {
		simulator.reset();
		simulator.addInteraction({ guid: GUID, declaredVariables: ['_a'] });
	});

	afterAll(async () => await simulator.close());

	async function outcome(value: string, comparison: 'equals' | 'less' | 'greater', other: string) {
		await set(simulator, 'keyed', { name: '_a', value, ivr: 'true' });
		return simulator.testVariable(GUID, { variable: '_a', comparison, value: other });
	}

	it.each([
		['110.55', 'greater', '100', 'match', 'number'],
		['110.55', 'less', '100', 'noMatch', 'number'],
		['9', 'less', '10', 'match', 'number'],
		['-2', 'less', '1', 'match', 'number'],
		[' 007 ', 'equals', '7.0', 'match', 'number'],
		['+1.50', 'equals', '1.5', 'match', 'number'],
		['12345678901234567890', 'equals', '12345678901234567891', 'noMatch', 'number'],
		['9', 'less', '10a', 'noMatch', 'text'],
		['VIP', 'equals', 'VIP', 'match', 'text'],
		['VIP', 'equals', 'vip', 'noMatch', 'text'],
		['2026-02-14', 'greater', '2026-01-31', 'match', 'text'],
		['1,000', 'equals', '1000', 'noMatch', 'text'],
		['1e3', 'equals', '1000', 'noMatch', 'text'],
		['', 'equals', '', 'match', 'text'],
	] as const)('assumed: %j %s %j takes the branch %s, compared as %s', async (...row) => {
		const [value, comparison, other, branch, comparedAs] = row;
		expect(await outcome(value, comparison, other)).toEqual({ branch, comparedAs });
	});

	it('assumed: of two numbers exactly one comparison matches', async () => {
		const number = fc.integer().map((n) => String(n / 100));
		await fc.assert(
			fc.asyncProperty(number, number, async (a, b) => {
				const branches = [];
				for (const comparison of ['equals', 'less', 'greater'] as const) {
					branches.push((await outcome(a, comparison, b)).branch === 'match');
				}
				expect(branches).toEqual([
					Number(a) === Number(b),
					Number(a) < Number(b),
					Number(a) > Number(b),
				]);
			}),
			{ numRuns: 30 },
		);
	});

	it('routes on a private value', async () => {
		await set(simulator, 'keyed', { name: '_a', value: '7', ivr: 'true', privacy: 'true' });
		const test = { variable: '_a', comparison: 'equals', value: '7' } as const;
		expect(simulator.testVariable(GUID, test).branch).toBe('match');
	});

	it.each([
		['not sent', { name: '_b', value: '', display: 'true' }, '_a'],
		['not declared', { name: '_b', value: '', ivr: 'true', display: 'true' }, '_b'],
		['not for the IVR', { name: '_a', value: '', display: 'true' }, '_a'],
	])('assumed: a variable that is %s matches nothing', async (_, sent, variable) => {
		await set(simulator, 'keyed', sent);
		expect(simulator.testVariable(GUID, { variable, comparison: 'equals', value: '' })).toEqual({
			branch: 'noMatch',
		});
	});

	it('does not know an unknown interaction', () => {
		const test = { variable: '_a', comparison: 'equals', value: '' } as const;
		expect(() => simulator.testVariable('int-x', test)).toThrow('no interaction "int-x"');
	});
});
