import { Buffer } from 'node:buffer';
import type { INodeParameters, OnError } from 'n8n-workflow';
import type { RecordedRequest, Simulator } from '../../simulator/simulator.mts';
import { echoes } from './echoes.mts';
import { PRIVATE_NUMBER, TOKEN, privateText } from './marks.mts';
import { GUID, type PrivateRun } from './runs.mts';

const marked = (value: string) => [
	{ name: '_pin', value, privacy: true },
	{ name: '_code', value: '={{ $json.number }}', privacy: true },
	{ name: '_tier', value: 'VIP', display: true },
];

const asFields: INodeParameters = {
	specifyVariables: 'fields',
	variables: { variable: marked('={{ $json.secret }}') },
};
const asJson: INodeParameters = {
	specifyVariables: 'json',
	variablesJson:
		'={{ ({ variables: [{ name: "_pin", value: $json.secret, privacy: true }, { name: "_code", value: $json.number, privacy: "true" }] }) }}',
};
const asJsonText: INodeParameters = {
	specifyVariables: 'json',
	variablesJson:
		'={{ JSON.stringify({ data: [{ variables: [{ name: "_pin", value: $json.secret, privacy: true }, { name: "_code", value: $json.number, privacy: true }] }] }) }}',
};
const asInputItem: INodeParameters = {
	specifyVariables: 'inputItem',
	inputFields: 'secret, number, guid',
	inputFieldSettings: { privateFields: 'secret, number' },
};

const set = (parameters: INodeParameters, options: INodeParameters = {}): INodeParameters => ({
	operation: 'setVariables',
	...parameters,
	options: { maxRetries: 0, maxWait: 0, timeout: 1000, ...options },
});
const get = (more: INodeParameters = {}, options: INodeParameters = {}): INodeParameters => ({
	operation: 'getContext',
	...more,
	options: { maxRetries: 0, maxWait: 0, timeout: 1000, ...options },
});

/** The header as it is sent, for a tenant whose name has any number. */
const authorization = `Basic ${Buffer.from(`acme12:${TOKEN}`).toString('base64')}`;

/** The private text that came with a request. */
function secretIn({ rawBody = '' }: RecordedRequest): string {
	const found = /"value":("qZ7vK4mWx9(?:[^"\\]|\\.)*")/.exec(rawBody)?.[1];
	return found === undefined ? '' : (JSON.parse(found) as string);
}

/** Words of a server that tells all it was sent. */
const telling = (request: RecordedRequest) =>
	request.method === 'GET'
		? `Refused: ${authorization}, ${TOKEN}`
		: `Refused: ${secretIn(request)}, ${PRIVATE_NUMBER}, ${authorization}, ${TOKEN}`;

const answering = (answer: object) => (simulator: Simulator) => {
	simulator.fault = (request) => ({
		body: { status: 'error', message: telling(request) },
		...answer,
	});
};

const modes: Array<[string, OnError | undefined]> = [
	['stop', undefined],
	['continue', 'continueRegularOutput'],
	['error branch', 'continueErrorOutput'],
];

const [stop, , branch] = modes;

function inModes(
	chosen: typeof modes,
	name: string,
	run: Omit<PrivateRun, 'name' | 'status'>,
): PrivateRun[] {
	return chosen.map(([mode, onError]) => ({
		...run,
		name: `${name}, ${mode}`,
		onError,
		status: onError === undefined ? 'error' : 'success',
	}));
}

const ways = Object.entries({ asFields, asJson, asJsonText, asInputItem });

const accepted: PrivateRun[] = ways.flatMap(([way, parameters]): PrivateRun[] => [
	{ name: `set ${way}`, parameters: set(parameters), status: 'success' },
	{
		name: `set and verified ${way}`,
		parameters: set(parameters, { verify: true }),
		status: 'success',
	},
	{
		name: `accepted with the value told ${way}`,
		parameters: set(parameters),
		prepare: (simulator) => {
			simulator.fault = (request) => ({
				body: {
					status: `set ${secretIn(request)}`,
					message: telling(request),
					interactionId: `of ${secretIn(request)}`,
					variablesSet: 2,
				},
			});
		},
		status: 'success',
	},
]);

const refusals: Array<[string, object]> = [
	['400', { status: 400 }],
	['401', { status: 401 }],
	['403', { status: 403 }],
	['404', { status: 404 }],
	['429', { status: 429 }],
	['500', { status: 500 }],
	['200 that says error', { status: 200 }],
	['a redirect', { status: 302, headers: { location: `https://elsewhere.example/?t=${TOKEN}` } }],
	['truncated', { status: 200, truncate: 30 }],
	['no answer', { hang: true }],
	['cut', { cut: 'before' }],
];

