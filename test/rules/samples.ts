import type { ItemVariables } from '../../nodes/EightByEightInteractionData/combine';
import type { Destination } from '../../nodes/EightByEightInteractionData/errors';
import type { Interaction } from '../../nodes/EightByEightInteractionData/interaction';
import type { Answer } from '../../nodes/EightByEightInteractionData/retry';
import type { Variable } from '../../nodes/EightByEightInteractionData/variables';

export const GUID = 'int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme';
export const CALL_ID = '7f3a9c2e@203.0.113.10';

export const byGuid: Interaction = { kind: 'guid', id: GUID };
export const byCallId: Interaction = { kind: 'callId', id: CALL_ID };

/** A value that must show up nowhere. */
export const PRIVATE_VALUE = '111-22-3333';

export function variable(given: Partial<Variable> = {}): Variable {
	return {
		name: '_tier',
		value: 'VIP',
		ivr: false,
		display: false,
		displayName: '',
		dataType: '',
		privacy: false,
		...given,
	};
}

/** The variables of the support article's Example 2. */
export const exampleTwo: Variable[] = [
	variable({ name: '_queueId', value: '201', ivr: true }),
	variable({ name: '_SSN', value: PRIVATE_VALUE, ivr: true, privacy: true }),
	variable({ name: '_amount', value: '110.55', display: true, displayName: 'Amount Due' }),
	variable({
		name: '_dueDate',
		value: '04 July 2019',
		ivr: true,
		display: true,
		displayName: 'Due Date',
		dataType: 'date',
	}),
];

/** An item that sets variables `{name: value}` on the interaction with the given GUID. */
export function itemOf(item: number, values: Record<string, string>, id = GUID): ItemVariables {
	return {
		item,
		interaction: { kind: 'guid', id },
		variables: Object.entries(values).map(([name, value]) => variable({ name, value })),
	};
}

export const destination: Destination = {
	origin: 'https://vcc-eu3.8x8.com',
	tenantId: 'acme',
	format: 'keyed',
	timeoutMs: 10_000,
};

export function answer(
	status: number,
	text = '',
	headers: Record<string, unknown> = { 'content-type': 'application/json' },
	body: 'whole' | 'cut' | 'tooLong' = 'whole',
): Answer {
	return { kind: 'answer', status, headers, text, body };
}
