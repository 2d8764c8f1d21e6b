/* global document, EventSource, history, location, addEventListener */
import { onChoice, showInteractions } from './interactions.mjs';
import { showJournal } from './journal.mjs';
import { showNothing, showOffer } from './offer.mjs';
import { showRate } from './rate.mjs';
import { showRouting } from './routing.mjs';
import { setText } from './rows.mjs';

const connection = document.getElementById('connection');

/** The one open stream; it shows one interaction. */
let stream;

/** The interaction asked for in the address; undefined leaves the choice to the simulator. */
function asked() {
	try {
		return decodeURIComponent(location.hash.slice(1)) || undefined;
	} catch {
		return undefined;
	}
}

function listen() {
	const guid = asked();
	stream?.close();
	stream = new EventSource(
		`/desk/events${guid === undefined ? '' : `?interaction=${encodeURIComponent(guid)}`}`,
	);
	stream.onopen = () => setConnection('live', 'Live');
	stream.onerror = () => setConnection('lost', 'Connection lost, trying again');
	stream.onmessage = ({ data }) => show(JSON.parse(data), guid);
}

function show({ interactions, notListed, chosen, journal, rate }, guid) {
	showInteractions(interactions, notListed, chosen?.guid);
	showNothing(chosen ? null : missing(guid));
	if (chosen) {
		showOffer(chosen);
		showRouting(chosen);
	}
	showRate(rate);
	showJournal(journal);
	document.body.dataset.shows = chosen?.guid ?? '';
}

function missing(guid) {
	return guid === undefined
		? { title: 'No interaction yet', text: 'The first one added to the simulator appears here.' }
		: { title: 'No such interaction', text: `The simulator does not know ${guid}.` };
}

function setConnection(state, text) {
	connection.dataset.state = state;
	setText(connection, text);
}

onChoice((guid) => {
	history.replaceState(null, '', `#${encodeURIComponent(guid)}`);
	listen();
});
// The address names the interaction, so the link may not change it.
document.querySelector('.skip').addEventListener('click', (event) => {
	event.preventDefault();
	document.getElementById('offer').focus();
});
addEventListener('hashchange', listen);
listen();
