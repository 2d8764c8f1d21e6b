import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

/**
 * Unpacks a packed tarball where n8n looks for community packages. That is all n8n's own
 * installation of a package without dependencies comes to.
 */
export async function installCommunityPackage(userFolder: string, tarball: string): Promise<void> {
	const nodes = join(userFolder, '.n8n/nodes');
	const unpacked = join(nodes, 'unpacked');
	await rm(nodes, { recursive: true, force: true });
	await mkdir(unpacked, { recursive: true });
	await promisify(execFile)('tar', ['-xzf', tarball, '-C', unpacked]);
	const manifest = JSON.parse(await readFile(join(unpacked, 'package/package.json'), 'utf8')) as {
		name: string;
		version: string;
	};
	await cp(join(unpacked, 'package'), join(nodes, 'node_modules', manifest.name), {
		recursive: true,
	});
	await rm(unpacked, { recursive: true });
	await writeFile(
		join(nodes, 'package.json'),
		JSON.stringify({
			name: 'installed-nodes',
			private: true,
			dependencies: { [manifest.name]: manifest.version },
		}),
	);
}
