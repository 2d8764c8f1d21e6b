import fc from 'fast-check';
import { readInputItem } from '../../nodes/EightByEightInteractionData/inputItemFields';
import { readInteraction } from '../../nodes/EightByEightInteractionData/interaction';
import { readPlatformUrl } from '../../nodes/EightByEightInteractionData/platformUrl';
import { checkVariables, type Variable } from '../../nodes/EightByEightInteractionData/variables';
import { readVariablesJson } from '../../nodes/EightByEightInteractionData/variablesJson';
import { names, validVariables, variableLists } from './arbitraries';
import { runs } from './runs.mts';

const PRIVATE_VALUE = 'private-4711-value';

/** The ways in which 8x8's documents, and people, write true and false. */
const flagsOf = (flag: boolean) =>
	flag
		? fc.constantFrom<unknown>(true, 'true', 'TRUE', ' True ')
		: fc.constantFrom<unknown>(false, 'false', 'False', '', null, undefined);

/** A variable as one might write it in JSON. */
function written(variable: Variable): fc.Arbitrary<Record<string, unknown>> {
	const { name, value, displayName, dataType } = variable;
	return fc.record({
		name: fc.constant(name),
		value: fc.constant(value),
		ivr: flagsOf(variable.ivr),
		display: flagsOf(variable.display),
		privacy: flagsOf(variable.privacy),
		displayName: displayName === '' ? fc.constantFrom('', null) : fc.constant(displayName),
		dataType:
			dataType === 'phone'
				? fc.constantFrom('phone', 'phone number')
				: dataType === ''
					? fc.constantFrom('', null)
					: fc.constant(dataType),
	});
}

/** A list of variables in any of the shapes that are accepted. */
function shaped(list: unknown[], split: number): fc.Arbitrary<unknown> {
	const at = split % (list.length + 1);
	return fc.constantFrom<unknown>(
		list,
		{ variables: list },
		{ data: { variables: list } },
		{ data: [{ variables: list }] },
		{ data: [{ variables: list.slice(0, at) }, { variables: list.slice(at) }] },
	);
}

const documents = variableLists.chain((variables) =>
	fc
		.tuple(fc.tuple(...variables.map(written)), fc.nat({ max: 12 }))
		.chain(([list, split]) => shaped(list, split))
		.map((json) => ({ variables, json })),
);

describe('reading variables', () => {
	it('contract: gives the same variables in all accepted shapes, as text or not', () => {
		fc.assert(
			fc.property(documents, fc.constantFrom(undefined, 2, '\t'), ({ variables, json }, indent) => {
				const expected = { variables, findings: [] };
				expect(readVariablesJson(json)).toEqual(expected);
				expect(readVariablesJson(JSON.stringify(json, null, indent))).toEqual(expected);
				expect(checkVariables(variables)).toEqual([]);
			}),
			runs,
		);
	});

	it('contract: gives the values of a plain map, for the IVR', () => {
		const values = fc.oneof(fc.string({ minLength: 1 }), fc.integer(), fc.boolean());
		fc.assert(
			fc.property(fc.dictionary(names, values, { minKeys: 1 }), (map) => {
				const { variables, findings } = readVariablesJson(JSON.stringify(map));
				expect(findings).toEqual([]);
				expect(variables.map(({ name, value, ivr }) => [name, value, ivr])).toEqual(
					Object.entries(map).map(([name, value]) => [name, String(value), true]),
				);
			}),
			runs,
		);
	});

	it('contract: survives anything, and says what is wrong with what it does not read', () => {
		fc.assert(
			fc.property(fc.oneof(fc.anything(), fc.string(), fc.json()), (source) => {
				const { variables, findings } = readVariablesJson(source);
				for (const { what, remedy } of [...findings, ...checkVariables(variables)]) {
					expect(what).not.toBe('');
					expect(remedy).not.toBe('');
				}
				for (const { name, value, displayName } of variables) {
					expect([typeof name, typeof value, typeof displayName]).toEqual(
						Array.from({ length: 3 }, () => 'string'),
					);
				}
			}),
			runs,
		);
	});

	it('contract: never quotes a private value, however broken the JSON is', () => {
		const broken = fc
			.tuple(variableLists, fc.nat(), fc.nat({ max: 6 }), fc.string({ maxLength: 3 }))
			.map(([variables, at, cut, put]) => {
				const list = variables.map((variable) => ({ ...variable, value: PRIVATE_VALUE }));
				const text = JSON.stringify(list);
				const place = at % text.length;
				return text.slice(0, place) + put + text.slice(place + cut);
			});
		fc.assert(
			fc.property(broken, (text) => {
				const { variables, findings } = readVariablesJson(text);
				const told = JSON.stringify([findings, checkVariables(variables)]);
				// What is left of a value in the place of a name or attribute is no value any more.
				expect(told).not.toContain(PRIVATE_VALUE);
			}),
			runs,
		);
	});

	it('contract: finds every broken rule of every variable', () => {
		const brokenOnes = fc.record({
			name: fc.boolean(),
			value: fc.boolean(),
			displayName: fc.boolean(),
			dataType: fc.boolean(),
		});
		const lists = fc
			.uniqueArray(validVariables, { minLength: 1, maxLength: 8, selector: ({ name }) => name })
			.chain((list) => fc.tuple(fc.constant(list), fc.tuple(...list.map(() => brokenOnes))));
		fc.assert(
			fc.property(lists, ([list, broken]) => {
				const variables = list.map((variable, index) => ({
					...variable,
					...(broken[index].name && { name: `${variable.name}-` }),
					...(broken[index].value && { value: 'x'.repeat(1001) }),
					...(broken[index].displayName && { displayName: 'x'.repeat(31) }),
					...(broken[index].dataType && { dataType: 'money' as Variable['dataType'] }),
				}));
				const rules = broken.flatMap((flags) => Object.values(flags).filter(Boolean));
				expect(checkVariables(variables)).toHaveLength(rules.length);
			}),
			runs,
		);
	});
});

