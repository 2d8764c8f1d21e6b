import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorOf, itemsOf } from '../../n8n-server/execution.mts';
import type { WorkflowToImport } from '../../n8n-server/n8nClient.mts';
import { N8nServer } from '../../n8n-server/server.mts';
import { SAMPLE_TENANT, Simulator } from '../../simulator/simulator.mts';
import { step } from '../step.mjs';
import { differences, variablesToBeSet } from './expected.mts';
import { table } from './table.mts';
import { demoFolder } from './userFolder.mts';

export interface DemoOptions {
	root: string;
	/** Our package, packed. */
	tarball: string;
	/** Stop after the first example ran. */
	exit: boolean;
}

const preferredPort = 5678;
const guid = 'int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme';
const callId = '3f8a1c20-77d1@203.0.113.7';
const say = (text: string) => void process.stdout.write(`${text}\n`);

/** A simulated 8x8 with the support article's tenant and one call that has just come in. */
async function startSimulator(): Promise<Simulator> {
	const simulator = await Simulator.start();
	simulator.addInteraction({
		guid,
		callId,
		channel: '18005551234',
		ani: '14085550123',
		callerName: 'Ada Example',
		declaredVariables: ['_queueId', '_SSN', '_dueDate'],
	});
	return simulator;
}

async function readExamples(root: string): Promise<WorkflowToImport[]> {
	const folder = join(root, 'examples');
	const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
	return await Promise.all(
		names.map(
			async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as WorkflowToImport,
		),
	);
}

async function importAll(
	server: N8nServer,
	simulator: Simulator,
	examples: WorkflowToImport[],
): Promise<string[]> {
	await server.client.importCredential({
		name: '8x8 Contact Center account',
		type: 'eightByEightContactCenterApi',
		data: {
			platformUrl: simulator.url,
			tenantId: SAMPLE_TENANT.id,
			actionToken: SAMPLE_TENANT.token,
			apiFormat: 'keyed',
			requestsPerMinute: 100,
		},
	});
	const ids: string[] = [];
	for (const example of examples) ids.push(await server.client.importWorkflow(example));
	return ids;
}

/** Runs the first example and shows what came of it; answers what is wrong, if anything. */
async function runFirstExample(
	server: N8nServer,
	simulator: Simulator,
	example: WorkflowToImport,
	id: string,
): Promise<string[]> {
	const execution = await step(`Running "${example.name}" in n8n`, () =>
		server.client.run(id, 'Run by hand'),
	);
	const error = errorOf(execution);
	if (error) return [`The workflow stopped: ${error.message}`, error.description];
	if (execution.status !== 'success') return [`The workflow ended as "${execution.status}"`];

	const agent = simulator.agentView(guid).map(({ label, value }) => [label, value]);
	const ivr = Object.entries(simulator.ivrView(guid).variables);
	const context = itemsOf(execution, 'Get Context').map(({ json }) => json);
	say(table('What the agent sees when the call is offered', agent));
	say(table('What the IVR script can route on', ivr));
	say(`\nWhat Get Context returned\n${JSON.stringify(context, null, 2).replace(/^/gm, '  ')}\n`);
	return differences(variablesToBeSet(example), simulator.variables(guid));
}

function tellWhatToDo(server: N8nServer, simulator: Simulator, id: string): void {
	say(`\nThe editor is open at ${server.url}/workflow/${id}
  E-mail    ${server.owner.email}
  Password  ${server.owner.password}

1. Log in and click "Execute workflow" at the bottom.
2. Double-click "Set Variables", change a value, and execute again.
3. Double-click "Get Context": its output shows what is on the interaction now.

${simulator.url} stands in for 8x8: tenant "${SAMPLE_TENANT.id}", the interaction above,
also known by the call ID ${callId}.
The examples are imported anew at every start: save a copy of one that you want to keep changed.
n8n's log: ${server.logFile}

Ctrl-C stops everything.`);
}

/** Resolves at Ctrl-C or SIGTERM; a second one does not wait for a clean end. */
function interrupted(): Promise<void> {
	return new Promise((resolve) => {
		let asked = false;
		const onSignal = () => {
			if (asked) process.exit(130);
			asked = true;
			resolve();
		};
		process.on('SIGINT', onSignal);
		process.on('SIGTERM', onSignal);
	});
}

/**
 * Starts simulator and server, runs the first example, and stays open until it is interrupted,
 * unless it is to exit.
 *
 * @returns the exit code: 0 when what was to be set is set
 */
export async function demo({ root, tarball, exit }: DemoOptions): Promise<number> {
	const examples = await readExamples(root);
	const [first] = examples;
	if (!first) throw new Error('There is no example to run');
	const folder = exit ? undefined : await demoFolder(root);
	const simulator = await startSimulator();
	try {
		const server = await step('Starting the n8n server', () =>
			N8nServer.start({
				packageTarball: tarball,
				userFolder: folder?.path,
				port: preferredPort,
			}),
		);
		try {
			const [firstId = ''] = await step('Importing the credential and the examples', () =>
				importAll(server, simulator, examples),
			);
			const problems = await runFirstExample(server, simulator, first, firstId);
			for (const problem of problems) say(problem);
			if (problems.length === 0) say('All four variables are on the interaction as they were set.');
			if (!exit) {
				tellWhatToDo(server, simulator, firstId);
				await interrupted();
			}
			return problems.length === 0 ? 0 : 1;
		} finally {
			await step('Stopping', () => server.stop());
		}
	} finally {
		await simulator.close();
		await folder?.release();
	}
}
