import { errorOf, itemsOf } from '../../n8n-server/execution.mts';
import { formNames as forms } from '../../simulator/forms.mts';
import { Simulator, type Tenant } from '../../simulator/simulator.mts';
import { serverUnderTest } from './serverUnderTest.mts';
import { credentialType, interaction, workflowOf } from './workflows.mts';

const identifiers = ['guid', 'callId'] as const;
const token = 'ab'.repeat(32);

describe('set and get, by GUID and by call id, in every published form', () => {
	const server = serverUnderTest();
	const credentials: Record<string, { id: string; name: string }> = {};
	let simulator: Simulator;

	beforeAll(async () => {
		simulator = await Simulator.start({
			// Each tenant's platform knows one form only.
			tenants: forms.map((form): Tenant => ({ id: form, token, platformForm: form })),
		});
		for (const form of forms) {
			credentials[form] = await server.importCredential({
				name: `8x8 ${form}`,
				type: credentialType,
				data: {
					platformUrl: simulator.url,
					tenantId: form,
					actionToken: token,
					apiFormat: form,
					requestsPerMinute: 0,
				},
			});
		}
	});

	afterAll(async () => await simulator.close());

	const table = forms.flatMap((form) => identifiers.map((identifier) => ({ form, identifier })));

	describe.each(table)('$form, by $identifier', ({ form, identifier }) => {
		const guid = `int-18f2a6b3c00-YUTGAUsGrJDvPC9D${identifier}-phone-01-${form}`;
		// All characters that SIP allows and a URL does not take as they are.
		const callId = `a/b+c;d%e f@${form}-${identifier}.example.com`;
		const asked = identifier === 'guid' ? guid : callId;

		beforeEach(() => {
			simulator.clearJournal();
			simulator.addInteraction({ guid, callId, tenant: form, ani: '14085550123' });
		});

		it('sets variables', async () => {
			const id = await server.importWorkflow(
				workflowOf({
					name: `set, ${form}, ${identifier}`,
					credential: credentials[form],
					parameters: {
						operation: 'setVariables',
						interaction: interaction(identifier, asked),
						specifyVariables: 'fields',
						variables: {
							variable: [
								{
									name: '_phone',
									value: '14085550199',
									ivr: true,
									display: true,
									displayName: 'Call Back',
									dataType: 'phone',
									privacy: false,
								},
							],
						},
					},
				}),
			);
			const execution = await server.run(id, 'Start');
			expect(errorOf(execution)).toBeUndefined();
			expect(itemsOf(execution, '8x8')).toMatchObject([
				{
					json: { interactionId: guid, status: 'success', variablesSet: 1 },
					pairedItem: { item: 0 },
				},
			]);
			expect(simulator.variables(guid)).toMatchObject({
				_phone: { value: '14085550199', ivr: true, display: true, displayName: 'Call Back' },
			});
			expect(simulator.journal).toMatchObject([
				{ method: 'POST', form, tenant: form, identifier: { kind: identifier, value: asked } },
			]);
		});

		it('gets the context', async () => {
			simulator.interaction(guid)?.variables.set('_tier', {
				name: '_tier',
				value: 'VIP',
				ivr: true,
				display: false,
				privacy: false,
			});
			const id = await server.importWorkflow(
				workflowOf({
					name: `get, ${form}, ${identifier}`,
					credential: credentials[form],
					parameters: {
						operation: 'getContext',
						interaction: interaction(identifier, asked),
						simplify: true,
					},
				}),
			);
			const execution = await server.run(id, 'Start');
			expect(errorOf(execution)).toBeUndefined();
			expect(itemsOf(execution, '8x8')).toMatchObject([
				{
					json: { interactionId: guid, ani: '14085550123', variables: { _tier: 'VIP' } },
					pairedItem: { item: 0 },
				},
			]);
			expect(simulator.journal).toMatchObject([
				{ method: 'GET', form, tenant: form, identifier: { kind: identifier, value: asked } },
			]);
		});
	});
});
