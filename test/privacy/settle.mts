import { setTimeout as sleep } from 'node:timers/promises';

/** n8n writes its logs and pushes its last messages a moment after a run is told to be over. */
export const settle = async () => await sleep(1_500);
