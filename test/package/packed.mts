import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');

function node(...args: string[]): string {
	return execFileSync(process.execPath, args, {
		cwd: root,
		encoding: 'utf8',
		// Under NODE_ENV=test the rules of eslint-plugin-n8n-nodes-base take every file for one of their own tests.
		env: { ...process.env, NODE_ENV: 'production' },
		stdio: ['ignore', 'pipe', 'inherit'],
	});
}

/** What n8n's scanner says of the sources and of the unpacked tarball. */
export function scan(): Record<'source' | 'tarball', { passed: boolean; details?: string }> {
	const output = node('tools/scan.mjs');
	return JSON.parse(output.slice(output.indexOf('{')));
}

/** The tarball `scan` has packed: its size in bytes and the files in it. */
export function tarball(): { bytes: number; files: string[] } {
	const folder = resolve(root, '.work/package');
	const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
	const list = execFileSync('tar', ['-tzf', resolve(folder, name)], { encoding: 'utf8' });
	return { bytes: statSync(resolve(folder, name)).size, files: list.trim().split('\n').sort() };
}

/**
 * Milliseconds it takes to load the node's file in a fresh process, n8n-workflow being loaded: the
 * least of several, for whatever else the machine does only adds to it.
 */
export function loadingTime(): number {
	const script = `
		require('n8n-workflow');
		const start = performance.now();
		require('./dist/nodes/EightByEightInteractionData/EightByEightInteractionData.node.js');
		process.stdout.write(String(performance.now() - start));`;
	return Math.min(...Array.from({ length: 7 }, () => Number(node('-e', script))));
}
