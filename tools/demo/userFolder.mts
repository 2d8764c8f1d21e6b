import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface DemoFolder {
	/** Undefined: let the server make one that it removes at the end. */
	path: string | undefined;
	release(): Promise<void>;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/**
 * The folder that keeps the demo's workflows and login from one start to the next. Two servers
 * cannot share one, so a second demo at the same time gets a folder of its own.
 */
export async function demoFolder(root: string): Promise<DemoFolder> {
	const path = join(root, '.work/demo');
	const pidFile = join(path, 'in-use-by');
	if (existsSync(pidFile) && isAlive(Number(readFileSync(pidFile, 'utf8')))) {
		return { path: undefined, release: () => Promise.resolve() };
	}
	await mkdir(path, { recursive: true });
	await writeFile(pidFile, String(process.pid));
	return { path, release: () => rm(pidFile, { force: true }) };
}
