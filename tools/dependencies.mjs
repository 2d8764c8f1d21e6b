import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandFailed, run, step } from './step.mjs';

/** @param {string} file @returns {Record<string, { version?: string, optional?: boolean, peer?: boolean }>} */
const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** Whether node_modules holds what the lock file says; what npm may leave out may be missing. */
function areInstalled(/** @type {string} */ root) {
	const installedFile = join(root, 'node_modules/.package-lock.json');
	if (!existsSync(installedFile)) return false;
	const installed = packagesIn(installedFile);
	return Object.entries(packagesIn(join(root, 'package-lock.json'))).every(
		([path, wanted]) =>
			path === '' ||
			(installed[path]
				? installed[path].version === wanted.version
				: wanted.optional || wanted.peer),
	);
}

/** Installs what the project is developed with, unless it is there. */
export async function installDependencies(/** @type {string} */ root) {
	if (areInstalled(root)) return;
	await step('Installing the development packages (npm ci)', async () => {
		try {
			// The lock file names every version, so what npm knows already need not be asked for again.
			await run('npm', ['ci', '--prefer-offline'], { cwd: root });
		} catch (error) {
			if (error instanceof CommandFailed) process.stdout.write(`${error.tail}\n`);
			throw error;
		}
	});
}
