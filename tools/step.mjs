import { spawn } from 'node:child_process';

const tickMs = 10_000;
const tailLines = 40;

/** Seconds since `start`, as they are printed: "4.2 s", "2 min 05 s". */
export function elapsed(start) {
	const seconds = (Date.now() - start) / 1000;
	if (seconds < 60) return `${seconds.toFixed(1)} s`;
	return `${Math.floor(seconds / 60)} min ${String(Math.floor(seconds % 60)).padStart(2, '0')} s`;
}

/**
 * Runs `work`, printing the title, a line every ten seconds and the time it took.
 *
 * @template T
 * @param {string} title
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
	const start = Date.now();
	process.stdout.write(`> ${title}\n`);
	const ticker = setInterval(
		() => process.stdout.write(`  … ${title}, ${elapsed(start)}\n`),
		tickMs,
	);
	try {
		const result = await work();
		process.stdout.write(`  done in ${elapsed(start)}\n`);
		return result;
	} catch (error) {
		process.stdout.write(`  failed after ${elapsed(start)}\n`);
		throw error;
	} finally {
		clearInterval(ticker);
	}
}

export class CommandFailed extends Error {
	/**
	 * @param {string} command
	 * @param {number | string} code
	 * @param {string} output
	 */
	constructor(command, code, output) {
		super(`"${command}" ended with ${code}`);
		this.code = code;
		this.output = output;
	}

	/** What the command said last, for a terminal. */
	get tail() {
		return this.output.trimEnd().split('\n').slice(-tailLines).join('\n');
	}
}

/**
 * Runs a program to its end. Its output is shown as it comes (`show: true`) or kept, and then
 * returned; a `CommandFailed` carries it when the exit code is not 0.
 *
 * @param {string} program
 * @param {string[]} args
 * @param {{ cwd: string, env?: Record<string, string | undefined>, show?: boolean }} options
 * @returns {Promise<string>}
 */
export function run(program, args, { cwd, env = process.env, show = false }) {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, {
			cwd,
			env,
			stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
			// npm is a .cmd file on Windows, which only a shell starts.
			shell: process.platform === 'win32',
		});
		let output = '';
		child.stdout?.on('data', (chunk) => (output += chunk));
		child.stderr?.on('data', (chunk) => (output += chunk));
		child.on('error', reject);
		child.on('close', (code, signal) => {
			if (code === 0) resolve(output);
			else reject(new CommandFailed([program, ...args].join(' '), code ?? signal ?? '?', output));
		});
	});
}
