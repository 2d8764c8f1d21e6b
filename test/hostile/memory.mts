const MB = 1_048_576;

/** Runs `work` and tells by how many MB the process grew meanwhile, at most. */
export async function growth<T>(work: () => Promise<T>): Promise<{ result: T; grownMb: number }> {
	const before = process.memoryUsage.rss();
	let most = before;
	const timer = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
	try {
		return {
			result: await work(),
			grownMb: (Math.max(most, process.memoryUsage.rss()) - before) / MB,
		};
	} finally {
		clearInterval(timer);
	}
}
