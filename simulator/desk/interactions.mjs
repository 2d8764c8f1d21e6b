/* global document */
import { callerOf, telephone } from './callers.mjs';
import { element, keepRows, setText } from './rows.mjs';

const list = document.getElementById('interactions');
const note = document.getElementById('interactions-note');

/** How far each key moves in the list. */
const MOVES = {
	ArrowDown: (at) => at + 1,
	ArrowUp: (at) => at - 1,
	Home: () => 0,
	End: () => list.children.length - 1,
};

/** Calls back with the GUID of the interaction that is chosen by mouse or keyboard. */
export function onChoice(choose) {
	list.addEventListener('click', ({ target }) => {
		const row = target.closest('[role=option]');
		if (row) choose(row.dataset.key);
	});
	list.addEventListener('keydown', (event) => {
		const move = MOVES[event.key];
		const rows = [...list.children];
		const at = rows.findIndex((row) => row === document.activeElement);
		if (!move || at === -1) return;
		event.preventDefault();
		const row = rows[Math.min(Math.max(move(at), 0), rows.length - 1)];
		for (const other of rows) other.tabIndex = other === row ? 0 : -1;
		row.focus();
		choose(row.dataset.key);
	});
}

/** Lists the interactions and marks the chosen one, the list's only stop for the Tab key. */
export function showInteractions(interactions, notListed, chosenGuid) {
	keepRows(
		list,
		interactions,
		({ guid }) => guid,
		createRow,
		(row, interaction) => {
			const isChosen = interaction.guid === chosenGuid;
			row.setAttribute('aria-selected', String(isChosen));
			row.tabIndex = isChosen ? 0 : -1;
			fillRow(row, interaction);
		},
	);
	if (!list.querySelector('[aria-selected=true]') && list.firstElementChild) {
		list.firstElementChild.tabIndex = 0;
	}
	note.hidden = notListed === 0 && interactions.length > 0;
	setText(note, interactions.length === 0 ? 'None yet.' : `${notListed} earlier ones not listed.`);
}

function createRow() {
	const row = element('li', '', element('div', 'caller'), element('div', 'detail'));
	row.setAttribute('role', 'option');
	return row;
}

function fillRow(row, interaction) {
	const { guid, callerName, ani, state, variableCount } = interaction;
	const [caller, detail] = row.children;
	const details = [
		...(state === 'ended' ? ['ended'] : []),
		variableCount === 1 ? '1 variable' : `${variableCount || 'no'} variables`,
		callerName && ani ? telephone(ani) : guid,
	];
	setText(caller, callerOf(interaction));
	setText(detail, details.join(' · '));
	row.title = guid;
	row.dataset.state = state;
}
