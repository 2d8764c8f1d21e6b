import { getAnswer, setAnswer, type Answer } from './answers.mts';
import { errorAnswer } from './errorShapes.mts';
import { upsert, type Interaction } from './interactions.mts';
import type { RecordedRequest } from './journal.mts';
import { readVariables, Refusal } from './requestBody.mts';
import type { Settings, Tenant } from './settings.mts';

/** What the simulator found for a request's credentials and URL. */
export interface Found {
	tenant?: Tenant;
	interaction?: Interaction;
	/** Why the URL names no interaction. */
	problem?: string;
}

/**
 * Sets or gets, and says what the API would answer: authentication first (401), then the form
 * (404), the method and the URL (400), the interaction (404) and at last the body (400). Only the
 * statuses and their messages are published, the order is not.
 *
 * @param store false to find the answer without changing the interaction
 */
export function operate(
	request: RecordedRequest,
	{ tenant, interaction, problem }: Found,
	settings: Settings,
	{ store }: { store: boolean },
): Answer {
	const refuse = (status: number, message?: string) =>
		errorAnswer(status, settings.errorShape, message);
	const { form, method } = request;
	if (!tenant) return refuse(401);
	if (!form) return refuse(404, 'Not found: no form of the API has this path');
	const served = tenant.platformForm ?? 'any';
	if (served !== 'any' && served !== form) {
		return refuse(404, `Not found: the platform of this tenant does not serve the ${form} form`);
	}
	if (method !== 'GET' && method !== 'POST') return refuse(400);
	if (problem !== undefined) return refuse(400, problem);
	if (interaction?.tenant !== tenant.id) return refuse(404);
	if (method === 'GET') return getAnswer(interaction, form, settings);
	if (interaction.state === 'ended' && !settings.acceptAfterEnd) return refuse(404);
	try {
		requireJson(request, settings.lenient);
		const variables = readVariables(request.body, form, settings);
		if (store) upsert(interaction, variables);
		return setAnswer(interaction, variables.length, settings);
	} catch (error) {
		if (error instanceof Refusal) return refuse(400, error.message);
		throw error;
	}
}

function requireJson({ headers, body, rawBody }: RecordedRequest, lenient: boolean): void {
	const type = headers['content-type']?.split(';')[0].trim().toLowerCase();
	if (!lenient && type !== 'application/json') {
		throw new Refusal('The content type must be application/json');
	}
	if (rawBody === undefined) throw new Refusal('The body is missing');
	if (body === undefined) throw new Refusal('The body is not valid JSON');
}
