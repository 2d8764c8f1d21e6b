import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'flatted';
import { serverNode } from '../../n8n-server/location.mts';

/** What a server might leave behind, with a secret wherever one can be. */
export function plantedFolder(secret: string) {
	const folder = mkdtempSync(join(tmpdir(), 'planted-'));
	mkdirSync(join(folder, '.n8n'));
	const execution = stringify({
		resultData: [
			{ deep: secret, text: JSON.stringify({ inner: secret }), [secret.split(' ')[0]]: 1 },
		],
	});
	const script = `
		const { DatabaseSync } = require('node:sqlite');
		const [file, secret, execution] = process.argv.slice(1);
		const database = new DatabaseSync(file);
		database.exec('CREATE TABLE execution_data (data TEXT); CREATE TABLE other (plain TEXT, blob BLOB, number INTEGER)');
		database.prepare('INSERT INTO execution_data VALUES (?)').run(execution);
		database.prepare('INSERT INTO other VALUES (?, ?, 5)').run(secret, Buffer.from(secret));
		database.close();`;
	const database = join(folder, '.n8n/database.sqlite');
	execFileSync(serverNode, ['-e', script, database, secret, execution]);
	const event = JSON.stringify({ payload: Buffer.from(secret).toString('base64') });
	writeFileSync(join(folder, '.n8n/n8nEventLog.log'), `first\n${event}\n`);
	writeFileSync(join(folder, 'n8n.log'), `debug something ${encodeURIComponent(secret)}\n`);
	return {
		folder,
		messages: [
			JSON.stringify({ type: 'executionStarted', data: {} }),
			JSON.stringify({ type: 'nodeExecuteAfter', data: { nodeName: '8x8', data: secret } }),
		],
		remove: () => rmSync(folder, { recursive: true }),
	};
}
