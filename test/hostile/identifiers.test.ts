import type { IDataObject } from 'n8n-workflow';
import type { ApiFormatName } from '../../nodes/EightByEightInteractionData/formats';
import { byCallId, byGuid, Stage } from '../engine/stage';

let stage: Stage;
beforeAll(async () => (stage = await Stage.open()));
afterAll(async () => await stage.close());
beforeEach(() => stage.reset());

const options = { maxRetries: 0, maxWait: 0 };

/** The parts of the URL before and behind an id. */
const places: Record<ApiFormatName, (kind: string) => [string, string]> = {
	keyed: (kind) => [`/api/v1/interaction/data/${kind}/`, ''],
	portal: () => ['/api/v1/interaction/data/', ''],
	tstats: (kind) => [`/api/tstats/interaction/data?${kind}=`, ''],
};

const sent: string[] = [
	'../../../admin',
	'..%2f..%2fadmin',
	'%2e%2e',
	'%2E%2E%2F',
	'.%2e',
	'...',
	'../',
	'..\\..\\',
	'/',
	'//elsewhere.example/',
	'https://elsewhere.example/',
	'@elsewhere.example',
	'a?guid=b',
	'a&callId=b',
	'a#b',
	'a;b=c',
	'a=b',
	'a+b c',
	'100%',
	'%',
	'%00',
	'a\u0000b',
	'a\r\nHost: elsewhere.example\r\n\r\nb',
	'a\tb\u000bc\u0085d',
	'a\u2028b\ufeffc',
	'{{ 1 }}${2}',
	'<script>"\'`',
	'ä€😀',
	'[::1]:80',
	'__proto__',
	'a'.repeat(512),
	'😀'.repeat(256),
];

const refused: Array<[string, unknown]> = [
	['nothing', ''],
	['blanks', ' \r\n\t '],
	['one dot', '.'],
	['two dots', ' .. '],
	['half a character', 'a\ud800b'],
	['the other half', '\udc00'],
	['10 kB', 'a'.repeat(10_240)],
	['an object', { toString: '../' }],
	['a list', ['a', 'b']],
	['undefined within a text', 'undefined'],
];

const cases = (Object.keys(places) as ApiFormatName[]).flatMap((apiFormat) =>
	(['guid', 'callId'] as const).map((kind) => ({ apiFormat, kind })),
);

describe.each(cases)('in the form $apiFormat, by $kind', ({ apiFormat, kind }) => {
	const run = async (id: unknown) => {
		const interaction = (kind === 'guid' ? byGuid : byCallId)('={{ $json.id }}');
		const more = {
			items: [{ id } as IDataObject],
			credential: stage.credential({ apiFormat }),
			onError: 'continueRegularOutput' as const,
		};
		return [
			await stage.setJson({ _a: '1' }, more, { interaction, options }),
			await stage.get({ interaction, options }, more),
		];
	};

	it.each(sent)('%j stays in its place', async (id) => {
		await run(id);
		const [before, behind] = places[apiFormat](kind);
		expect(stage.simulator.journal.map(({ method }) => method)).toEqual(['POST', 'GET']);
		for (const { url, headers, identifier } of stage.simulator.journal) {
			expect([url.startsWith(before), url.endsWith(behind)]).toEqual([true, true]);
			const between = url.slice(before.length, url.length - behind.length);
			expect(between).toMatch(/^[\w.~!'()*%-]+$/);
			expect(decodeURIComponent(between)).toBe(id);
			expect(identifier?.value).toBe(id);
			expect(`http://${headers.host}`).toBe(stage.simulator.url);
		}
	});

	it.each(refused)('%s is not sent at all', async (_, id) => {
		for (const { json } of await run(id)) {
			expect(json[0].error).toMatch(/^Interaction \(.*Nothing was sent for this item/);
			expect(String(json[0].error).length).toBeLessThan(400);
		}
		expect(stage.simulator.journal).toEqual([]);
	});
});
