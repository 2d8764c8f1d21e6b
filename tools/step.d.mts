/** See step.mjs, which has to run before anything is installed. */
export function step<T>(title: string, work: () => Promise<T>): Promise<T>;

/** Runs a program to its end, and returns what it printed. */
export function run(
	program: string,
	args: string[],
	options: { cwd: string; env?: NodeJS.ProcessEnv; show?: boolean },
): Promise<string>;
