/** Answers the calls of the process that started this one, until it goes away. */
export function serve(functions: object): void {
	process.on('message', ({ id, name, given }: { id: number; name: string; given: unknown }) => {
		const called = (functions as Record<string, (given: unknown) => unknown>)[name];
		void Promise.resolve()
			.then(() => called(given))
			.then(
				(result) => process.send?.({ id, result }),
				(error: unknown) =>
					process.send?.({
						id,
						error: error instanceof Error ? (error.stack ?? error.message) : String(error),
					}),
			);
	});
	process.once('disconnect', () => process.exit());
	// What ends this process from a terminal is the benchmark's to handle.
	process.on('SIGINT', () => {});
}
