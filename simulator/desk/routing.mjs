/* global document, fetch, URLSearchParams */
import { element, keepRows, setText, term } from './rows.mjs';

const part = (id) => document.getElementById(id);
const [variable, comparison, value] = ['variable', 'comparison', 'value'].map(part);

/** The chosen interaction as last shown. */
let chosen;

/** Counts the questions asked, so that an answer that comes late is not shown. */
let asked = 0;

part('test').addEventListener('input', () => void showVerdict());
part('test').addEventListener('submit', (event) => event.preventDefault());

/** Shows what the IVR script has to go by, and where the test set up on the page leads now. */
export function showRouting(interaction) {
	chosen = interaction;
	const { testable, ignored } = interaction;
	const wanted = variable.value;
	keepRows(
		variable,
		testable,
		({ name }) => name,
		createOption,
		() => {},
	);
	if (testable.some(({ name }) => name === wanted)) variable.value = wanted;
	variable.disabled = testable.length === 0;
	keepRows(
		part('testable'),
		testable,
		({ name }) => name,
		({ name }) => term(name),
		fillTestable,
	);
	part('testable-note').hidden = testable.length > 0;
	keepRows(
		part('ignored'),
		ignored,
		(name) => name,
		(name) => element('li', '', name),
		() => {},
	);
	part('ignored-part').hidden = ignored.length === 0;
	void showVerdict();
}

function createOption({ name }) {
	const option = element('option', '', name);
	option.value = name;
	return option;
}

function fillTestable(row, { value: sent, isPrivate }) {
	const shown = row.lastElementChild;
	shown.classList.toggle('private', isPrivate);
	shown.classList.toggle('absent', sent === undefined);
	setText(shown, sent ?? 'not sent');
}

/** The simulator decides: the page does not know private values. */
async function showVerdict() {
	const question = ++asked;
	if (variable.value === '') return setVerdict('none', '');
	if (value.value === '') return setVerdict('none', 'Enter a value to see where the call goes.');
	const query = new URLSearchParams({
		interaction: chosen.guid,
		variable: variable.value,
		comparison: comparison.value,
		value: value.value,
	});
	const answer = await fetch(`/desk/test?${query}`).catch(() => undefined);
	if (question !== asked || !answer?.ok) return undefined;
	const { branch, comparedAs } = await answer.json();
	if (question !== asked) return undefined;
	return setVerdict(branch, why(branch === 'match', comparedAs));
}

const WORDS = {
	equals: ['equals', 'does not equal'],
	less: ['is less than', 'is not less than'],
	greater: ['is greater than', 'is not greater than'],
};

function why(isMatch, comparedAs) {
	if (comparedAs === undefined) return `${variable.value} was not sent, so it matches nothing.`;
	const { value: sent, isPrivate } = chosen.testable.find(({ name }) => name === variable.value);
	const subject = isPrivate ? 'The private value' : sent || 'An empty value';
	const relation = WORDS[comparison.value][isMatch ? 0 : 1];
	const kind = comparedAs === 'number' ? 'numbers' : 'text';
	return `${subject} ${relation} ${value.value}, compared as ${kind}.`;
}

function setVerdict(branch, text) {
	part('branches').dataset.branch = branch;
	setText(part('verdict'), text);
}
