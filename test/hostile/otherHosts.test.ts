import { GUID, Stage } from '../engine/stage';
import { HostileServer } from './hostileServer.mts';

let stage: Stage;
let elsewhere: HostileServer;
let heard: number;
beforeAll(async () => {
	stage = await Stage.open();
	elsewhere = await HostileServer.start();
	elsewhere.onConnection = () => heard++;
});
afterAll(async () => {
	await stage.close();
	await elsewhere.close();
});
beforeEach(() => {
	stage.reset();
	heard = 0;
});

const options = { maxRetries: 0, maxWait: 0, timeout: 1000 };

/** Ways in which an answer may ask for another request. */
const asking: Array<[string, (to: string) => Record<string, string>]> = [
	['Location', (location) => ({ location })],
	['Location without protocol', (to) => ({ location: to.replace('http:', '') })],
	['Refresh', (to) => ({ refresh: `0; url=${to}` })],
	['Content-Location', (to) => ({ 'content-location': to })],
	['Alt-Svc', (to) => ({ 'alt-svc': `http/1.1="${to.replace('http://', '')}"` })],
	['Link', (to) => ({ link: `<${to}>; rel="preconnect"` })],
	['WWW-Authenticate', (to) => ({ 'www-authenticate': `Basic realm="${to}"` })],
];

const statuses = [200, 201, 300, 301, 302, 303, 305, 307, 308, 401, 407];

describe.each(asking)('%s', (_, headersFor) => {
	it.each(statuses)('with %i leads nowhere', async (status) => {
		for (const to of [`${elsewhere.url}/`, `${stage.simulator.url}/other`]) {
			stage.simulator.clearJournal();
			stage.simulator.script({ status, times: 2, headers: headersFor(to), body: '' });
			await stage.setJson({ _a: '1' }, {}, { options });
			await stage.get({ options });
			const paths = stage.simulator.journal.map(({ method, path }) => `${method} ${path}`);
			const path = `/api/v1/interaction/data/guid/${GUID}`;
			expect(paths).toEqual([`POST ${path}`, `GET ${path}`]);
		}
		expect(heard).toBe(0);
	});
});

it('would have been heard', async () => {
	await stage.get({ options }, { credential: stage.credential({ platformUrl: elsewhere.url }) });
	expect(heard).toBe(1);
});
