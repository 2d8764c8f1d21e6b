import type { Line, Panel } from './measured.mts';

const WIDTH = 760;
const LABEL = 190;
const BAR = WIDTH - LABEL - 110;
const ROW = 22;
const GAP = 34;

/** A panel of bars for every figure that compares the contestants. */
export function picture(lines: readonly Line[]): string {
	let y = 12;
	const panels = lines.flatMap(({ panel }) => {
		if (panel === undefined) return [];
		const top = y;
		y += GAP + panel.bars.length * ROW;
		return [drawn(panel, top)];
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

function drawn({ title, bars }: Panel, top: number): string {
	const most = Math.max(...bars.map(({ value }) => value));
	const rows = bars.map(({ name, value, text }, index) => {
		const y = top + 22 + index * ROW;
		const length = Math.max(1, Math.round((value / most) * BAR));
		return [
			`<text x="${LABEL - 8}" y="${y + 13}" text-anchor="end">${escaped(name)}</text>`,
			`<rect class="${index === 0 ? 'ours' : 'bar'}" x="${LABEL}" y="${y}" width="${length}" height="${ROW - 5}" rx="2"/>`,
			`<text class="value" x="${LABEL + length + 6}" y="${y + 13}">${escaped(text)}</text>`,
		].join('');
	});
	return `<text x="8" y="${top + 12}" font-weight="600">${escaped(title)}</text>\n${rows.join('\n')}`;
}

function escaped(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
