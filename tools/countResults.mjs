// Prints "passed failed" of one jest result file; a suite that could not run counts as failed.
import { readFileSync } from 'node:fs';

const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
	readFileSync(process.argv[2], 'utf8'),
);
process.stdout.write(`${numPassedTests} ${numFailedTests + numRuntimeErrorTestSuites}\n`);
