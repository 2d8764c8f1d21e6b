import { spawn } from 'node:child_process';
import process from 'node:process';

export interface Ended {
	code: number | null;
	stdout: string;
	stderr: string;
}

/**
 * Runs the simulator's command.
 *
 * @param whenListening called with the output so far once the command says how to stop it; the
 * command gets the signal as soon as that has resolved
 */
export async function runCommand(
	args: string[],
	signal: 'SIGINT' | 'SIGTERM' = 'SIGTERM',
	whenListening: (stdout: string) => Promise<void> = async () => {},
): Promise<Ended> {
	const child = spawn(process.execPath, ['--import', 'tsx', 'simulator/command.mts', ...args]);
	const ended: Ended = { code: null, stdout: '', stderr: '' };
	let listening: Promise<void> | undefined;
	child.stderr.on('data', (text: Buffer) => (ended.stderr += text.toString()));
	child.stdout.on('data', (text: Buffer) => {
		ended.stdout += text.toString();
		if (ended.stdout.includes('Stop with')) {
			listening ??= whenListening(ended.stdout).finally(() => child.kill(signal));
		}
	});
	ended.code = await new Promise((resolve) => child.on('close', resolve));
	await listening;
	return ended;
}
