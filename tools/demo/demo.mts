import { errorOf, itemsOf } from '../../n8n-server/execution.mts';
import type { WorkflowToImport } from '../../n8n-server/n8nClient.mts';
import { N8nServer } from '../../n8n-server/server.mts';
import { simulatorAccount } from '../../n8n-server/simulatorAccount.mts';
import { SAMPLE_TENANT, type Simulator } from '../../simulator/simulator.mts';
import { step } from '../step.mjs';
import { articleCall, callerNumber, simulatorWithCalls } from './calls.mts';
import { examplesForDemo, importExamples, numbered } from './examples.mts';
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
const { guid, callId } = articleCall;
const say = (text: string) => void process.stdout.write(`${text}\n`);

async function importAccount(server: N8nServer, simulator: Simulator): Promise<void> {
	await server.client.importCredential({
		name: '8x8 Contact Center account',
		type: 'eightByEightContactCenterApi',
		data: simulatorAccount(simulator),
	});
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
	const stored = simulator.variables(guid);
	const ivr = Object.entries(simulator.ivrView(guid).variables).map(([name, value]) => [
		name,
		stored[name].privacy ? '••••••  (private: the script gets the value, nobody else)' : value,
	]);
	const context = itemsOf(execution, 'Get Context').map(({ json }) => json);
	say(table('What the agent sees when the call is offered', agent));
	say(table('What the IVR script can route on', ivr));
	say(`\nWhat Get Context returned\n${JSON.stringify(context, null, 2).replace(/^/gm, '  ')}\n`);
	return differences(variablesToBeSet(example), stored);
}

function tellWhatToDo(
	server: N8nServer,
	simulator: Simulator,
	ids: Map<WorkflowToImport, string>,
): void {
	const [first] = [...ids].filter(([{ name }]) => name.startsWith('01 ')).map(([, id]) => id);
	const others = [...ids].map(([{ name }, id]) => [name, `${server.url}/workflow/${id}`]);
	say(`\nThe editor is open at ${server.url}/workflow/${first}
  E-mail    ${server.owner.email}
  Password  ${server.owner.password}

1. Log in and click "Execute workflow" at the bottom.
2. Double-click "Set Variables", change a value, and execute again.
3. Double-click "Get Context": its output shows what is on the interaction now.`);
	say(table('The examples that can run here', others));
	say(`A caller is on the line (example 04):
  curl ${server.client.webhookUrl('ivr-on-the-line')} -H 'content-type: application/json' \\
    -d '{"sipCallId": "${callId}", "callerNumber": "${callerNumber}"}'

${simulator.url} stands in for 8x8: tenant "${SAMPLE_TENANT.id}", the interaction above,
also known by the call ID ${callId}.
The agent's desk shows it live: ${simulator.deskUrl}
Examples and sample tables are made anew at every start: save a copy of an example that you want to
keep changed.
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
	const examples = await examplesForDemo(root);
	const first = numbered(examples, '01');
	const sampleTables = numbered(examples, '00');
	const folder = exit ? undefined : await demoFolder(root);
	const simulator = await simulatorWithCalls();
	try {
		const server = await step('Starting the n8n server', () =>
			N8nServer.start({
				packageTarball: tarball,
				userFolder: folder?.path,
				port: preferredPort,
			}),
		);
		try {
			const ids = await step('Importing the credential and the examples', async () => {
				await importAccount(server, simulator);
				return await importExamples(server.client, examples);
			});
			const idOf = (example: WorkflowToImport) => ids.get(example) ?? '';
			await step('Making the sample tables', () =>
				server.client.run(idOf(sampleTables), 'Run by hand'),
			);
			const problems = await runFirstExample(server, simulator, first, idOf(first));
			for (const problem of problems) say(problem);
			if (problems.length === 0) say('All four variables are on the interaction as they were set.');
			if (!exit) {
				tellWhatToDo(server, simulator, ids);
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
