import type { NodeResult, NodeRun } from './engine.mts';
import { byGuid, GUID, Stage } from './stage';

let stage: Stage;
beforeAll(async () => (stage = await Stage.open()));
afterAll(async () => await stage.close());
beforeEach(() => stage.reset());

const NOBODY = 'int-unknown';
const interaction = byGuid('={{ $json.guid }}');

/** A run of the operation with an item for each GUID. */
async function run(operation: string, guids: string[], more: Partial<NodeRun> = {}) {
	const items = guids.map((guid) => ({ guid }));
	return operation === 'getContext'
		? await stage.get({ interaction }, { items, ...more })
		: await stage.setJson({ _a: '1' }, { items, ...more }, { interaction });
}

/** What is told of the first item's interaction, when it alone is unknown. */
const TOLD = {
	message: expect.stringMatching(/^8x8 knows no interaction with this GUID.* \[item 0\]$/),
	// Neither that others have something to mend, nor that one was set before.
	description: expect.stringMatching(
		/try "Portal" or "Tstats"\.(?: Before this, [1-9] of 20 .*)?$/,
	),
	httpCode: '404',
};

describe.each(['setVariables', 'getContext'])('%s', (operation) => {
	const others = Array.from({ length: 19 }, (_, index) => `${GUID}${index}`);
	const requests = () => stage.simulator.journal.length;

	beforeEach(() => others.forEach((guid) => stage.simulator.addInteraction({ guid })));

	it('after a refusal sends no more than was under way, and tells of that item alone', async () => {
		const { error } = await run(operation, [NOBODY, ...others]);
		expect(error).toMatchObject(TOLD);
		expect(requests()).toBeLessThanOrEqual(8);
	});

	it('after a refusal does not wait for a turn that is no longer needed', async () => {
		// A tenant of its own, whose minute no other test has used.
		const tenant = { id: `only-${operation}`, token: '5'.repeat(64) };
		stage.simulator.tenants.push(tenant);
		const { error } = await run(operation, [NOBODY, ...others], {
			credential: stage.credential({
				tenantId: tenant.id,
				actionToken: tenant.token,
				requestsPerMinute: 1,
			}),
		});
		expect(error).toMatchObject(TOLD);
		expect(requests()).toBe(1);
	});

	it('goes on with the others when the node is set to', async () => {
		const { json } = await run(operation, [NOBODY, ...others], {
			onError: 'continueRegularOutput',
		});
		expect(json.map(({ error }) => error === undefined)).toEqual([
			false,
			...others.map(() => true),
		]);
		expect(requests()).toBe(20);
	});

	it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
		'with a credential that cannot be used sends nothing, told by every item (%s)',
		async (onError) => {
			const { json, error } = await run(operation, others.slice(0, 2), {
				credential: stage.credential({ platformUrl: '' }),
				onError,
			});
			const message = expect.stringMatching(/^The Platform URL is empty/);
			if (onError === 'stopWorkflow') expect(error).toMatchObject({ message });
			else expect(json).toEqual([{ error: message }, { error: message }]);
			expect(requests()).toBe(0);
		},
	);
});

describe('Get Context that may find nothing', () => {
	it('does not take another refusal for that', async () => {
		stage.simulator.script({ status: 403, body: {} });
		const { error } = await stage.get({ options: { ifNotFound: 'returnEmpty' } });
		expect(error?.message).toMatch(/does not allow the tenant/);
	});
});

describe('an item whose variables need several requests', () => {
	it('tells how many were set before the refusal', async () => {
		const variables = Array.from({ length: 60 }, (_, index) => [`_v${index}`, 'x']);
		stage.simulator.script({
			when: ({ rawBody }) => String(rawBody).includes('_v59'),
			status: 400,
			body: { message: 'No' },
		});
		const { error } = await stage.setJson(Object.fromEntries(variables));
		expect(error?.message).toBe(
			'8x8 did not accept the request (400): "No". Of the item\'s 60 variables, 50 were set before',
		);
	});
});

describe('Verify', () => {
	const options = { verify: true };

	it('reads back only what was set, and leaves the other message as it is', async () => {
		const items = [{ guid: NOBODY }, { guid: GUID }];
		const { json } = await stage.setJson(
			{ _a: '1' },
			{ items, onError: 'continueRegularOutput' },
			{ interaction, options },
		);
		expect(json).toMatchObject([
			{ error: expect.stringMatching(/^8x8 knows no interaction/) },
			{ verified: true },
		]);
		expect(stage.simulator.journal.filter(({ method }) => method === 'GET')).toHaveLength(1);
	});

	it('tells everything that did not arrive, in one message', async () => {
		stage.simulator.addInteraction({ guid: `${GUID}2`, declaredVariables: ['_c'] });
		const { error } = await stage.setJson(
			{ _a: '1', _b: '2', _c: '3' },
			{},
			{ interaction: byGuid(`${GUID}2`), options },
		);
		expect(error?.message).toMatch(/^8x8 accepted .*: "_a" is missing, "_b" is missing$/);
	});
});

describe('an answer without the id of the interaction', () => {
	const idIn = ({ json }: NodeResult) => json[0]?.interactionId;

	it('leaves the GUID that was given', async () => {
		stage.simulator.settings.setAnswer = 'empty';
		expect(idIn(await stage.setJson({ _a: '1' }))).toBe(GUID);
	});
});
