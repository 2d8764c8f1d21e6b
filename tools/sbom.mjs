// npm run sbom: what the published package consists of, as a CycloneDX document in .work/sbom. Ends
// with 1 when the package would bring anything along.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './step.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, '.work/sbom');
const { name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const env = { ...process.env, npm_config_loglevel: 'silent' };

// Development packages are left out also because npm refuses a bill for n8n's engine: libraries it
// brings along ask for other versions of each other.
const omitted = ['--omit=dev', '--omit=peer', '--omit=optional'];
const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', ...omitted];
const bill = JSON.parse(await run('npm', args, { cwd: root, env }));
// npm names the component after the folder it lies in.
bill.metadata.component.name = name;

mkdirSync(folder, { recursive: true });
const file = `${name}-${version}.cdx.json`;
writeFileSync(join(folder, file), `${JSON.stringify(bill, null, '\t')}\n`);
process.stdout.write(`.work/sbom/${file}: ${bill.components.length} components\n`);
process.exitCode = bill.components.length === 0 ? 0 : 1;
