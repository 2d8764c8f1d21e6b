import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installN8nServer } from '../../n8n-server/install.mjs';
import { packPackage } from '../../tools/pack.mjs';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Makes ready what takes long the first time, so that no test has to wait for it. */
export default async function packAndInstall() {
	process.env.PACKED_TARBALL = await packPackage(root);
	await installN8nServer();
}
