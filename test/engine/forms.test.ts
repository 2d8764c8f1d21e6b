import { byCallId, byGuid, FORMS, Stage } from './stage';

let stage: Stage;
beforeAll(async () => (stage = await Stage.open()));
afterAll(async () => await stage.close());
beforeEach(() => stage.reset());

describe.each(FORMS)('in the form %s', (apiFormat) => {
	it.each([
		['GUID', byGuid()],
		['SIP Call-ID', byCallId()],
	])('what is set by %s is got by it, on a platform that serves no other form', async (_, id) => {
		stage.simulator.tenants[0].platformForm = apiFormat;
		const run = { credential: stage.credential({ apiFormat }) };
		const set = await stage.setJson({ _tier: 'VIP' }, run, { interaction: id });
		expect(set.json).toMatchObject([{ status: 'success', variablesSet: 1 }]);
		const got = await stage.get({ interaction: id }, run);
		expect(got.json).toMatchObject([{ variables: { _tier: 'VIP' } }]);
	});
});
