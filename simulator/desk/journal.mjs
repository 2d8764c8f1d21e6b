/* global document */
import { element, keepRows, setText } from './rows.mjs';

const body = document.getElementById('journal');
const note = document.getElementById('journal-note');

/** Lists the requests, newest first. A request never changes once it is answered. */
export function showJournal(requests) {
	keepRows(
		body,
		requests,
		({ number }) => String(number),
		createRow,
		() => {},
	);
	note.hidden = requests.length > 0;
	body.closest('table').hidden = requests.length === 0;
}

function createRow({ time, method, status, rateRefused, variableCount, form, identifier }) {
	const badge = element('span', 'status', status === 0 ? 'cut' : String(status));
	badge.dataset.kind = status === 0 ? 'cut' : `${Math.floor(status / 100)}xx`;
	const statusCell = element('td', 'status-cell', badge);
	if (rateRefused) statusCell.append(element('span', 'why', 'rate limit'));
	const name = element('span', 'value', identifier?.value ?? '–');
	if (identifier) name.title = identifier.value;
	const kind = identifier ? [element('span', 'kind', identifier.kind), name] : [name];
	const amount = element('td', 'amount', String(variableCount ?? '–'));
	if (variableCount !== undefined) {
		amount.append(element('span', 'unit', variableCount === 1 ? ' variable' : ' variables'));
	}
	const when = element('time', '', timeOfDay(time));
	when.dateTime = time;
	return element(
		'tr',
		'',
		element('td', 'time', when),
		element('td', 'method', method),
		statusCell,
		amount,
		element('td', 'form', form ?? '–'),
		element('td', 'identifier', ...kind),
	);
}

function timeOfDay(text) {
	const time = new Date(text);
	const pad = (number, length) => String(number).padStart(length, '0');
	const parts = [time.getHours(), time.getMinutes(), time.getSeconds()];
	return `${parts.map((number) => pad(number, 2)).join(':')}.${pad(time.getMilliseconds(), 3)}`;
}

setText(note, 'None yet.');
