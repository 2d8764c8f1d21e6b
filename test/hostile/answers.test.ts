import { stringify } from 'flatted';
import { deepCopy } from 'n8n-workflow';
import { byGuid, Stage } from '../engine/stage';
import { hostileAnswers } from './attacks.mts';
import { HostileServer } from './hostileServer.mts';
import { growth } from './memory.mts';

const items = ['int-1-first', 'int-1-hostile', 'int-1-third'].map((guid) => ({ guid }));
const interaction = byGuid('={{ $json.guid }}');
const options = { maxRetries: 0, maxWait: 0, timeout: 1000 };

let stage: Stage;
let server: HostileServer;
beforeAll(async () => {
	stage = await Stage.open();
	server = await HostileServer.start();
});
afterAll(async () => {
	await stage.close();
	await server.close();
});
afterEach(() => server.dropAll());

const run = {
	items,
	onError: 'continueRegularOutput' as const,
};
const operations = {
	set: async () =>
		await stage.setJson(
			{ _a: '1' },
			{ ...run, credential: credential() },
			{ interaction, options },
		),
	verify: async () =>
		await stage.setJson(
			{ _a: '1' },
			{ ...run, credential: credential() },
			{ interaction, options: { ...options, verify: true } },
		),
	get: async () => await stage.get({ interaction, options }, { ...run, credential: credential() }),
	getRaw: async () =>
		await stage.get(
			{ interaction, options, simplify: false },
			{ ...run, credential: credential() },
		),
};

// A tenant of its own each time: a pause that one answer asks for is not the next one's.
let tenants = 0;
const credential = () => stage.credential({ platformUrl: server.url, tenantId: `t${tenants++}` });

jest.setTimeout(20_000);

const maxWait = expect.stringMatching(/\(429\).*Max Wait/) as unknown;

/** What a user could make nothing of. */
const gibberish = /undefined|\[object|NaN|TypeError|RangeError|Cannot |call stack|\bnull\b/;

describe.each(hostileAnswers)('$name', ({ attack, set, get, holdsUpOthers }) => {
	it.each([
		['set', set],
		['get', get],
		['getRaw', get],
	] as const)('%s: the item is told of, the others are carried out', async (operation, told) => {
		server.attack = attack;
		server.attacked = 0;
		const start = performance.now();
		const { result, grownMb } = await growth(operations[operation]);
		expect(performance.now() - start).toBeLessThan(10_000);
		expect(server.attacked).toBe(1);
		expect(result.status).toBe('success');

		const [first, hostile, third] = result.json;
		expect([first.interactionId ?? first.InteractionId, first.error]).toEqual([
			'int-1-first',
			undefined,
		]);
		expect([third.interactionId ?? third.InteractionId, third.error]).toEqual([
			'int-1-third',
			undefined,
		]);
		if (told === undefined) expect(hostile.error).toBeUndefined();
		else expect(hostile.error).toMatch(told);
		expect(String(hostile.error ?? '')).not.toMatch(gibberish);
		expect(String(hostile.error ?? '').length).toBeLessThan(1_500);

		// As n8n copies and stores what a node puts out.
		expect(() => stringify(deepCopy(result.outputs))).not.toThrow();
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(grownMb).toBeLessThan(150);
	});

	it('does not take a verified item for another', async () => {
		server.attack = attack;
		const { json, status } = await operations.verify();
		expect(status).toBe('success');
		if (holdsUpOthers) expect(json.map(({ error }) => error)).toEqual(json.map(() => maxWait));
		else expect([json[0].verified, json[2].verified]).toEqual([true, true]);
	});
});
