import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { n8nServerFolder } from './location.mts';

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** The person a server started here belongs to, unless the caller names another one. */
export const demoOwner: Owner = {
	email: 'demo@example.com',
	password: 'Interaction8x8',
	firstName: 'Demo',
	lastName: 'Owner',
};

/** What keeps a server on this machine: no telemetry, no look-ups, no dialogs about news. */
export const quiet: Record<string, string> = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_PYTHON_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,chat-hub,insights',
};

const inherited = ['HOME', 'USER', 'LANG', 'TZ', 'TMPDIR', 'NODE_EXTRA_CA_CERTS', 'SystemRoot'];

/** bcrypt of the password; the same hash every time, so that a browser stays logged in over restarts. */
function passwordHash(password: string): string {
	const require = createRequire(join(n8nServerFolder, 'node_modules/n8n/package.json'));
	const bcrypt = require('bcryptjs') as { hashSync(text: string, salt: string): string };
	return bcrypt.hashSync(password, '$2a$10$8x8InteractionDataDemoe');
}

/** The variables that sign the owner up without a click. */
export function ownerByEnvironment(owner: Owner): Record<string, string> {
	return {
		N8N_INSTANCE_OWNER_MANAGED_BY_ENV: 'true',
		N8N_INSTANCE_OWNER_EMAIL: owner.email,
		N8N_INSTANCE_OWNER_FIRST_NAME: owner.firstName,
		N8N_INSTANCE_OWNER_LAST_NAME: owner.lastName,
		N8N_INSTANCE_OWNER_PASSWORD_HASH: passwordHash(owner.password),
	};
}

/**
 * What every n8n process started here begins with: the server's own Node first in the path, and
 * nothing of the caller's n8n, npm or test runner.
 */
export function baseEnvironment(): Record<string, string> {
	const kept = inherited.flatMap((name) => {
		const value = process.env[name];
		return value === undefined ? [] : [[name, value] as const];
	});
	const bin = join(n8nServerFolder, 'node_modules/.bin');
	return {
		...Object.fromEntries(kept),
		PATH: [bin, process.env.PATH ?? ''].join(delimiter),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		...quiet,
	};
}
