import { parseJson } from './answerBody';

/** What 8x8 says after setting variables, as far as it says anything. */
export interface SetAnswer {
	interactionId: string | undefined;
	status: string;
	message: string;
	/** How many variables 8x8 counted; its support article shows no body, so this may be unknown. */
	variablesSet: number | undefined;
}

/** Reads the answer to a POST (8x8 portal); an empty or other 2xx body means success as well. */
export function readSetAnswer(text: string): SetAnswer {
	const json = parseJson(text);
	const fields = new Map(
		typeof json === 'object' && json !== null
			? Object.entries(json).map(([key, value]: [string, unknown]) => [key.toLowerCase(), value])
			: [],
	);
	const string = (name: string) => {
		const value = fields.get(name);
		return typeof value === 'string' && value !== '' ? value : undefined;
	};
	const count = fields.get('variablesset');
	return {
		interactionId: string('interactionid'),
		status: string('status') ?? 'success',
		message: string('message') ?? 'Variables successfully set',
		variablesSet: typeof count === 'number' ? count : undefined,
	};
}
