import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** The Markdown files under version control. */
export function markdownFiles(): string[] {
	const files = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' });
	return files.trim().split('\n');
}

/** Relative links and pictures of a file whose target is not there. */
export function deadLinks(file: string): string[] {
	const text = readFileSync(resolve(root, file), 'utf8');
	return [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)|(?:src|srcset)="([^"]+)"/g)]
		.map(([, link, source]) => link ?? source ?? '')
		.filter((target) => !/^[a-z]+:/.test(target))
		.filter((target) => !existsSync(resolve(root, dirname(file), target)));
}