const refused = refusals.flatMap(([what, answer]) => [
	...inModes(modes, `set, ${what}`, {
		parameters: set(asFields),
		prepare: answering(answer),
	}),
	...inModes([stop], `get, ${what}`, { parameters: get(), prepare: answering(answer) }),
]);

const refusedInOtherWords = [
	['text/plain', (words: string) => words],
	['text/html', (words: string) => `<html><body>${words}</body></html>`],
	['text/xml', (words: string) => `<API><Error>${words.replace(/[&<]/g, '')}</Error></API>`],
	['application/problem+json', (words: string) => JSON.stringify({ title: 'No', detail: words })],
	['application/json', (words: string) => JSON.stringify({ reasons: ['No', words] })],
] as const;

const words = refusedInOtherWords.flatMap(([type, write]) =>
	inModes([branch], `set, 400 as ${write('x')}`, {
		parameters: set(asJson),
		prepare: (simulator) => {
			simulator.fault = (request) => ({
				status: 400,
				headers: { 'content-type': type },
				body: write(telling(request)),
			});
		},
	}),
);

const spelled = Object.values(echoes);

const echoed = inModes([branch], 'every way to echo', {
	parameters: set(asInputItem, { combineItems: false }),
	others: spelled.map(() => ({
		guid: GUID,
		secret: privateText('echo'),
		number: PRIVATE_NUMBER,
	})),
	prepare: (simulator) => {
		let next = 0;
		simulator.fault = (request) => {
			const echo = spelled[next++ % spelled.length];
			return {
				status: 400,
				body: { message: `No: ${echo(secretIn(request))} ${echo(TOKEN)} ${echo(authorization)}` },
			};
		};
	},
});

const echoedAlone = Object.entries(echoes)
	.slice(0, 3)
	.map(([how, echo]): PrivateRun => ({
		name: `stopped by an echo ${how}`,
		parameters: set(asFields),
		prepare: (simulator) => {
			simulator.fault = (request) => ({
				status: 400,
				body: { message: `No: ${echo(secretIn(request))} ${echo(`acme:${TOKEN}`)}` },
			});
		},
		status: 'error',
	}));

const unverified = [
	...inModes([stop, branch], 'verify, names the script does not know', {
		parameters: set(asFields, { verify: true }),
		prepare: (simulator) => {
			simulator.addInteraction({ guid: GUID, declaredVariables: ['_other'] });
		},
	}),
	...inModes([stop, branch], 'verify, another value', {
		parameters: set(asFields, { verify: true }),
		prepare: (simulator) => {
			simulator.fault = ({ method }) =>
				method === 'GET'
					? {
							body: {
								InteractionId: GUID,
								UserInput: [
									{ name: '_pin', value: privateText('read back') },
									{ name: '_code', value: String(PRIVATE_NUMBER) },
									{ name: '_tier', value: privateText('read back') },
								],
							},
						}
					: undefined;
		},
	}),
	...[400, 500, 200].flatMap((status) =>
		inModes([stop, branch], `verify, ${status} when reading`, {
			parameters: set(asFields, { verify: true }),
			prepare: (simulator) => {
				let sent = '';
				simulator.fault = (request) => {
					if (request.method === 'POST') {
						sent = secretIn(request);
						return undefined;
					}
					return {
						status,
						body: { status: 'error', message: `_pin is ${sent}, _code ${PRIVATE_NUMBER}` },
					};
				};
			},
		}),
	),
];

const badInputs: Array<[string, INodeParameters]> = [
	['a value too long', { variables: { variable: marked('={{ $json.secret.repeat(40) }}') } }],
	['a value that is a list', { variables: { variable: marked('={{ [$json.secret] }}') } }],
	['a value that is an object', { variables: { variable: marked('={{ ({a: $json.secret}) }}') } }],
	[
		'a wrong name',
		{ variables: { variable: [{ name: 'pin', value: '={{ $json.secret }}', privacy: true }] } },
	],
	['a name twice', { variables: { variable: [...marked('={{ $json.secret }}'), ...marked('1')] } }],
	['broken JSON', { specifyVariables: 'json', variablesJson: '={{ $json.payload }}' }],
	[
		'broken JSON, parsed in the expression',
		{ specifyVariables: 'json', variablesJson: '={{ JSON.parse($json.payload) }}' },
	],
	[
		'broken JSON, parsed in the expression of a value',
		{ variables: { variable: marked('={{ JSON.parse($json.secret).pin }}') } },
	],
	[
		'an expression that throws',
		{ variables: { variable: marked('={{ $json.secret.nothing.more() }}') } },
	],
	[
		'an expression that calls the value',
		{ variables: { variable: marked('={{ $json[$json.secret]() }}') } },
	],
	[
		'wrong attributes',
		{
			specifyVariables: 'json',
			variablesJson:
				'={{ [{ name: "_pin", value: { pin: $json.secret }, privacy: true, ivr: $json.secret, displayName: [$json.secret] }] }}',
		},
	],
	[
		'texts instead of variables',
		{ specifyVariables: 'json', variablesJson: '={{ [$json.secret, $json.number] }}' },
	],
	['a text instead of JSON', { specifyVariables: 'json', variablesJson: '={{ $json.secret }}' }],
	[
		'fields that are not there',
		{ specifyVariables: 'inputItem', inputFieldSettings: { privateFields: 'secret, absent' } },
	],
];

