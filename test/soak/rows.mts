import type { IDataObject } from 'n8n-workflow';
import { formNames } from '../../simulator/forms.mts';
import { seededRandom } from '../../simulator/random.mts';
import { POISON } from './faults.mts';

/** One input item of one execution. */
export interface Row {
	execution: number;
	guid: string;
	/** Whether the simulator knows the interaction. */
	known: boolean;
	variables: Array<{ name: string; value: string; privacy: boolean }>;
}

export interface Plan {
	seed: number;
	guids: string[];
	executions: Array<{ rows: Row[]; options: IDataObject; form: string; byCallId: boolean }>;
}

export const callIdOf = (guid: string) => `${guid}@203.0.113.10`;

/** The same rows for the same seed. Executions share interactions, but no names. */
export function plan(seed: number, rows: number, executions: number): Plan {
	const random = seededRandom(seed);
	const below = (limit: number) => Math.floor(random() * limit);
	const guids = Array.from({ length: Math.ceil(rows / 8) }, (_, index) => `int-${seed}-${index}`);
	// Some interactions get far more than fit into a request.
	const busy = guids.slice(0, 5);
	const perExecution = Math.ceil(rows / executions);
	let made = 0;
	return {
		seed,
		guids,
		executions: Array.from({ length: executions }, (_, execution) => {
			const earlier = new Map<string, string[]>();
			return {
				form: formNames[execution % formNames.length],
				byCallId: execution % 2 === 1,
				options: {
					combineItems: random() < 0.6,
					maxRetries: below(4),
					timeout: 4_000,
					maxWait: 86_400,
				},
				rows: Array.from({ length: perExecution }, (): Row => {
					const known = random() > 0.01;
					const guid = known
						? random() < 0.1
							? busy[below(busy.length)]
							: guids[below(guids.length)]
						: `int-unknown-${made}`;
					const names = earlier.get(guid) ?? [];
					earlier.set(guid, names);
					const again = names.length > 0 && random() < 0.15 ? [names[below(names.length)]] : [];
					const fresh = Array.from({ length: 1 + below(3) }, () => `_v${(made++).toString(36)}`);
					names.push(...fresh);
					const poison = random() < 0.01 ? ` ${POISON}` : '';
					return {
						execution,
						guid,
						known,
						variables: [...again, ...fresh].map((name) => ({
							name,
							value: `${made++} ${random().toString(36)}${poison}`,
							privacy: random() < 0.2,
						})),
					};
				}),
			};
		}),
	};
}
