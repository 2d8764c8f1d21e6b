/* global document */
import { callerOf, telephone } from './callers.mjs';
import { element, keepRows, setText, term } from './rows.mjs';

const part = (id) => document.getElementById(id);

/** Characters from which on a value is set like prose. */
const LONG = 60;

/** The interaction the announcements are about: nothing is announced when another is chosen. */
let announced;

/** Shows the chosen interaction as the agent gets it, and tells what changed to a screen reader. */
export function showOffer(chosen) {
	const isAnother = announced !== chosen.guid;
	announced = chosen.guid;
	const caller = callerOf(chosen);
	setText(part('caller'), caller);
	part('state').dataset.state = chosen.state;
	setText(part('state'), chosen.state === 'ended' ? 'Ended' : 'In progress');
	const number = chosen.ani ? telephone(chosen.ani) : '';
	setText(part('number'), number === caller ? '' : number);
	showTerms('facts', {
		Dialled: chosen.channel && telephone(chosen.channel),
		Queue: chosen.queueId,
		'In queue since': chosen.queueTime && clock(chosen.queueTime),
		Priority: chosen.priority,
		Agent: chosen.agentId,
		Created: clock(chosen.createTime),
		Tenant: chosen.tenant,
	});
	showTerms('identifiers', { GUID: chosen.guid, 'SIP call id': chosen.callId });
	showOffered(chosen, isAnother);
}

function showOffered({ guid, offered }, isAnother) {
	const changed = [];
	keepRows(
		part('offered'),
		offered,
		({ name }) => `${guid} ${name}`,
		() => term(''),
		(row, { name, label, value, isPrivate }) => {
			const [label_, value_] = row.children;
			setText(label_, label);
			label_.title = name;
			value_.classList.toggle('private', isPrivate);
			value_.classList.toggle('long', value.length > LONG);
			if (!setText(value_, value) || isAnother) return;
			changed.push(`${label}: ${isPrivate ? 'private' : value}`);
			flash(row);
		},
	);
	part('offered-note').hidden = offered.length > 0;
	if (changed.length > 0) setText(part('announcement'), changed.join('; '));
}

function flash(row) {
	row.classList.remove('changed');
	// Reading the layout is what makes the animation start again.
	void row.offsetWidth;
	row.classList.add('changed');
}

function showTerms(id, terms) {
	const known = Object.entries(terms).filter(([, value]) => value !== undefined && value !== '');
	keepRows(
		part(id),
		known,
		([name]) => name,
		([name]) => term(name),
		(row, [, value]) => setText(row.lastElementChild, String(value)),
	);
}

/** A time of day today, else with its date; what is no time is shown as it is. */
function clock(text) {
	const time = new Date(text);
	if (Number.isNaN(time.getTime())) return text;
	const isToday = time.toDateString() === new Date().toDateString();
	return time.toLocaleString(undefined, {
		...(!isToday && { dateStyle: 'medium' }),
		timeStyle: isToday ? 'medium' : 'short',
	});
}

/** Shows why there is nothing to show, or null when there is something. */
export function showNothing(why) {
	part('nothing').hidden = why === null;
	for (const id of ['offer', 'routing']) part(id).hidden = why !== null;
	if (why === null) return;
	part('nothing').replaceChildren(element('strong', '', why.title), why.text);
}