const badInput = badInputs.flatMap(([what, parameters]) =>
	inModes([stop, branch], `bad input: ${what}`, {
		parameters: set({ ...asFields, ...parameters }),
	}),
);

const withMarks = (run: string) => [
	{ name: '_pin', value: privateText(run), privacy: true },
	{ name: '_code', value: PRIVATE_NUMBER, Privacy: 'TRUE' },
];

/** Contexts in which 8x8 marks private what is private, in every place one can think of. */
const contexts: Array<[string, object]> = [
	['in a list', { variables: withMarks('list') }],
	['in the other list', { UserInput: withMarks('other list') }],
	[
		'in both lists, marked in one',
		{
			UserInput: [{ name: '_pin', value: privateText('unmarked') }],
			variables: withMarks('both lists'),
		},
	],
	['in a map', { variables: { _pin: withMarks('map')[0], _code: withMarks('map')[1] } }],
	['below the top', { data: [{ variables: withMarks('below') }] }],
	['in an object', { caller: { inner: withMarks('object')[0] }, ani: withMarks('object')[1] }],
	['in a list of lists', { variables: [withMarks('lists')] }],
	['as an object', { variables: [{ ...withMarks('x')[0], value: { deep: privateText('deep') } }] }],
];

const read = contexts.flatMap(([where, context]) =>
	[true, false].map((simplify): PrivateRun => ({
		name: `get, marked private ${where}, ${simplify ? 'simplified' : 'raw'}`,
		parameters: get({ simplify }),
		prepare: (simulator) => simulator.script({ body: { InteractionId: GUID, ...context } }),
		status: 'success',
	})),
);

const readOthers: PrivateRun[] = [
	...[true, false].map((simplify): PrivateRun => ({
		name: `get, the token told, ${simplify ? 'simplified' : 'raw'}`,
		parameters: get({ simplify }),
		prepare: (simulator) =>
			simulator.script({
				body: {
					InteractionId: GUID,
					CallerName: `${TOKEN} ${authorization}`,
					UserInput: [{ name: '_a', value: authorization }],
					headers: { authorization },
				},
			}),
		status: 'success',
	})),
	{
		name: 'get, not found',
		parameters: get({}, { ifNotFound: 'returnEmpty' }),
		prepare: (simulator) =>
			simulator.script({ status: 404, body: { message: `${TOKEN} ${PRIVATE_NUMBER}` } }),
		status: 'success',
	},
	...inModes([stop], 'get, no context', {
		parameters: get(),
		prepare: (simulator) => simulator.script({ body: { pin: PRIVATE_NUMBER, token: TOKEN } }),
	}),
];

const credentials = [
	['token and tenant swapped', { tenantId: TOKEN, actionToken: 'acme' }],
	['the token in both fields', { tenantId: TOKEN }],
	['the token before the host', { platformUrl: `https://acme:${TOKEN}@vcc-eu3.8x8.com` }],
	['the token as address', { platformUrl: TOKEN }],
	['no HTTPS', { platformUrl: 'http://vcc-eu3.8x8.com' }],
	['nobody there', { platformUrl: 'http://127.0.0.1:9' }],
	['a wrong token', { actionToken: `${TOKEN}0` }],
] as const;

const wrongCredentials = credentials.flatMap(([what, credential]) => [
	...inModes([stop], `set, ${what}`, { parameters: set(asFields), credential }),
	...inModes([branch], `get, ${what}`, { parameters: get(), credential }),
]);

const published: PrivateRun[] = [
	{ name: 'published, set', parameters: set(asFields), status: 'success', published: true },
	{
		name: 'published, refused',
		parameters: set(asFields),
		prepare: answering({ status: 400 }),
		status: 'error',
		published: true,
	},
];

/** Every way to give a private value or a token, and everything that can go wrong then. */
export const privateRuns: PrivateRun[] = [
	...accepted,
	...refused,
	...words,
	...echoed,
	...echoedAlone,
	...unverified,
	...badInput,
	...read,
	...readOthers,
	...wrongCredentials,
	...published,
];
