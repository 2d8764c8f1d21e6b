// npm run licences: the licence of every package this project is developed with. None is published
// with it. Ends with 1 when one is neither permissive nor n8n's own.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const permissive =
	/^\(?(?:MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Python-2\.0|Unlicense|AFL-2\.1)(?: (?:AND|OR) [\w.-]+)*\)?$/;
/** The server that runs in tests and its libraries, under n8n's Sustainable Use and enterprise licences. */
const ofN8n = /(?:^|\/)node_modules\/(?:@n8n(?:_io)?\/[^/]+|n8n[\w-]*)$/;

/** @param {string} path @param {{ license?: string }} entry */
function licenceOf(path, entry) {
	if (entry.license) return entry.license;
	try {
		const { license, licenses } = JSON.parse(
			readFileSync(join(root, path, 'package.json'), 'utf8'),
		);
		return license?.type ?? license ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none';
	} catch {
		// What npm leaves out on this platform.
		return entry.optional ? 'not installed here' : 'none';
	}
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const counts = new Map();
const odd = [];
for (const [path, entry] of Object.entries(packages)) {
	if (path === '' || entry.link) continue;
	const licence = licenceOf(path, entry);
	const kind = ofN8n.test(path) && !permissive.test(licence) ? `n8n's own (${licence})` : licence;
	counts.set(kind, (counts.get(kind) ?? 0) + 1);
	if (kind === licence && licence !== 'not installed here' && !permissive.test(licence)) {
		odd.push(`${path}: ${licence}`);
	}
}
for (const [licence, count] of [...counts].sort((one, other) => other[1] - one[1])) {
	process.stdout.write(`${String(count).padStart(5)}  ${licence}\n`);
}
const { dependencies = {} } = packages[''];
process.stdout.write(`${Object.keys(dependencies).length} packages are published with the node\n`);
if (odd.length > 0) process.stdout.write(`To look at:\n${odd.join('\n')}\n`);
process.exitCode = odd.length + Object.keys(dependencies).length > 0 ? 1 : 0;
