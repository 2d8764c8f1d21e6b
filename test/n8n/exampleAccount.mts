import type { N8nClient } from '../../n8n-server/n8nClient.mts';
import { simulatorAccount } from '../../n8n-server/simulatorAccount.mts';
import type { Simulator } from '../../simulator/simulator.mts';
import type { CredentialData } from './serverUnderTest.mts';
import { credentialType } from './workflows.mts';

/** Makes, or changes, the credential that the examples name, so that it leads to the simulator. */
export async function accountOfExamples(
	server: N8nClient,
	simulator: Simulator,
	changed: CredentialData = {},
): Promise<void> {
	await server.importCredential({
		name: '8x8 Contact Center account',
		type: credentialType,
		data: simulatorAccount(simulator, changed),
	});
}
