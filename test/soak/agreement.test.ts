import { disagreements } from './agreement.mts';
import { soakParts, type SoakParts } from './soak.mts';

jest.setTimeout(60_000);

/** A check that cannot fail is worth nothing: each of these is a lie it has to find. */
const lies: Array<[string, RegExp, (parts: SoakParts) => void]> = [
	[
		'a row is told to have failed that was set',
		/told to have failed, and did not|failed without reason/,
		({ outputs }) => (outputs[0][rowThatWasSet(outputs[0])] = { error: 'No connection to x' }),
	],
	[
		'a row is told to be set that failed',
		/told to be set, and is not|counts|shows/,
		({ plan, outputs }) => {
			const failed = plan.executions[0].rows.findIndex(({ known }) => !known);
			const { variables } = plan.executions[0].rows[failed];
			outputs[0][failed] = { variables: masked(variables), variablesSet: variables.length };
		},
	],
	['an output is missing', /outputs for/, ({ outputs }) => outputs[0].pop()],
	[
		'a variable is lost',
		/another state/,
		({ simulator, plan }) => simulator.interaction(plan.guids[0])?.variables.clear(),
	],
	[
		'a variable appears',
		/another state/,
		({ simulator, plan }) =>
			simulator.interaction(plan.guids[1])?.variables.set('_x', {
				name: '_x',
				value: '1',
				ivr: true,
				display: true,
				privacy: false,
			}),
	],
	['the journal lost a request', /in the journal/, ({ simulator }) => simulator.journal.pop()],
	[
		'a value was sent that nobody gave',
		/nobody gave/,
		({ handled }) => (handled[0].request.body = { variables: [{ name: '_x', value: 'y' }] }),
	],
	[
		'a private value is shown',
		/shows/,
		({ plan, outputs }) => {
			const { rows } = plan.executions[0];
			const at = outputs[0].findIndex(
				(json, index) => !json.error && rows[index].variables.some(({ privacy }) => privacy),
			);
			outputs[0][at].variables = rows[at].variables.map((variable) => ({ ...variable }));
		},
	],
];

it.each(lies)('finds that %s', async (_, found, lie) => {
	const parts = await soakParts({ seed: 11, rows: 120, executions: 1 });
	const check = () => disagreements(parts.plan, parts.outputs, parts.handled, parts.simulator);
	expect(check()).toEqual([]);
	lie(parts);
	expect(check().join('\n')).toMatch(found);
});

const masked = (variables: Array<{ name: string; value: string; privacy: boolean }>) =>
	variables.map(({ name, value, privacy }) => ({ name, value: privacy ? '••••••' : value }));

const rowThatWasSet = (outputs: Array<{ error?: unknown }>) =>
	outputs.findIndex(({ error }) => error === undefined);
