import process, { argv, exit, stderr, stdout } from 'node:process';

import { readCommandLine, USAGE } from './commandLine.mts';
import { forms } from './forms.mts';
import { Simulator, type StartOptions } from './simulator.mts';

const SAMPLE_GUID = 'int-1628bb9dbf7-YUTGAUsGrJDvPC9DqMgJr01iy-phone-01-acme';
const SAMPLE_CALL_ID = '7f3a9c2e@203.0.113.10';

const options = readOrExit();
if (options === 'help') stdout.write(`${USAGE}\n`);
else await run(options);

function readOrExit(): StartOptions | 'help' {
	try {
		return readCommandLine(argv.slice(2));
	} catch (error) {
		stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}\n`);
		exit(2);
	}
}

async function run(options: StartOptions): Promise<void> {
	const simulator = await Simulator.start({ ...options, keepJournal: false }).catch((error) => {
		stderr.write(`The simulator did not start: ${(error as Error).message}\n`);
		exit(1);
	});
	const stop = () => void simulator.close().then(() => exit(0));
	process.on('SIGINT', stop);
	process.on('SIGTERM', stop);
	simulator.addInteraction({
		guid: SAMPLE_GUID,
		callId: SAMPLE_CALL_ID,
		channel: '18005551234',
		ani: '14085550100',
		callerName: 'Ada Example',
		queueId: '201',
	});
	simulator.on('request', ({ method, url, status, rateRefused }) => {
		stdout.write(`${status || 'cut'} ${method} ${url}${rateRefused ? ' (rate limit)' : ''}\n`);
	});
	stdout.write(`${describe(simulator)}\n`);
}

function describe({ url, deskUrl, tenants, seed, settings }: Simulator): string {
	const served = tenants[0].platformForm ?? 'any';
	const rate = settings.rateLimit
		? `${settings.rateLimit.requests} requests in ${settings.rateLimit.windowMs / 1000} s`
		: 'none';
	return [
		`8x8 Interaction Data Augmentation API simulator`,
		`Address             ${url}`,
		`Agent's desk        ${deskUrl}`,
		...tenants.flatMap(({ id, token }) => [
			`Tenant ID           ${id}`,
			`Action Token        ${token}`,
		]),
		...Object.entries(forms)
			.filter(([form]) => served === 'any' || served === form)
			.flatMap(([form, { paths }]) => paths.map((path) => `Form ${form.padEnd(14)} ${path}`)),
		`Interaction GUID    ${SAMPLE_GUID}`,
		`SIP call id         ${SAMPLE_CALL_ID}`,
		`Rate limit          ${rate}`,
		`Seed                ${seed}`,
		`Stop with Ctrl+C`,
	].join('\n');
}