describe('reading input items', () => {
	const words = fc.array(fc.stringMatching(/^[a-z]{1,6}$/), { minLength: 1, maxLength: 3 });
	const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
	const read = (field: string) =>
		readInputItem(
			{ [field]: 'x' },
			{ fields: [], ivr: true, display: true, privateFields: [] },
			new Set([field]),
		);

	it('contract: accountBalance, account_balance and "Account Balance" become one variable', () => {
		fc.assert(
			fc.property(words, (parts) => {
				const [first, ...rest] = parts;
				const expected = {
					findings: [],
					variables: [
						expect.objectContaining({
							name: `_${first}${rest.map(capital).join('')}`,
							displayName: parts.map(capital).join(' '),
						}),
					],
				};
				expect(read(parts.join('_'))).toEqual(expected);
				expect(read(parts.map(capital).join(' '))).toEqual(expected);
				// "aB" is told from "ab" only by the capital, so one-letter words join into "AB".
				if (parts.every((part) => part.length > 1)) {
					expect(read(`${first}${rest.map(capital).join('')}`)).toEqual(expected);
				}
			}),
			runs,
		);
	});

	it('contract: survives anything, and makes every name once', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.anything()), (json) => {
				const { variables, findings } = readInputItem(
					json,
					{ fields: [], ivr: true, display: true, privateFields: [] },
					new Set(Object.keys(json)),
				);
				expect(new Set(variables.map(({ name }) => name)).size).toBe(variables.length);
				expect(variables.every(({ displayName }) => displayName.length < 30)).toBe(true);
				expect(findings.every(({ what, remedy }) => what !== '' && remedy !== '')).toBe(true);
			}),
			runs,
		);
	});
});

describe('reading the credential and the interaction', () => {
	it('SUPPORT: whatever is typed as Platform URL, only HTTPS or loopback comes out', () => {
		const typed = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.anything());
		fc.assert(
			fc.property(typed, (value) => {
				const reading = readPlatformUrl(value);
				if ('refusal' in reading) expect(reading.remedy).not.toBe('');
				else
					expect(reading.origin).toMatch(/^https:\/\/[^/@]+$|^http:\/\/(localhost|127\.|\[::1\])/);
			}),
			runs,
		);
	});

	it('contract: whatever an expression gives, the interaction is read or refused', () => {
		const values = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }));
		fc.assert(
			fc.property(fc.constantFrom('guid', 'callId'), values, (kind, value) => {
				const reading = readInteraction(kind, value);
				if ('refusal' in reading) expect(reading.remedy).not.toBe('');
				else expect(encodeURIComponent(reading.interaction.id)).not.toMatch(/^(?:\.{0,2})$/);
			}),
			runs,
		);
	});
});
