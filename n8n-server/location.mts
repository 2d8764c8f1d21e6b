import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with the server's own package.json, lock file and node_modules. */
export const n8nServerFolder = fileURLToPath(new URL('.', import.meta.url));

/** The Node 24 that the server runs on, whatever Node the caller runs on. */
export const serverNode = join(n8nServerFolder, 'node_modules/node/bin/node');

export const n8nCommand = join(n8nServerFolder, 'node_modules/n8n/bin/n8n');
