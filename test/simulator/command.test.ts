import { readCommandLine } from '../../simulator/commandLine.mts';
import { SAMPLE_TENANT } from '../../simulator/simulator.mts';
import { AUTHORIZATION, CALL_ID, FORMS, GUID, pathOf } from './client';
import { runCommand } from './runCommand.mts';

describe('the command line', () => {
	it('starts the sample tenant with what PORTAL publishes', () => {
		expect(readCommandLine([])).toMatchObject({
			port: 8088,
			tenants: [SAMPLE_TENANT],
			rateLimit: { requests: 100, windowMs: 60_000 },
		});
	});

	it('takes tenants, a form, limits and the rest', () => {
		const args =
			'--port 0 --host ::1 --tenant a:b:c --tenant d:e --form keyed --rate 0 --limits support --errors xml --retry-after date --lenient --seed 9';
		expect(readCommandLine(args.split(' '))).toEqual({
			port: 0,
			host: '::1',
			tenants: [
				{ id: 'a', token: 'b:c', platformForm: 'keyed' },
				{ id: 'd', token: 'e', platformForm: 'keyed' },
			],
			rateLimit: null,
			limits: 'support',
			errorShape: 'xml',
			retryAfter: 'date',
			lenient: true,
			seed: 9,
		});
	});

	it.each([
		['--port x', '--port must be a whole number from 0 to 65535, not "x"'],
		['--port 70000', '--port must be a whole number from 0 to 65535, not "70000"'],
		['--rate 1.5', '--rate must be a whole number'],
		['--host 0.0.0.0', 'loopback only'],
		['--form v3', `--form must be one of any, ${FORMS.join(', ')}, not "v3"`],
		['--errors yaml', '--errors must be one of'],
		['--tenant acme', '--tenant must be ID:TOKEN'],
		['--tenant acme:', '--tenant must be ID:TOKEN'],
		['--verbose', "Unknown option '--verbose'"],
		['8080', "Unexpected argument '8080'"],
	])('refuses %s', (args, message) => {
		expect(() => readCommandLine(args.split(' '))).toThrow(message);
	});
});

describe('the command', () => {
	jest.setTimeout(30_000);

	it('prints what a client needs, serves it, and stops on SIGTERM', async () => {
		const answered: number[] = [];
		const ended = await runCommand(['--port', '0'], 'SIGTERM', async (stdout) => {
			const url = /http:\/\/127\.0\.0\.1:\d+/.exec(stdout)?.[0] ?? '';
			for (const path of [pathOf('keyed', 'guid', GUID), pathOf('tstats', 'callId', CALL_ID)]) {
				expect(stdout).toContain(path.includes(GUID) ? GUID : CALL_ID);
				const headers = { authorization: AUTHORIZATION };
				answered.push((await fetch(url + path, { headers })).status);
			}
		});
		expect(answered).toEqual([200, 200]);
		expect(ended.code).toBe(0);
		expect(ended.stderr).toBe('');
		for (const text of ['acme', '/desk', SAMPLE_TENANT.token, ...FORMS, 'Seed']) {
			expect(ended.stdout).toContain(text);
		}
		expect(ended.stdout).toContain(`200 GET /api/v1/interaction/data/guid/${GUID}`);
	});

	it('stops on SIGINT too', async () => {
		expect((await runCommand(['--port', '0'], 'SIGINT')).code).toBe(0);
	});

	it('ends with 2 and a message for a bad argument', async () => {
		const ended = await runCommand(['--host', '0.0.0.0']);
		expect(ended).toMatchObject({ code: 2, stdout: '' });
		expect(ended.stderr).toContain('loopback only');
		expect(ended.stderr).toContain('Usage:');
	});

	it('prints its usage when asked', async () => {
		expect(await runCommand(['--help'])).toMatchObject({ code: 0, stderr: '' });
	});
});
