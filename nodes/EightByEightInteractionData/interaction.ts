/** Which interaction is meant: by its GUID, or by the SIP Call-ID of its external IVR leg. */
export interface Interaction {
	kind: 'guid' | 'callId';
	id: string;
}

export type InteractionReading = { interaction: Interaction } | { refusal: string; remedy: string };

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Longer than any published sample by far; a longer one is a whole record put in the wrong field. */
const LONGEST_ID = 512;

const REMEDY = {
	guid: 'Give the GUID of the interaction, e.g. int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme',
	callId: 'Give the SIP Call-ID of the external IVR leg, e.g. the X-8x8-CID header of the INVITE',
};

/**
 * Reads the node's Interaction field. The id is trimmed and otherwise taken as it is: 8x8 publishes
 * no grammar for GUIDs, and a SIP Call-ID may hold nearly anything.
 *
 * @param kind the mode of the resource locator
 * @param value what the field, or the expression in it, resolved to
 */
export function readInteraction(kind: string, value: unknown): InteractionReading {
	if (kind !== 'guid' && kind !== 'callId') {
		return {
			refusal: 'Interaction is given in an unknown way',
			remedy: 'Choose "GUID" or "Call-ID"',
		};
	}
	const field = `Interaction (${labelOf(kind)})`;
	const remedy = REMEDY[kind];
	if (typeof value === 'object' && value !== null) {
		return { refusal: `${field} resolved to an object or a list`, remedy };
	}
	const id = String(value).trim();
	// An expression or a tool argument that is missing turns into these words, also inside a text.
	if (id === '' || id === 'undefined' || id === 'null')
		return { refusal: `${field} is empty`, remedy };
	if (id.length > LONGEST_ID) {
		return { refusal: `${field} has ${id.length} characters, more than ${LONGEST_ID}`, remedy };
	}
	// Both stay dot segments even when percent-encoded, so they would leave their place in the URL.
	if (id === '.' || id === '..') return { refusal: `${field} is only dots`, remedy };
	if (LONE_SURROGATE.test(id))
		return { refusal: `${field} holds half a character that cannot be sent`, remedy };
	return { interaction: { kind, id } };
}

/** How the form and messages call the two ways to name an interaction. */
export function labelOf(kind: Interaction['kind']): string {
	return kind === 'guid' ? 'GUID' : 'SIP Call-ID';
}

const GUID = /^int-[0-9a-f]+-.+-(?:phone|chat|vmail|email)-\d{2}-(.+)$/i;

/** Whether an id has the usual form of a GUID; other forms exist. */
export function isGuid(id: string): boolean {
	return GUID.test(id);
}

/** The tenant named at the end of a GUID, where the GUID has the usual form (8x8's published samples). */
export function tenantOf(interaction: Interaction): string | undefined {
	return interaction.kind === 'guid' ? GUID.exec(interaction.id)?.[1] : undefined;
}
