import { forms, type Form } from './forms.mts';
import type { Interaction, StoredVariable } from './interactions.mts';
import type { Settings } from './settings.mts';
import { MASK } from './views.mts';

/** A complete answer, before anything is done to its delivery. */
export interface Answer {
	status: number;
	headers: Record<string, string>;
	body: string | Uint8Array;
}

export function jsonAnswer(status: number, body: unknown): Answer {
	return {
		status,
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body),
	};
}

/** The answer to a set (PORTAL). SUPPORT shows none, hence the setting for an empty one. */
export function setAnswer(interaction: Interaction, count: number, settings: Settings): Answer {
	if (settings.setAnswer === 'empty') return { status: 200, headers: {}, body: '' };
	return jsonAnswer(200, {
		status: 'success',
		message: 'Variables successfully set',
		interactionId: interaction.guid,
		variablesSet: count,
	});
}

/**
 * The answer to a get: PascalCase with `UserInput` (SUPPORT, "Output json description") or
 * camelCase with `variables` (PORTAL). What is not known is absent.
 */
export function getAnswer(interaction: Interaction, form: Form, settings: Settings): Answer {
	const casing =
		settings.answerCasing === 'form'
			? forms[form].spelling === 'portal'
				? 'camel'
				: 'pascal'
			: settings.answerCasing;
	const variables = [...interaction.variables.values()].map((variable) =>
		settings.maskPrivateOnGet && variable.privacy ? { ...variable, value: MASK } : variable,
	);
	return jsonAnswer(
		200,
		casing === 'camel' ? camelCase(interaction, variables) : pascalCase(interaction, variables),
	);
}

function pascalCase(interaction: Interaction, variables: StoredVariable[]): object {
	return {
		InteractionId: interaction.guid,
		Channel: interaction.channel,
		CreateTime: interaction.createTime,
		ANI: interaction.ani,
		CallerName: interaction.callerName,
		QueueId: interaction.queueId,
		QueueTime: interaction.queueTime,
		Priority: interaction.priority,
		AgentId: interaction.agentId,
		UserInput: variables.length ? variables.map(({ name, value }) => ({ name, value })) : undefined,
	};
}

function camelCase(interaction: Interaction, variables: StoredVariable[]): object {
	return {
		interactionId: interaction.guid,
		channel: interaction.channel,
		createTime: interaction.createTime,
		ani: interaction.ani,
		callerName: interaction.callerName,
		queueId: interaction.queueId,
		queueTime: interaction.queueTime,
		priority: interaction.priority,
		agentId: interaction.agentId,
		variables: variables.length ? variables : undefined,
	};
}
