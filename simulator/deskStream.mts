import type { ServerResponse } from 'node:http';

import { deskView } from './deskView.mts';
import type { State } from './state.mts';

/** Changes that come in quick succession are shown together. */
const GATHER_MS = 100;

/** The rate window empties, and settings change, without anything being told. */
const LOOK_AGAIN_MS = 1000;

/** Sends what the desk shows as Server-Sent Events: at once, and whenever it has changed. */
export function streamDesk(
	state: State,
	response: ServerResponse,
	guidOrCallId: string | undefined,
): void {
	response.writeHead(200, {
		'content-type': 'text/event-stream',
		'cache-control': 'no-store',
	});
	response.write('retry: 1000\n\n');
	let sent = '';
	let gathering: NodeJS.Timeout | undefined;
	const send = () => {
		gathering = undefined;
		// A page that does not keep up gets the latest when it does.
		if (response.writableNeedDrain) return;
		const view = JSON.stringify(deskView(state, guidOrCallId));
		if (view === sent) return;
		sent = view;
		response.write(`data: ${view}\n\n`);
	};
	const changed = () => (gathering ??= setTimeout(send, GATHER_MS));
	const lookAgain = setInterval(send, LOOK_AGAIN_MS);
	state.on('change', changed);
	response.once('close', () => {
		state.off('change', changed);
		clearInterval(lookAgain);
		clearTimeout(gathering);
	});
	send();
}
