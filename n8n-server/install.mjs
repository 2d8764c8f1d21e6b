import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { CommandFailed, run, step } from '../tools/step.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
const stampFile = join(folder, 'node_modules', '.installed');

function wanted() {
	const lock = createHash('sha256').update(readFileSync(join(folder, 'package-lock.json')));
	return `${process.platform}-${process.arch} ${lock.digest('hex')}\n`;
}

/** Whether the server as the lock file describes it is there, built for this machine. */
export function isN8nServerInstalled() {
	return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted();
}

/** The headers that came with the server's Node: with them nothing is fetched to compile against. */
function environmentToCompileIn() {
	const headers = join(
		folder,
		`node_modules/node/node_modules/node-${process.platform}-${process.arch}`,
	);
	const nodedir = existsSync(join(headers, 'include/node/node_api.h'))
		? { npm_config_nodedir: headers }
		: {};
	return { ...process.env, JOBS: 'max', ...nodedir };
}

/** @param {string} output */
function remedy(output) {
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH/.test(output)) {
		return 'The npm registry could not be reached. The n8n server is downloaded once: connect to the network (or set npm\'s "registry" or "proxy") and run the command again.';
	}
	if (/ENOSPC/.test(output)) return 'The disk is full. The n8n server needs about 3.5 GB.';
	if (
		/not found: make|find Python|g\+\+: (?:not found|No such file)|no developer tools/i.test(output)
	) {
		return 'The database driver sqlite3 could neither be downloaded ready-made nor compiled, because there is no compiler. Install Python 3, make and a C++ compiler (Debian: apt-get install -y python3 make g++) and run the command again.';
	}
	return 'Remove n8n-server/node_modules and run the command again.';
}

/**
 * Installs the n8n server beside the project, once: a second call returns at once.
 *
 * Only the two native parts that the server needs here run their install scripts; a plain
 * installation stops at one that it does not need.
 */
export async function installN8nServer() {
	if (isN8nServerInstalled()) return;
	const npm = (/** @type {string[]} */ args, env = process.env) =>
		run('npm', args, { cwd: folder, env });
	try {
		await rm(stampFile, { force: true });
		await step('Downloading the n8n server (2.8 GB on disk, once; takes minutes)', () =>
			npm(['ci', '--ignore-scripts', '--prefer-offline']),
		);
		await step('Unpacking the Node that the server runs on', () =>
			npm(['rebuild', 'node', '--ignore-scripts=false']),
		);
		await step("Fetching or compiling the server's database driver (about a minute)", () =>
			npm(['rebuild', 'sqlite3', '--ignore-scripts=false'], environmentToCompileIn()),
		);
		await writeFile(stampFile, wanted());
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		throw new Error(`${error.tail}\n\n${remedy(error.output)}`, { cause: error });
	}
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	try {
		await installN8nServer();
		process.stdout.write('The n8n server is installed.\n');
	} catch (error) {
		process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
		process.exitCode = 1;
	}
}
