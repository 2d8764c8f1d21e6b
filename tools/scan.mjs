// npm run scan: n8n's own scanner over the sources, and over what the packed tarball unpacks to.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
	SOURCE_FILE_PATTERNS,
	analyzePackage,
} from '@n8n/scan-community-package/scanner/scanner.mjs';
import { packPackage } from './pack.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const unpacked = mkdtempSync(join(tmpdir(), 'scan-'));

execFileSync('tar', ['-xzf', await packPackage(root), '-C', unpacked]);
const results = {
	source: await analyzePackage(root, SOURCE_FILE_PATTERNS),
	tarball: await analyzePackage(join(unpacked, 'package')),
};
rmSync(unpacked, { recursive: true });

process.stdout.write(`${JSON.stringify(results, null, '\t')}\n`);
process.exitCode = results.source.passed && results.tarball.passed ? 0 : 1;
