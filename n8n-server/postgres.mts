import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './freePort.mts';

const run = promisify(execFile);
const debianFolder = '/usr/lib/postgresql';
const database = 'postgres';
const user = 'postgres';
const startWithinMs = 30_000;

/** What n8n's Postgres credential asks for. */
export interface PostgresAccess {
	host: string;
	port: number;
	database: string;
	user: string;
	password: string;
}

interface Account {
	uid: number;
	gid: number;
}

/** The folder with initdb, postgres and psql; on Debian, as root, the package is installed if need be. */
async function binaries(): Promise<string> {
	const find = () => {
		const versions = existsSync(debianFolder) ? readdirSync(debianFolder) : [];
		const newestFirst = versions.sort((one, other) => Number(other) - Number(one));
		return newestFirst
			.map((version) => join(debianFolder, version, 'bin'))
			.find((folder) => existsSync(join(folder, 'postgres')));
	};
	const found = find();
	if (found) return found;
	if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		const wait = ['-o', 'DPkg::Lock::Timeout=120'];
		await run('apt-get', ['update', ...wait], { env });
		await run('apt-get', ['install', '-y', '--no-install-recommends', ...wait, 'postgresql'], {
			env,
		});
	}
	const installed = find();
	if (installed) return installed;
	throw new Error(
		`There is no PostgreSQL under ${debianFolder}. Install it (Debian: apt-get install postgresql) and run this again.`,
	);
}

/** PostgreSQL refuses to run as root; Debian's package brings an account for it. */
async function accountToRunAs(): Promise<Account | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const id = async (option: string) => Number((await run('id', [option, user])).stdout);
	return { uid: await id('-u'), gid: await id('-g') };
}

/** A PostgreSQL of its own on 127.0.0.1, empty at the start and gone at the end. */
export class Postgres {
	private readonly killAtExit = () => void this.child.kill('SIGQUIT');

	private constructor(
		readonly access: PostgresAccess,
		private readonly bin: string,
		private readonly folder: string,
		private readonly child: ChildProcess,
	) {
		process.on('exit', this.killAtExit);
	}

	static async start(): Promise<Postgres> {
		const bin = await binaries();
		const account = await accountToRunAs();
		const folder = await mkdtemp(join(tmpdir(), 'postgres-'));
		if (account) await chown(folder, account.uid, account.gid);
		const data = join(folder, 'data');
		const initialise = ['-D', data, '-U', user, '-A', 'trust', '--no-sync', '-E', 'UTF8'];
		await run(join(bin, 'initdb'), [...initialise, '--locale=C.UTF-8'], {
			...account,
			cwd: folder,
		});

		const port = await freePort();
		const settings = {
			listen_addresses: '127.0.0.1',
			port,
			unix_socket_directories: folder,
			fsync: 'off',
		};
		const child = spawn(
			join(bin, 'postgres'),
			[
				'-D',
				data,
				...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
			],
			{ ...account, cwd: folder, stdio: 'ignore' },
		);
		const access = { host: '127.0.0.1', port, database, user, password: '' };
		const postgres = new Postgres(access, bin, folder, child);
		try {
			await postgres.ready();
			return postgres;
		} catch (error) {
			await postgres.stop();
			throw error;
		}
	}

	private async ready(): Promise<void> {
		const deadline = Date.now() + startWithinMs;
		while (this.child.exitCode === null && Date.now() < deadline) {
			try {
				await this.execute('SELECT 1');
				return;
			} catch {
				await sleep(50);
			}
		}
		throw new Error('PostgreSQL did not start');
	}

	/** Runs statements, all or none. */
	async execute(sql: string): Promise<string> {
		const { host, port } = this.access;
		const connection = ['-h', host, '-p', String(port), '-U', user, '-d', database];
		const quiet = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '--single-transaction'];
		const psql = run(join(this.bin, 'psql'), [...connection, ...quiet, '-f', '-']);
		// A psql that found no server has gone before it read anything; its exit code tells.
		psql.child.stdin?.on('error', () => {});
		psql.child.stdin?.end(sql);
		return (await psql).stdout;
	}

	/** The rows of a query. */
	async rows<Row>(query: string): Promise<Row[]> {
		const json = await this.execute(
			`SELECT coalesce(json_agg(found), '[]') FROM (${query}) AS found;`,
		);
		return JSON.parse(json) as Row[];
	}

	/** Ends the server without waiting for its clients, and removes its files. */
	async stop(): Promise<void> {
		process.off('exit', this.killAtExit);
		if (this.child.exitCode === null && this.child.signalCode === null) {
			const ended = new Promise((resolve) => this.child.once('close', resolve));
			this.child.kill('SIGINT');
			await ended;
		}
		await rm(this.folder, { recursive: true, force: true });
	}
}
