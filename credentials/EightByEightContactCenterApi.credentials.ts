import { UserError } from 'n8n-workflow';
import type {
	IAuthenticateRuleResponseCode,
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';
import { apiFormats } from '../nodes/EightByEightInteractionData/formats';
import { readPlatformUrl } from '../nodes/EightByEightInteractionData/platformUrl';
import { numberRules } from '../nodes/EightByEightInteractionData/settings';

/** Well-formed, of no tenant, and too old to be live: 8x8 should answer 404 to whoever may ask. */
const NO_INTERACTION = { kind: 'guid', id: 'int-0-n8nCredentialTest-phone-01-none' } as const;

const testPaths = Object.fromEntries(
	Object.entries(apiFormats).map(([name, format]) => [name, format.path(NO_INTERACTION)]),
);

const WRONG_HOST =
	"This address does not answer as 8x8's API. Put the address you see after logging in to 8x8 into Platform URL.";

/**
 * n8n 2.8 and older ignore every status where some are to be ignored, and read only the body: there
 * the answer is known by the status in it, which 8x8 publishes as `code`.
 */
const refused = (message: string) => (value: number) =>
	[
		{ type: 'responseCode', properties: { value, message } },
		{ type: 'responseSuccessBody', properties: { key: 'code', value, message } },
	] as const;

export class EightByEightContactCenterApi implements ICredentialType {
	name = 'eightByEightContactCenterApi';

	displayName = '8x8 Contact Center API';

	icon: Icon = {
		light: 'file:../icons/contactCenter.svg',
		dark: 'file:../icons/contactCenter.dark.svg',
	};

	documentationUrl = 'https://github.com/n8n-nodes-8x8/n8n-nodes-8x8-interaction-data#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'Platform URL',
			name: 'platformUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. https://vcc-eu3.8x8.com',
			hint: 'The address in your browser after logging in to 8x8 Contact Center',
			description: 'You can paste the whole address; path and query are ignored',
		},
		{
			displayName: 'Tenant ID',
			name: 'tenantId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. acme',
			hint: 'In 8x8 Configuration Manager > Integration > API Token',
			description: 'The name of the tenant, which is also at the end of most interaction GUIDs',
		},
		{
			displayName: 'Action Token',
			name: 'actionToken',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			required: true,
			placeholder: 'e.g. 00a5c5dd78ba119df8e361288b709e4c…',
			hint: 'The Action Request Token, in the same place as the Tenant ID',
			description: 'Creating a new token in 8x8 ends the old one at once',
		},
		{
			displayName: 'API Format',
			name: 'apiFormat',
			type: 'options',
			default: 'keyed',
			description:
				'8x8 has published three forms of this API, and which one a platform speaks is not documented. Keep the first unless 8x8 does not find interactions that are live.',
			options: [
				{
					name: apiFormats.keyed.label,
					value: 'keyed',
					description: "/api/v1/interaction/data/guid/… as in the example of 8x8's support article",
				},
				{
					name: apiFormats.portal.label,
					value: 'portal',
					description: '/api/v1/interaction/data/… as on developer.8x8.com',
				},
				{
					name: apiFormats.tstats.label,
					value: 'tstats',
					description:
						"/api/tstats/interaction/data?guid=… as in the base URL of 8x8's support article",
				},
			],
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			default: 100,
			typeOptions: {
				minValue: numberRules.requestsPerMinute.min,
				maxValue: numberRules.requestsPerMinute.max,
			},
			description:
				'The limit of the tenant, shared by all workflows of this n8n; 8x8 publishes 100. With several n8n workers, divide it by their number. 0 means unlimited.',
		},
	];

	/**
	 * HTTP Basic with tenant and token, to the Platform URL only: a URL without host gets it, and the
	 * token is kept from every other host, whichever node uses the credential. A property, because n8n
	 * offers the HTTP Request node only credentials that own theirs.
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		// The HTTP Request node puts its URL into `uri`.
		{ uri, ...request }: IHttpRequestOptions & { uri?: string },
	): Promise<IHttpRequestOptions> => {
		const platform = readPlatformUrl(credentials.platformUrl);
		if ('refusal' in platform) throw new UserError(`${platform.refusal}. ${platform.remedy}.`);
		const url = new URL(request.url ?? uri, request.baseURL ?? platform.origin);
		if (url.origin !== platform.origin) {
			throw new UserError(`This credential is for ${platform.origin} only, not for ${url.origin}.`);
		}
		return {
			...request,
			baseURL: undefined,
			url: url.href,
			sendCredentialsOnCrossOriginRedirect: false,
			auth: {
				username: String(credentials.tenantId).trim(),
				password: String(credentials.actionToken).trim(),
			},
		};
	};

	test: ICredentialTestRequest = {
		request: {
			url: `={{ ${JSON.stringify(testPaths)}[$credentials.apiFormat] }}`,
			disableFollowRedirect: true,
			ignoreHttpStatusErrors: {
				ignore: true,
				except: [301, 302, 303, 307, 308, 400, 401, 403, 405, 429, 500, 502, 503, 504],
			},
		},
		// n8n takes both kinds of rules at once, although its type asks for all of one kind.
		rules: [
			...[301, 302, 303, 307, 308].flatMap(refused(WRONG_HOST)),
			...[400, 405].flatMap(refused('8x8 did not understand the request. Try another API Format.')),
			...refused(
				'8x8 did not accept the Tenant ID or the Action Token. Compare both with 8x8 Configuration Manager > Integration > API Token; creating a new token there ends the old one at once.',
			)(401),
			...refused(
				'8x8 does not allow this tenant to use the API. See that the Platform URL is the one this tenant logs in to.',
			)(403),
			...refused(
				'8x8 answers that the tenant has sent too many requests. Wait a minute and test again.',
			)(429),
			...[500, 502, 503, 504].flatMap(refused('8x8 could not answer right now. Test again later.')),
			// The body of a web page arrives as text, and so can be looked into letter by letter.
			...['!', 'h', 'H'].map(
				(value) =>
					({
						type: 'responseSuccessBody',
						properties: { key: '1', value, message: WRONG_HOST },
					}) as const,
			),
		] as unknown as IAuthenticateRuleResponseCode[],
	};
}
