import type { IDataObject } from 'n8n-workflow';
import type { Simulator } from '../../simulator/simulator.mts';
import type { Handled } from './faults.mts';
import { callIdOf, type Plan, type Row } from './rows.mts';

const UNKNOWN = /knows no interaction .* \(404\)/;

interface Sent {
	name: string;
	value: string;
}

/** Where simulator, node and journal do not agree; empty when they do. */
export function disagreements(
	plan: Plan,
	outputs: IDataObject[][],
	handled: readonly Handled[],
	simulator: Simulator,
): string[] {
	const found: string[] = [];
	const known = new Set(plan.guids);
	const rows = plan.executions.flatMap(({ rows }) => rows);
	const guidOf = new Map(rows.map(({ guid }) => [callIdOf(guid), guid]));
	const values = new Map(
		rows
			.map((row) =>
				row.variables.map(({ name, value }) => [`${row.guid} ${name} ${value}`, row] as const),
			)
			.flat(),
	);
	const requests = handled.map((entry) => {
		const id = entry.request.identifier?.value ?? '';
		const guid = guidOf.get(id) ?? id;
		return {
			...entry,
			guid,
			known: known.has(guid),
			sent: sentIn(entry.request.body),
		};
	});

	// The journal: every request was handled, answered, and made of rows.
	const refusedByRate = simulator.journal.filter(({ rateRefused }) => rateRefused).length;
	if (simulator.journal.length !== handled.length + refusedByRate) {
		found.push(`${simulator.journal.length} requests in the journal, ${handled.length} handled`);
	}
	for (const { guid, sent, request } of requests) {
		if (request.tenant === undefined) found.push(`a request without tenant: ${request.url}`);
		if (sent.length === 0 || sent.length > 50) found.push(`${sent.length} variables in a request`);
		for (const { name, value } of sent) {
			if (!values.has(`${guid} ${name} ${value}`))
				found.push(`nobody gave ${guid} ${name} ${value}`);
		}
	}

	// The state: what took effect, in order, and nothing else.
	const state = new Map<string, Map<string, string>>(plan.guids.map((guid) => [guid, new Map()]));
	const tookEffect = new Set<string>();
	const lastOf = new Map<string, (typeof requests)[number]>();
	const toldOf = new Map<string, RegExp[]>();
	for (const request of requests) {
		const { guid, known, sent, applied, told } = request;
		for (const { name, value } of sent) {
			lastOf.set(`${guid} ${name}`, request);
			const key = `${guid} ${name}`;
			const reasons = [told, known ? undefined : UNKNOWN].filter((reason) => reason !== undefined);
			toldOf.set(key, [...(toldOf.get(key) ?? []), ...reasons]);
			if (!applied || !known) continue;
			state.get(guid)?.set(name, value);
			tookEffect.add(`${guid} ${name} ${value}`);
		}
	}
	for (const guid of plan.guids) {
		const stored = Object.values(simulator.variables(guid)).map(
			({ name, value }) => `${name}=${value}`,
		);
		const expected = [...(state.get(guid) ?? [])].map(([name, value]) => `${name}=${value}`);
		if (stored.sort().join() !== expected.sort().join())
			found.push(`${guid}: another state than sent`);
	}

	// The outputs: one an item, true of the state.
	plan.executions.forEach(({ rows }, execution) => {
		const output = outputs[execution] ?? [];
		if (output.length !== rows.length) {
			found.push(`execution ${execution}: ${output.length} outputs for ${rows.length} rows`);
			return;
		}
		const laterOf = new Map<string, number>();
		rows.forEach((row, index) =>
			row.variables.forEach(({ name }) => laterOf.set(`${row.guid} ${name}`, index)),
		);
		rows.forEach((row, index) => {
			const json = output[index];
			const label = `execution ${execution} row ${index}`;
			if (typeof json.error === 'string') found.push(...failed(row, json.error, label));
			else found.push(...succeeded(row, json, label, rows.slice(index + 1)));
		});

		function failed(row: Row, error: string, label: string): string[] {
			const reasons = row.variables.flatMap(({ name }) => toldOf.get(`${row.guid} ${name}`) ?? []);
			if (!reasons.some((reason) => reason.test(error)))
				return [`${label} failed without reason: ${error}`];
			const alone = row.variables.every(
				({ name }) => rows[laterOf.get(`${row.guid} ${name}`) ?? -1] === row,
			);
			const carriedOut = row.variables.every(({ name }) => {
				const last = lastOf.get(`${row.guid} ${name}`);
				return last !== undefined && last.known && last.applied && last.told === undefined;
			});
			return alone && carriedOut ? [`${label} is told to have failed, and did not: ${error}`] : [];
		}

		function succeeded(
			row: Row,
			json: IDataObject,
			label: string,
			later: readonly Row[],
		): string[] {
			const wrong: string[] = [];
			if (json.variablesSet !== row.variables.length)
				wrong.push(`${label} counts ${String(json.variablesSet)}`);
			const shown = json.variables as IDataObject[];
			row.variables.forEach(({ name, value, privacy }, at) => {
				if (shown[at].name !== name || shown[at].value !== (privacy ? '••••••' : value)) {
					wrong.push(`${label} shows ${JSON.stringify(shown[at])}`);
				}
				const now = state.get(row.guid)?.get(name);
				const overwritten = later.some(
					(other) =>
						other.guid === row.guid &&
						other.variables.some((variable) => variable.name === name && variable.value === now),
				);
				if (now !== value && !overwritten)
					wrong.push(`${label}: ${name} is told to be set, and is not`);
				if (now !== undefined && !tookEffect.has(`${row.guid} ${name} ${now}`)) {
					wrong.push(`${label}: ${name} never took effect`);
				}
			});
			return wrong;
		}
	});
	return found;
}

/** The variables of a set request, in either body. */
function sentIn(body: unknown): Sent[] {
	const { variables, data } = (body ?? {}) as {
		variables?: Sent[];
		data?: [{ variables: Sent[] }];
	};
	return variables ?? data?.[0]?.variables ?? [];
}
