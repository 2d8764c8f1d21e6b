import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailed, run, step } from './step.mjs';

const inputs = [
	'nodes',
	'credentials',
	'icons',
	'package.json',
	'tsconfig.json',
	'gulpfile.js',
	'README.md',
	'LICENSE.md',
];

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
	if (!existsSync(path)) return [];
	if (!statSync(path).isDirectory()) return [path];
	return readdirSync(path)
		.sort()
		.flatMap((name) => filesUnder(join(path, name)));
}

function fingerprint(/** @type {string} */ root) {
	const hash = createHash('sha256');
	for (const file of inputs.flatMap((input) => filesUnder(join(root, input)))) {
		hash.update(file).update(readFileSync(file));
	}
	return hash.digest('hex');
}

/**
 * Builds and packs the package into `.work/package`, unless nothing it is made of has changed.
 *
 * @returns {Promise<string>} the tarball's path
 */
export async function packPackage(/** @type {string} */ root) {
	const folder = join(root, '.work/package');
	const stampFile = join(folder, 'packed.json');
	const wanted = fingerprint(root);
	if (existsSync(stampFile)) {
		const packed = JSON.parse(readFileSync(stampFile, 'utf8'));
		if (packed.fingerprint === wanted && existsSync(join(folder, packed.tarball))) {
			return join(folder, packed.tarball);
		}
	}
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	return await step('Building and packing the node', async () => {
		try {
			await run('npm', ['run', 'build'], { cwd: root });
			await run('npm', ['pack', '--pack-destination', folder], { cwd: root });
		} catch (error) {
			if (error instanceof CommandFailed) process.stdout.write(`${error.tail}\n`);
			throw error;
		}
		const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
		if (!tarball) throw new Error('npm pack left no tarball');
		await writeFile(stampFile, JSON.stringify({ fingerprint: wanted, tarball }));
		return join(folder, tarball);
	});
}
