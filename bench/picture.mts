import type { Line } from './measured.mts';

const WIDTH = 760;
const LABEL = 190;
const BAR = WIDTH - LABEL - 110;
const ROW = 22;
const GAP = 34;

/** The longest words of a panel's title that fit above it. */
const TITLE_LENGTH = 108;

/** A panel of bars for every figure that compares the contestants; shorter is better unless it says "set". */
export function picture(lines: readonly Line[]): string {
	let y = 12;
	const panels = lines.flatMap(({ what, bars }) => {
		if (bars === undefined) return [];
		const most = Math.max(...bars.map(({ value }) => value));
		const top = y;
		y += GAP + bars.length * ROW;
		return [panel(what, bars, most, top)];
	});
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${y}" font-family="system-ui, sans-serif" font-size="13">
<style>
text { fill: #1f2328 } .value { fill: #59636e } .bar { fill: #b8c0ca } .ours { fill: #d8393c }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .value { fill: #9198a1 } .bar { fill: #57606a } .ours { fill: #ff6b6d } }
</style>
${panels.join('\n')}
</svg>
`;
}

function panel(
	what: string,
	bars: ReadonlyArray<{ name: string; value: number }>,
	most: number,
	top: number,
): string {
	const title = what.length > TITLE_LENGTH ? `${what.slice(0, TITLE_LENGTH - 1)}…` : what;
	const rows = bars.map(({ name, value }, index) => {
		const y = top + 22 + index * ROW;
		const length = Math.max(1, Math.round((value / most) * BAR));
		return [
			`<text x="${LABEL - 8}" y="${y + 13}" text-anchor="end">${escaped(name)}</text>`,
			`<rect class="${index === 0 ? 'ours' : 'bar'}" x="${LABEL}" y="${y}" width="${length}" height="${ROW - 5}" rx="2"/>`,
			`<text class="value" x="${LABEL + length + 6}" y="${y + 13}">${Math.round(value).toLocaleString('en-US')}</text>`,
		].join('');
	});
	return `<text x="8" y="${top + 12}" font-weight="600">${escaped(title)}</text>\n${rows.join('\n')}`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
