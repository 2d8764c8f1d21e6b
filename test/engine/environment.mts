import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';

// n8n-core writes a key file into its user folder as soon as it is loaded.
const userFolder = resolve(__dirname, '../../.work/engine');
mkdirSync(userFolder, { recursive: true });
process.env.N8N_USER_FOLDER = userFolder;
process.env.N8N_ENCRYPTION_KEY = 'only for tests';
process.env.N8N_LOG_LEVEL = 'silent';
process.env.N8N_DIAGNOSTICS_ENABLED = 'false';
