// npm run compatibility -- 2.41.1 1.123.81: installs each n8n, runs the packed tarball in it, and
// writes docs/compatibility.md. Needs about 3 GB and some minutes a version; an installed one is kept.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import { installCommunityPackage } from '../n8n-server/communityPackage.mts';
import { quiet } from '../n8n-server/environment.mts';
import { freePort } from '../n8n-server/freePort.mts';
import { SAMPLE_TENANT, Simulator } from '../simulator/simulator.mts';
import { prepare, savedWorkflow, savedWorkflows } from '../test/saved-workflows/saved.mts';
import { packPackage } from './pack.mjs';
import { run, step } from './step.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const execute = promisify(execFile);

/** Older versions take xlsx from a host of its own; the registry's is as good for what is tried here. */
const MANIFEST = JSON.stringify({ private: true, overrides: { xlsx: '0.18.5' } });

interface Verdict {
	version: string;
	node: string;
	passed: number;
	problems: string[];
}

await main();

async function main(): Promise<void> {
	const versions = process.argv.slice(2);
	if (versions.length === 0) {
		process.stderr.write('Name the n8n versions to try, e.g. 2.41.1 1.123.81\n');
		process.exitCode = 2;
		return;
	}
	const tarball = await packPackage(root);
	const simulator = await Simulator.start();
	const verdicts: Verdict[] = [];
	for (const version of versions) verdicts.push(await tryVersion(version, tarball, simulator));
	await simulator.close();
	await writeFile(join(root, 'docs/compatibility.md'), page(verdicts));
	for (const { version, passed, problems } of verdicts) {
		process.stdout.write(
			`${version}: ${passed} of ${savedWorkflows.length} ${problems.join('; ')}\n`,
		);
	}
	process.exitCode = verdicts.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

async function tryVersion(
	version: string,
	tarball: string,
	simulator: Simulator,
): Promise<Verdict> {
	const verdict: Verdict = { version, node: '', passed: 0, problems: [] };
	const userFolder = await mkdtemp(join(tmpdir(), 'n8n-compatibility-'));
	try {
		const folder = await install(version);
		const bin = join(folder, 'node_modules/.bin');
		// Older versions stop at the names of modules they do not have.
		const known = Object.entries(quiet).filter(([name]) => name !== 'N8N_DISABLED_MODULES');
		const env = {
			...Object.fromEntries(known),
			PATH: [bin, process.env.PATH ?? ''].join(delimiter),
			HOME: process.env.HOME ?? '',
			N8N_USER_FOLDER: userFolder,
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
			N8N_RUNNERS_ENABLED: 'true',
		};
		const n8n = async (...args: string[]) =>
			(
				await execute(join(bin, 'node'), [join(folder, 'node_modules/n8n/bin/n8n'), ...args], {
					env,
					maxBuffer: 1e8,
				})
			).stdout;
		verdict.node = (await execute(join(bin, 'node'), ['--version'])).stdout.trim();

		await installCommunityPackage(userFolder, tarball);
		await step(`n8n ${version}: importing`, () => importAll(userFolder, simulator, n8n));
		for (const saved of savedWorkflows) {
			prepare(simulator);
			const { id } = savedWorkflow(saved.file);
			await step(`n8n ${version}: ${saved.file}`, () => n8n('execute', `--id=${id}`)).catch(() => {
				verdict.problems.push(`${saved.file}: n8n execute did not end with 0`);
			});
			const missing = differences(simulator, saved.variables);
			if (missing.length > 0) verdict.problems.push(`${saved.file}: ${missing.join(', ')}`);
			else if (simulator.journal.length === 0)
				verdict.problems.push(`${saved.file}: nothing was sent`);
			else verdict.passed++;
		}
	} catch (thrown) {
		verdict.problems.push(String(thrown).split('\n').slice(1, 3).join(' ').slice(0, 200));
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
	return verdict;
}

async function install(version: string): Promise<string> {
	const folder = join(root, '.work/n8n', version);
	if (!existsSync(join(folder, 'node_modules/.bin/n8n'))) {
		await mkdir(folder, { recursive: true });
		await writeFile(join(folder, 'package.json'), MANIFEST);
		const npm = (...args: string[]) => run('npm', args, { cwd: folder });
		await step(`n8n ${version}: downloading`, () =>
			npm('install', '--ignore-scripts', `n8n@${version}`, 'node@24'),
		);
		await step(`n8n ${version}: compiling its database driver`, () =>
			npm('rebuild', 'node', 'sqlite3', '--ignore-scripts=false'),
		);
	}
	return folder;
}

async function importAll(
	userFolder: string,
	simulator: Simulator,
	n8n: (...args: string[]) => Promise<string>,
): Promise<void> {
	const credential = {
		id: 'eightByEightAcct1',
		name: '8x8 Contact Center account',
		type: 'eightByEightContactCenterApi',
		data: {
			platformUrl: simulator.url,
			tenantId: SAMPLE_TENANT.id,
			actionToken: SAMPLE_TENANT.token,
		},
	};
	const file = join(userFolder, 'import.json');
	await writeFile(file, JSON.stringify([credential]));
	await n8n('import:credentials', `--input=${file}`);
	await writeFile(file, JSON.stringify(savedWorkflows.map((saved) => savedWorkflow(saved.file))));
	await n8n('import:workflow', `--input=${file}`);
}

function differences(simulator: Simulator, expected: Record<string, object | undefined>): string[] {
	return Object.entries(expected).flatMap(([guid, variables]) =>
		Object.entries(variables ?? {}).flatMap(([name, attributes]: [string, object]) => {
			const stored = simulator.variables(guid)[name] as unknown as
				Record<string, unknown> | undefined;
			const same = Object.entries(attributes).every(([key, value]) =>
				isDeepStrictEqual(stored?.[key], value),
			);
			return same ? [] : [`${guid} ${name}`];
		}),
	);
}

function page(verdicts: readonly Verdict[]): string {
	const rows = verdicts.map(
		({ version, node, passed, problems }) =>
			`| ${version} | ${node} | ${passed} of ${savedWorkflows.length} | ${problems.length === 0 ? 'yes' : problems.join('; ').replaceAll('|', '/')} |`,
	);
	return `# Compatibility

Found by running: the packed tarball is put into each n8n as a community package, and the workflows in \`test/saved-workflows\` (set by form, JSON and input fields; get; verify; the error branch) are imported and executed against the simulator.

| n8n | on Node.js | workflows that did what they should | works |
|---|---|---|---|
${rows.join('\n')}

Made by \`npm run compatibility -- ${verdicts.map(({ version }) => version).join(' ')}\`.
`;
}
