// What a caller on the line waits for example 04, beside the same workflow with n8n's HTTP Request
// node in our node's place, and with neither: npx tsx bench/webhook-latency.mts [--calls N]
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { installN8nServer } from '../n8n-server/install.mjs';
import type { N8nClient, WorkflowToImport } from '../n8n-server/n8nClient.mts';
import { N8nServer } from '../n8n-server/server.mts';
import { simulatorAccount } from '../n8n-server/simulatorAccount.mts';
import { SAMPLE_TENANT, Simulator } from '../simulator/simulator.mts';
import { packPackage } from '../tools/pack.mjs';
import { percentile, ratioRange } from './percentile.mts';

const root = fileURLToPath(new URL('..', import.meta.url));
const bar = 1.1;
const warmUpCalls = 60;
const guid = 'int-18f2a6b3c00-K7mQ2vTzRw9LxPb4nYcD8-phone-01-acme';
const sipCallId = '7f3a9c2e@203.0.113.10';
const request = {
	method: 'POST',
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify({ sipCallId, callerNumber: '14085550123' }),
};

type Node = WorkflowToImport['nodes'][number];

interface Variant {
	name: string;
	url: string;
	ms: number[];
}

async function example(name: string): Promise<WorkflowToImport> {
	return JSON.parse(await readFile(join(root, 'examples', name), 'utf8')) as WorkflowToImport;
}

/** The node that a builder would put in place of ours: same request, same limits, Basic by hand. */
function httpRequestNode(ours: Node, platformUrl: string): Node {
	const { variable } = ours.parameters.variables as {
		variable: Array<{ name: string; value: string; ivr: boolean; displayName: string }>;
	};
	// An expression "={{ … }}" becomes the value of an object literal inside one expression.
	const variables = variable.map(({ name, value, ivr, displayName }) => {
		const shown = displayName
			? `, display: "true", displayName: ${JSON.stringify(displayName)}`
			: '';
		const inIvr = ivr ? ', ivr: "true"' : '';
		return `{ name: "${name}", value: ${value.replace(/^=\{\{|\}\}$/g, '')}${inIvr}${shown} }`;
	});
	return {
		name: ours.name,
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.4,
		position: ours.position,
		onError: ours.onError,
		parameters: {
			method: 'POST',
			url: `=${platformUrl}/api/v1/interaction/data/callId/{{ encodeURIComponent($('Voice bot asks').item.json.body.sipCallId) }}`,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpBasicAuth',
			sendBody: true,
			specifyBody: 'json',
			jsonBody: `={{ { variables: [${variables.join(', ')}] } }}`,
			options: { timeout: 2000 },
		},
		credentials: { httpBasicAuth: { id: 'basic', name: 'Basic' } },
	};
}

/** Nothing in our node's place. */
function noNode(ours: Node): Node {
	const { name, position } = ours;
	return { name, position, type: 'n8n-nodes-base.noOp', typeVersion: 1, parameters: {} };
}

async function variant(
	client: N8nClient,
	name: string,
	path: string,
	change: (ours: Node) => Node,
): Promise<Variant> {
	const { nodes, ...workflow } = await example('04-ivr-on-the-line.json');
	const changed = nodes.map((node): Node => {
		if (node.name === 'Set Variables') return change(node);
		if (node.type !== 'n8n-nodes-base.webhook') return node;
		return { ...node, webhookId: undefined, parameters: { ...node.parameters, path } };
	});
	const id = await client.importWorkflow({ ...workflow, id: undefined, name, nodes: changed });
	await client.activate(id);
	return { name, url: client.webhookUrl(path), ms: [] };
}

async function call({ url }: Variant): Promise<number> {
	const start = performance.now();
	const response = await fetch(url, request);
	const text = await response.text();
	const ms = performance.now() - start;
	if (!text.includes('"set"')) throw new Error(`${url} answered ${response.status}: ${text}`);
	return ms;
}

async function prepare(client: N8nClient, simulator: Simulator): Promise<Variant[]> {
	const { id: tenantId, token } = SAMPLE_TENANT;
	await client.importCredential({
		name: '8x8 Contact Center account',
		type: 'eightByEightContactCenterApi',
		// As high as it goes, so that the pacing takes part in what is measured.
		data: simulatorAccount(simulator, { requestsPerMinute: 60_000 }),
	});
	await client.importCredential({
		name: 'Basic',
		type: 'httpBasicAuth',
		data: { user: tenantId, password: token },
	});
	const tables = await client.importWorkflow(await example('00-sample-tables.json'));
	await client.run(tables, 'Run by hand');
	return [
		await variant(client, '8x8 Interaction Data', 'with-node', (node) => node),
		await variant(client, 'HTTP Request', 'with-http', (node) =>
			httpRequestNode(node, simulator.url),
		),
		await variant(client, 'neither', 'with-neither', noNode),
	];
}

/** Calls the variants in turn, starting with another one each round, so that none has the better times. */
async function measure(variants: Variant[], calls: number): Promise<void> {
	for (let round = 0; round < warmUpCalls + calls; round++) {
		for (let turn = 0; turn < variants.length; turn++) {
			const chosen = variants[(round + turn) % variants.length];
			const ms = await call(chosen);
			if (round >= warmUpCalls) chosen.ms.push(ms);
		}
	}
}

function tell([ours, http, neither]: Variant[]): boolean {
	const line = (name: string, of: (share: number) => string) =>
		`${name.padEnd(28)}${of(0.5).padStart(16)}${of(0.99).padStart(16)}`;
	const ms = (value: number) => `${value.toFixed(1)} ms`;
	const ratio = (share: number) => percentile(ours.ms, share) / percentile(http.ms, share);
	const added = ({ ms: all }: Variant, share: number) =>
		percentile(all, share) - percentile(neither.ms, share);
	const lines = [
		`Webhook to answer, ${ours.ms.length} calls of each in turn, 8x8 simulated on loopback`,
		`${''.padEnd(28)}${'p50'.padStart(16)}${'p99'.padStart(16)}`,
		...[ours, http, neither].map(({ name, ms: all }) =>
			line(name, (share) => ms(percentile(all, share))),
		),
		line('added by 8x8 Interaction Data', (share) => ms(added(ours, share))),
		line('added by HTTP Request', (share) => ms(added(http, share))),
		line(`ratio (bar: ${bar})`, (share) => ratio(share).toFixed(3)),
		line('  95 % certain between', (share) => {
			const { low, high } = ratioRange(ours.ms, http.ms, share);
			return `${low.toFixed(2)} and ${high.toFixed(2)}`;
		}),
	];
	process.stdout.write(`${lines.join('\n')}\n`);
	return ratio(0.5) <= bar && ratio(0.99) <= bar;
}

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { calls: { type: 'string', default: '500' } } });
	const calls = Number(values.calls);
	if (!Number.isInteger(calls) || calls < 1) throw new Error('--calls needs a number above zero');
	const packageTarball = await packPackage(root);
	await installN8nServer();
	const simulator = await Simulator.start({ rateLimit: null, keepJournal: false });
	simulator.addInteraction({ guid, callId: sipCallId });
	const server = await N8nServer.start({ packageTarball });
	try {
		const variants = await prepare(server.client, simulator);
		await measure(variants, calls);
		if (!tell(variants)) process.exitCode = 1;
	} finally {
		await server.stop();
		await simulator.close();
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
});
