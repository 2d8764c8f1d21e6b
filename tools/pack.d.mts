/** See pack.mjs, which has to run before anything is installed. */
export function packPackage(root: string): Promise<string>;
