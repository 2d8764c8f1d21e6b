// npm run compatibility -- 2.41.1 1.123.81: installs each n8n, runs the packed tarball in it, and
// writes docs/compatibility.md. Needs about 3 GB and some minutes a version; an installed one is kept.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual, promisify } from 'node:util';
import { installCommunityPackage } from '../n8n-server/communityPackage.mts';
import { quiet } from '../n8n-server/environment.mts';
import { type Execution, itemsOf } from '../n8n-server/execution.mts';
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
	/** How n8n ended, when it had done its work and then did not end well. */
	crashes: string[];
}

/** What `execFile` gives, and throws. */
interface Ended {
	stdout: string;
	stderr: string;
	code?: number | string;
	signal?: string;
}

type N8nCommand = (...args: string[]) => Promise<Ended>;

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
	const verdict: Verdict = { version, node: '', passed: 0, problems: [], crashes: [] };
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
		const n8n: N8nCommand = async (...args) => {
			const command = [join(folder, 'node_modules/n8n/bin/n8n'), ...args];
			return await execute(join(bin, 'node'), command, { env, maxBuffer: 1e8 }).catch(
				(failed: Ended) => failed,
			);
		};
		verdict.node = (await execute(join(bin, 'node'), ['--version'])).stdout.trim();

		await installCommunityPackage(userFolder, tarball);
		await step(`n8n ${version}: importing`, () => importAll(userFolder, simulator, n8n));
		for (const saved of savedWorkflows) {
			prepare(simulator);
			const { id } = savedWorkflow(saved.file);
			const ended = await step(`n8n ${version}: ${saved.file}`, () =>
				n8n('execute', `--id=${id}`, '--rawOutput'),
			);
			const run = runIn(ended);
			const wrong = run
				? [
						...wrongOutputs(run, saved.node, saved.outputs),
						...differences(simulator, saved.variables),
					]
				: [`n8n execute ended with ${whyOf(ended)}`];
			if (wrong.length > 0) verdict.problems.push(`${saved.file}: ${wrong.join(', ')}`);
			else verdict.passed++;
			if (run && ended.signal) verdict.crashes.push(ended.signal);
		}
	} catch (thrown) {
		verdict.problems.push(thrown instanceof Error ? thrown.message : String(thrown));
	} finally {
		await rm(userFolder, { recursive: true, force: true });
	}
	return verdict;
}

/** Its exit code, or the signal that ended it, and what it said last. */
function whyOf({ code, signal, stdout, stderr }: Ended): string {
	const said = `${stdout}\n${stderr}`.trim().split('\n').at(-1) ?? '';
	return `${signal ?? code}: ${said.trim().slice(0, 200)}`;
}

/**
 * The successful run that n8n told of. It counts even when n8n did not end well after it: on a busy
 * machine some versions crash while they exit, with any workflow.
 */
function runIn({ stdout }: Ended): Execution | undefined {
	const start = stdout.search(/^\{$/m);
	const end = stdout.lastIndexOf('\n}');
	if (start === -1 || end < start) return undefined;
	const run = JSON.parse(stdout.slice(start, end + 2)) as Execution;
	// 2.0 calls the run it has finished "running": what tells is the error.
	return run.data.resultData.error ? undefined : run;
}

function wrongOutputs(run: Execution, node: string, expected: object[][]): string[] {
	return expected.flatMap((items, output) => {
		const json = itemsOf(run, node, output).map((item) => item.json);
		return isPartOf(items, json) ? [] : [`output ${output} of ${node}`];
	});
}

/** Whether everything in `part` is in `whole`; arrays are of the same length. */
function isPartOf(part: unknown, whole: unknown): boolean {
	if (typeof part !== 'object' || typeof whole !== 'object' || !part || !whole) {
		return isDeepStrictEqual(part, whole);
	}
	if (Array.isArray(part) && (!Array.isArray(whole) || part.length !== whole.length)) return false;
	return Object.entries(part).every(([key, value]) =>
		isPartOf(value, (whole as Record<string, unknown>)[key]),
	);
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

async function importAll(userFolder: string, simulator: Simulator, n8n: N8nCommand): Promise<void> {
	const importFrom = async (kind: 'credentials' | 'workflow', file: string) => {
		const ended = await n8n(`import:${kind}`, `--input=${file}`);
		if (ended.code || ended.signal) throw new Error(`import:${kind} ended with ${whyOf(ended)}`);
	};
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
	await importFrom('credentials', file);
	const workflows = savedWorkflows.map(({ file: saved }) => ({
		...savedWorkflow(saved),
		// A download has one, and n8n 2.0 does not import without.
		versionId: randomUUID(),
	}));
	await writeFile(file, JSON.stringify(workflows));
	await importFrom('workflow', file);
}

function differences(simulator: Simulator, expected: Record<string, object | undefined>): string[] {
	return Object.entries(expected).flatMap(([guid, variables]) =>
		Object.entries(variables ?? {}).flatMap(([name, attributes]) =>
			isPartOf(attributes, simulator.variables(guid)[name]) ? [] : [`${guid} ${name}`],
		),
	);
}

function page(verdicts: readonly Verdict[]): string {
	const rows = verdicts.map(({ version, node, passed, problems, crashes }) => {
		const works = [
			problems.length === 0 ? 'yes' : problems.join('; ').replaceAll('|', '/'),
			...(crashes.length > 0 ? [`n8n itself crashed after a run (${crashes.join(', ')})`] : []),
		];
		return `| ${version} | ${node} | ${passed} of ${savedWorkflows.length} | ${works.join('; ')} |`;
	});
	const crash = verdicts.some(({ crashes }) => crashes.length > 0)
		? `
Where n8n itself crashed, its command had told of the successful run and ended with a signal while it exited. It does so on a busy machine with workflows of n8n's own nodes too.
`
		: '';
	return `# Compatibility

Found by running: the packed tarball is put into each n8n as a community package, and the workflows in \`test/saved-workflows\` (set by form, JSON and input fields; get; verify; the error branch) are imported and executed against the simulator; what they put out and what the simulator holds then is compared.

| n8n | on Node.js | workflows that did what they should | works |
|---|---|---|---|
${rows.join('\n')}
${crash}
The credential's test knows a refusal in n8n 2.8 and older only by the \`code\` in 8x8's answer, not by the status: one without such a body passes there. What a workflow is told does not depend on it.

Made by \`npm run compatibility -- ${verdicts.map(({ version }) => version).join(' ')}\`.
`;
}
