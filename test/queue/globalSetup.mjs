import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installN8nServer } from '../../n8n-server/install.mjs';
import { packPackage } from '../../tools/pack.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Packs the node, for the tests to install in every process. */
export default async function pack() {
	process.env.QUEUE_TESTS_TARBALL = await packPackage(root);
	await installN8nServer();
}
