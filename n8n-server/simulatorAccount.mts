import { SAMPLE_TENANT, type Simulator } from '../simulator/simulator.mts';
import type { CredentialToImport } from './n8nClient.mts';

type CredentialData = CredentialToImport['data'];

/** The fields of an 8x8 credential that leads to the simulator's sample tenant. */
export function simulatorAccount({ url }: Simulator, changed: CredentialData = {}): CredentialData {
	return {
		platformUrl: url,
		tenantId: SAMPLE_TENANT.id,
		actionToken: SAMPLE_TENANT.token,
		apiFormat: 'keyed',
		requestsPerMinute: 100,
		...changed,
	};
}
