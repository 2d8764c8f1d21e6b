import fc from 'fast-check';
import { readContext } from '../../nodes/EightByEightInteractionData/context';
import { apiFormats, type ApiFormatName } from '../../nodes/EightByEightInteractionData/formats';
import { readSetAnswer } from '../../nodes/EightByEightInteractionData/setAnswer';
import { MASK, type Variable } from '../../nodes/EightByEightInteractionData/variables';
import { compare } from '../../nodes/EightByEightInteractionData/verify';
import { readAddress } from '../../simulator/address.mts';
import { getAnswer, setAnswer } from '../../simulator/answers.mts';
import { forms as published } from '../../simulator/forms.mts';
import { Interactions, upsert, type StoredVariable } from '../../simulator/interactions.mts';
import { readVariables } from '../../simulator/requestBody.mts';
import { DEFAULT_SETTINGS } from '../../simulator/settings.mts';
import { interactions, variableLists } from './arbitraries';
import { runs } from './runs.mts';

const forms = fc.constantFrom(...(Object.keys(apiFormats) as ApiFormatName[]));

/** What the simulator, strict about each form, takes from a body that went over the wire. */
function received(form: ApiFormatName, variables: readonly Variable[]): StoredVariable[] {
	const sent = JSON.stringify(apiFormats[form].body(variables));
	return readVariables(JSON.parse(sent), form, DEFAULT_SETTINGS);
}

function expected(form: ApiFormatName, variable: Variable): StoredVariable {
	const { displayName, dataType, ...others } = variable;
	const phone = published[form].spelling === 'portal' ? 'phone' : 'phone number';
	return {
		...others,
		...(displayName !== '' && { displayName }),
		...(dataType !== '' && { dataType: dataType === 'phone' ? phone : dataType }),
	};
}

describe('writing in a form of the API', () => {
	it('SUPPORT and PORTAL: what is written is what is received, attribute by attribute', () => {
		fc.assert(
			fc.property(forms, variableLists, (form, variables) => {
				expect(received(form, variables)).toEqual(
					variables.map((variable) => expected(form, variable)),
				);
			}),
			runs,
		);
	});

	it('SUPPORT and PORTAL: what is written is read again, in either casing, masked or not', () => {
		fc.assert(
			fc.property(
				forms,
				variableLists,
				fc.constantFrom('form', 'pascal', 'camel'),
				fc.boolean(),
				(form, variables, answerCasing, maskPrivateOnGet) => {
					const settings = { ...DEFAULT_SETTINGS, answerCasing, maskPrivateOnGet } as const;
					const interaction = new Interactions().add({ guid: 'int-1' }, 'acme');
					upsert(interaction, received(form, variables));
					const body = String(getAnswer(interaction, form, settings).body);

					const read = readContext(body)?.context.variables ?? {};
					expect(Object.keys(read).sort()).toEqual(variables.map(({ name }) => name).sort());
					for (const { name, value, privacy } of variables) {
						if (!privacy) expect(read[name]).toBe(value);
						else if ('interactionId' in (JSON.parse(body) as object)) expect(read[name]).toBe(MASK);
					}
					const entry = { item: 0, interaction: { kind: 'guid', id: 'int-1' }, variables } as const;
					expect(compare([entry], body)).toEqual(new Map([[0, []]]));
					expect(readSetAnswer(String(setAnswer(interaction, 3, settings).body))).toEqual({
						interactionId: 'int-1',
						status: 'success',
						message: 'Variables successfully set',
						variablesSet: 3,
					});
				},
			),
			runs,
		);
	});

	it('SUPPORT: whatever the id, it arrives as it is and cannot leave its place in the URL', () => {
		fc.assert(
			fc.property(forms, interactions, (form, interaction) => {
				const url = new URL(apiFormats[form].path(interaction), 'https://vcc-eu3.8x8.com');
				expect(url.origin).toBe('https://vcc-eu3.8x8.com');
				expect(readAddress(url.pathname + url.search)).toMatchObject({
					form,
					identifier: {
						kind: form === 'portal' ? 'either' : interaction.kind,
						value: interaction.id,
					},
				});
			}),
			runs,
		);
	});
});
