/** See install.mjs, which has to run before anything is installed. */
export function installN8nServer(): Promise<void>;
