import type { StoredVariable } from '../../simulator/simulator.mts';
import type { WorkflowToImport } from '../../n8n-server/n8nClient.mts';

interface VariableRow {
	name: string;
	value: string;
	ivr: boolean;
	display: boolean;
	displayName: string;
	dataType: string;
	privacy: boolean;
}

interface SetVariablesParameters {
	operation?: string;
	variables?: { variable: VariableRow[] };
}

/** The variables that a workflow's Set Variables nodes list, as 8x8 has to hold them afterwards. */
export function variablesToBeSet({ nodes }: WorkflowToImport): StoredVariable[] {
	return nodes.flatMap(({ parameters }) => {
		const { operation, variables } = parameters as unknown as SetVariablesParameters;
		return operation === 'setVariables' ? (variables?.variable ?? []).map(asStored) : [];
	});
}

function asStored({ displayName, dataType, ...row }: VariableRow): StoredVariable {
	return { ...row, displayName: displayName || undefined, dataType: dataType || undefined };
}

/** What is missing or different, one line per variable; empty when all is as it should be. */
export function differences(
	wanted: StoredVariable[],
	stored: Record<string, StoredVariable>,
): string[] {
	return wanted.flatMap((variable) => {
		const found = stored[variable.name];
		if (!found) return [`${variable.name} was not set`];
		const attributes = Object.keys(variable) as Array<keyof StoredVariable>;
		return attributes
			.filter((attribute) => (variable[attribute] ?? '') !== (found[attribute] ?? ''))
			.map((attribute) => `${variable.name}: ${attribute} is not what was to be set`);
	});
}
