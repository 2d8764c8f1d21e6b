import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { N8nClient, WorkflowToImport } from '../../n8n-server/n8nClient.mts';

/** What the demo has an account for; an example that needs another one, such as a database, cannot run in it. */
const accountsAtHand = ['eightByEightContactCenterApi'];

function runsInDemo({ nodes }: WorkflowToImport): boolean {
	const needed = nodes.flatMap(({ credentials }) => Object.keys(credentials ?? {}));
	return needed.every((type) => accountsAtHand.includes(type));
}

/** The examples that work with what the demo embeds, in the order of their numbers. */
export async function examplesForDemo(root: string): Promise<WorkflowToImport[]> {
	const folder = join(root, 'examples');
	const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	const all = await Promise.all(
		names.map(
			async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as WorkflowToImport,
		),
	);
	return all.filter(runsInDemo);
}

/** Finds an example by the two digits its name begins with. */
export function numbered(examples: WorkflowToImport[], number: string): WorkflowToImport {
	const found = examples.find(({ name }) => name.startsWith(`${number} `));
	if (!found) throw new Error(`There is no example ${number} for the demo`);
	return found;
}

/** Imports all, and publishes those that a webhook starts, so that they can be called. */
export async function importExamples(
	client: N8nClient,
	examples: WorkflowToImport[],
): Promise<Map<WorkflowToImport, string>> {
	const ids = new Map<WorkflowToImport, string>();
	for (const example of examples) {
		const id = await client.importWorkflow(example);
		ids.set(example, id);
		if (example.nodes.some(({ type }) => type === 'n8n-nodes-base.webhook')) {
			await client.activate(id);
		}
	}
	return ids;
}
