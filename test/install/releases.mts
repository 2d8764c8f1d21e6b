import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface Release {
	version: string;
	tarball: string;
}

async function manifestIn(tarball: string): Promise<{ version: string }> {
	const { stdout } = await run('tar', ['-xzOf', tarball, 'package/package.json']);
	return JSON.parse(stdout) as { version: string };
}

/** A tarball with the version it calls itself. */
export async function releaseIn(tarball: string): Promise<Release> {
	const { version } = await manifestIn(tarball);
	return { version, tarball };
}

/** The same content as the patch release that comes next, made in `folder`. */
export async function nextRelease(current: Release, folder: string): Promise<Release> {
	const [major, minor, patch] = current.version.split('.').map(Number);
	const version = `${major}.${minor}.${patch + 1}`;
	await mkdir(folder, { recursive: true });
	await run('tar', ['-xzf', current.tarball, '-C', folder]);
	const manifest = { ...(await manifestIn(current.tarball)), version };
	await writeFile(join(folder, 'package/package.json'), JSON.stringify(manifest));
	const tarball = join(folder, 'next.tgz');
	await run('tar', ['-czf', tarball, '-C', folder, 'package']);
	return { version, tarball };
}
