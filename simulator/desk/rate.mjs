/* global document */
import { element, setText } from './rows.mjs';

const part = (id) => document.getElementById(id);

/** From this share of the limit on the gauge warns. */
const NEARLY = 0.8;

/** Shows how full the rate window is and what it has refused. */
export function showRate({ tenant, limit, windowMs, isFixed, used, refused, refusedInAll, parts }) {
	const seconds = `${windowMs / 1000} s`;
	setText(part('rate-title'), tenant ? `Rate window of ${tenant}` : 'Rate window');
	setText(part('rate-used'), String(used));
	setText(
		part('rate-of'),
		limit === null
			? `in the last ${seconds}, no limit`
			: `of ${limit} in ${isFixed ? `this window of ${seconds}` : `the last ${seconds}`}`,
	);
	part('rate').dataset.level = levelOf(used, limit);
	const gauge = part('gauge');
	gauge.hidden = limit === null;
	gauge.setAttribute('aria-valuemax', String(limit ?? 0));
	gauge.setAttribute('aria-valuenow', String(Math.min(used, limit ?? 0)));
	gauge.style.setProperty('--share', String(limit ? Math.min(used / limit, 1) : 0));
	setText(part('axis-start'), `${seconds} ago`);
	showParts(parts);
	setText(
		part('refused'),
		refusedInAll === 0
			? 'No request was refused.'
			: `${refused} answered 429 in the last ${seconds}, ${refusedInAll} since the start.`,
	);
}

function levelOf(used, limit) {
	if (limit === null || used < limit * NEARLY) return 'calm';
	return used < limit ? 'nearly' : 'full';
}

function showParts(parts) {
	const history = part('history');
	while (history.children.length < parts.length) {
		history.append(element('span', 'part', element('i', 'refused'), element('i', 'accepted')));
	}
	const most = Math.max(5, ...parts.map(({ accepted, refused }) => accepted + refused));
	parts.forEach(({ accepted, refused }, index) => {
		const [above, below] = history.children[index].children;
		above.style.setProperty('--share', String(refused / most));
		below.style.setProperty('--share', String(accepted / most));
	});
}
