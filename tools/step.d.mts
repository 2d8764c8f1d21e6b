/** See step.mjs, which has to run before anything is installed. */
export function step<T>(title: string, work: () => Promise<T>): Promise<T>;
