import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installN8nServer } from '../../n8n-server/install.mjs';
import { installDependencies } from '../../tools/dependencies.mjs';
import { packPackage } from '../../tools/pack.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Packs the node, for the tests to publish, and installs what they publish it to. */
export default async function pack() {
	process.env.INSTALL_TESTS_TARBALL = await packPackage(root);
	await installN8nServer();
	await installDependencies(join(root, 'test/install/registry'));
}
