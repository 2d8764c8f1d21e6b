/* global document */

/**
 * Makes the children of `parent` match `items`, in order, without touching those that stay: the
 * focus, the scroll position and a running animation survive an update.
 *
 * @template T
 * @param {HTMLElement} parent
 * @param {T[]} items
 * @param {(item: T) => string} keyOf unique among the items
 * @param {(item: T) => HTMLElement} create
 * @param {(row: HTMLElement, item: T) => void} fill called for new and for staying rows
 */
export function keepRows(parent, items, keyOf, create, fill) {
	const rows = new Map([...parent.children].map((row) => [row.dataset.key, row]));
	let next = parent.firstElementChild;
	for (const item of items) {
		const key = keyOf(item);
		let row = rows.get(key);
		if (row) rows.delete(key);
		else {
			row = create(item);
			row.dataset.key = key;
		}
		if (row === next) next = next.nextElementSibling;
		else parent.insertBefore(row, next);
		fill(row, item);
	}
	for (const row of rows.values()) row.remove();
}

/**
 * An element with text or elements in it. Text is never read as HTML.
 *
 * @param {string} tag
 * @param {string} [className]
 * @param {...(string | Node)} content
 */
export function element(tag, className, ...content) {
	const made = document.createElement(tag);
	if (className) made.className = className;
	made.append(...content);
	return made;
}

/** Sets the text, and says whether that changed it. */
export function setText(target, text) {
	if (target.textContent === text) return false;
	target.textContent = text;
	return true;
}

/** A term and what it stands for, as one row of a `dl`. */
export function term(name) {
	return element('div', '', element('dt', '', name), element('dd'));
}
