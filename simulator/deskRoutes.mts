import { readFile } from 'node:fs/promises';

import type { FastifyInstance, FastifyReply } from 'fastify';

import { streamDesk } from './deskStream.mts';
import type { State } from './state.mts';
import { COMPARISONS, testVariable } from './testVariable.mts';

const PAGE = '/desk';
const TYPES = {
	html: 'text/html; charset=utf-8',
	css: 'text/css; charset=utf-8',
	mjs: 'text/javascript; charset=utf-8',
};
const MODULES = ['desk', 'callers', 'interactions', 'journal', 'offer', 'rate', 'rows', 'routing'];

/** Only the page's own files; whatever a variable holds, nothing else is loaded or run. */
const POLICY =
	"default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Serves the agent's desk beside the API. It needs no credentials and is in no journal. */
export function serveDesk(server: FastifyInstance, state: State): void {
	server.get(PAGE, async (_request, reply) => await sendFile(reply, 'desk', 'html'));
	server.get(`${PAGE}/desk.css`, async (_request, reply) => await sendFile(reply, 'desk', 'css'));
	for (const name of MODULES) {
		server.get(`${PAGE}/${name}.mjs`, async (_, reply) => await sendFile(reply, name, 'mjs'));
	}
	server.get<{ Querystring: Query }>(`${PAGE}/events`, (request, reply) => {
		reply.hijack();
		streamDesk(state, reply.raw, text(request.query.interaction));
	});
	server.get<{ Querystring: Query }>(`${PAGE}/test`, async ({ query }, reply) => {
		const interaction = state.interactions.find('either', text(query.interaction) ?? '');
		const comparison = COMPARISONS.find((known) => known === query.comparison);
		if (!interaction || !comparison) return await reply.code(404).send();
		const [variable, value] = [text(query.variable) ?? '', text(query.value) ?? ''];
		return testVariable(interaction, { variable, comparison, value });
	});
}

type Query = Record<string, string | string[] | undefined>;

function text(parameter: string | string[] | undefined): string | undefined {
	return Array.isArray(parameter) ? parameter[0] : parameter;
}

async function sendFile(reply: FastifyReply, name: string, kind: keyof typeof TYPES) {
	const file = await readFile(new URL(`desk/${name}.${kind}`, import.meta.url));
	return await reply
		.headers({
			'content-type': TYPES[kind],
			'content-security-policy': POLICY,
			'x-content-type-options': 'nosniff',
			'referrer-policy': 'no-referrer',
			'cache-control': 'no-store',
		})
		.send(file);
}
