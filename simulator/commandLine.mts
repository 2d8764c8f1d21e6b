import { parseArgs } from 'node:util';

import { formNames } from './forms.mts';
import { requireLoopback } from './loopback.mts';
import type { StartOptions } from './simulator.mts';
import { SAMPLE_TENANT, type Settings, type Tenant } from './settings.mts';

export const USAGE = `Usage: npm run simulator -- [options]

  --port N            port to listen on (default 8088; 0 for any free one)
  --host HOST         127.0.0.1 (default), ::1 or localhost
  --tenant ID:TOKEN   accept this tenant, not the sample one; may be repeated
  --form FORM         serve ${formNames.slice(0, -1).join(', ')} or ${formNames.at(-1)} only (default any)
  --rate N            requests a minute for each tenant (default 100; 0 for no limit)
  --limits WHOSE      portal (default) or support
  --errors SHAPE      json (default), xml, reasons, problem, html or empty
  --retry-after KIND  none (default), seconds, date or reset
  --lenient           accept every published body shape in every form
  --seed N            seed of the random numbers (default 1)
  --help              this text`;

const MINUTE_MS = 60_000;

const FORMS = ['any', ...formNames] as const;
const LIMITS: ReadonlyArray<Settings['limits']> = ['portal', 'support'];
const SHAPES: ReadonlyArray<Settings['errorShape']> = [
	'json',
	'xml',
	'reasons',
	'problem',
	'html',
	'empty',
];
const RETRY_AFTER: ReadonlyArray<Settings['retryAfter']> = ['none', 'seconds', 'date', 'reset'];

/**
 * Reads the command's arguments.
 *
 * @returns the options to start with, or `help` when that was asked for
 * @throws Error with a message for the person who typed them
 */
export function readCommandLine(args: string[]): StartOptions | 'help' {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		args,
		options: {
			port: text,
			host: text,
			tenant: { type: 'string', multiple: true },
			form: text,
			rate: text,
			limits: text,
			errors: text,
			'retry-after': text,
			lenient: { type: 'boolean' },
			seed: text,
			help: { type: 'boolean' },
		},
	});
	if (values.help) return 'help';
	if (values.host !== undefined) requireLoopback(values.host);
	const platformForm = choice('form', values.form, FORMS);
	const requests = wholeNumber('rate', values.rate, 1_000_000) ?? 100;
	const tenants = values.tenant?.map(readTenant) ?? [SAMPLE_TENANT];
	return {
		port: wholeNumber('port', values.port, 65_535) ?? 8088,
		host: values.host,
		tenants: tenants.map((tenant) => ({ ...tenant, platformForm })),
		rateLimit: requests === 0 ? null : { requests, windowMs: MINUTE_MS },
		limits: choice('limits', values.limits, LIMITS),
		errorShape: choice('errors', values.errors, SHAPES),
		retryAfter: choice('retry-after', values['retry-after'], RETRY_AFTER),
		lenient: values.lenient,
		seed: wholeNumber('seed', values.seed, 0xffff_ffff),
	};
}

function wholeNumber(name: string, text: string | undefined, most: number): number | undefined {
	if (text === undefined) return undefined;
	const number = Number(text);
	if (!/^\d+$/.test(text) || number > most) {
		throw new RangeError(`--${name} must be a whole number from 0 to ${most}, not "${text}"`);
	}
	return number;
}

function choice<T extends string>(
	name: string,
	text: string | undefined,
	allowed: readonly T[],
): T | undefined {
	if (text === undefined) return undefined;
	const found = allowed.find((value) => value === text);
	if (found === undefined) {
		throw new RangeError(`--${name} must be one of ${allowed.join(', ')}, not "${text}"`);
	}
	return found;
}

function readTenant(text: string): Tenant {
	const colon = text.indexOf(':');
	if (colon < 1 || colon === text.length - 1) {
		throw new RangeError('--tenant must be ID:TOKEN, for example acme:00a5c5dd');
	}
	return { id: text.slice(0, colon), token: text.slice(colon + 1) };
}
