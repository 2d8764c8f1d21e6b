// npm start: the node in a real n8n server, with a simulator in 8x8's place. `--exit` stops after
// the first example ran and tells by the exit code whether it did what it should.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installN8nServer } from '../n8n-server/install.mjs';
import { installDependencies } from './dependencies.mjs';
import { packPackage } from './pack.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
	await installDependencies(root);
	const tarball = await packPackage(root);
	await installN8nServer();
	const { register } = await import('tsx/esm/api');
	register();
	const { demo } = await import('./demo/demo.mts');
	process.exitCode = await demo({ root, tarball, exit: process.argv.includes('--exit') });
} catch (error) {
	process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
	process.exitCode = 1;
}
