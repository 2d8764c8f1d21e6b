import { MASK, type Variable } from './variables';

/** The values that must not be shown, of some variables. */
export function secretsIn(variables: readonly Variable[]): string[] {
	return variables.filter(({ privacy }) => privacy).map(({ value }) => value);
}

/** Takes secrets, in the spellings an answer may echo them in, out of a text. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	return secrets
		.flatMap(spellings)
		.sort((one, other) => other.length - one.length)
		.reduce((masked, spelling) => masked.split(spelling).join(MASK), text);
}

function spellings(secret: string): string[] {
	const bytes = Buffer.from(secret, 'utf8');
	const inUrl = new URLSearchParams({ '': secret }).toString().slice(1);
	return [
		secret,
		secret.replace(/\s+/g, ' ').trim(),
		JSON.stringify(secret).slice(1, -1),
		secret.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`),
		inUrl,
		inUrl.replaceAll('+', '%20'),
		bytes.toString('base64'),
		bytes.toString('hex'),
	].filter((spelling) => spelling !== '');
}
