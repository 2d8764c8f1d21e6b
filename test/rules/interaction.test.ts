import {
	labelOf,
	readInteraction,
	tenantOf,
} from '../../nodes/EightByEightInteractionData/interaction';
import { byCallId, CALL_ID, GUID } from './samples';

const KINDS = [
	['guid', 'Interaction (GUID)', 'Give the GUID of the interaction, e.g. int-'],
	['callId', 'Interaction (SIP Call-ID)', 'Give the SIP Call-ID of the external IVR leg, e.g.'],
] as const;

describe.each(KINDS)('an interaction named by %s', (kind, field, remedy) => {
	it.each([
		GUID,
		CALL_ID,
		'int-123456',
		'a/b',
		'a+b',
		'a;b',
		'100%',
		'%2e%2e',
		'../x',
		'...',
		'a b',
		'a?b',
		'a#b',
		'a\r\nb',
		'a\0b',
		'ü—名😀',
		'undefined-1',
		'null0',
		'0',
		'x'.repeat(512),
	])('SUPPORT: 8x8 publishes no grammar, so %j is taken as it is', (id) => {
		expect(readInteraction(kind, id)).toEqual({ interaction: { kind, id } });
	});

	it.each([` ${GUID} `, `\t${GUID}\n`, `\r\n${GUID}\u00a0`])('contract: %j is trimmed', (typed) => {
		expect(readInteraction(kind, typed)).toEqual({ interaction: { kind, id: GUID } });
	});

	it('n8n: a number that an expression resolved to is written in digits', () => {
		expect(readInteraction(kind, 1628)).toEqual({ interaction: { kind, id: '1628' } });
	});

	it.each(['', '   ', '\n', undefined, null, 'undefined', 'null', ' undefined '])(
		'contract: %j is an expression that found nothing, hence empty',
		(value) => {
			expect(readInteraction(kind, value)).toEqual({
				refusal: `${field} is empty`,
				remedy: expect.stringContaining(remedy),
			});
		},
	);

	it.each([[{}], [[]], [{ id: GUID }], [[GUID]]])(
		'n8n: %j, which an expression resolved to, is no id',
		(value) => {
			expect(readInteraction(kind, value)).toEqual({
				refusal: `${field} resolved to an object or a list`,
				remedy: expect.stringContaining(remedy),
			});
		},
	);

	it.each(['.', '..', ' .. '])('SUPPORT: %j would leave its place in the URL', (id) => {
		expect(readInteraction(kind, id)).toEqual({
			refusal: `${field} is only dots`,
			remedy: expect.stringContaining(remedy),
		});
	});

	it.each(['\ud800', 'a\udc00b', '\udc00\ud800'])(
		'SUPPORT: parameter data is URL encoded, which half a character (%j) cannot be',
		(id) => {
			expect(readInteraction(kind, id)).toEqual({
				refusal: `${field} holds half a character that cannot be sent`,
				remedy: expect.stringContaining(remedy),
			});
		},
	);

	it.each([513, 10_240])('contract: an id of %i characters is a record in the wrong field', (n) => {
		expect(readInteraction(kind, 'x'.repeat(n))).toEqual({
			refusal: `${field} has ${n} characters, more than 512`,
			remedy: expect.stringContaining(remedy),
		});
	});
});

describe('an interaction', () => {
	it.each(['', 'GUID', 'callid', 'undefined', 'list', '__proto__'])(
		'contract: the modes are guid and callId, so %j is refused',
		(mode) => {
			expect(readInteraction(mode, GUID)).toEqual({
				refusal: 'Interaction is given in an unknown way',
				remedy: 'Choose "GUID" or "Call-ID"',
			});
		},
	);

	it('contract: messages call the modes as the form does', () => {
		expect([labelOf('guid'), labelOf('callId')]).toEqual(['GUID', 'SIP Call-ID']);
	});

	it.each([
		[GUID, 'acme'],
		['int-1628bb9dbf7-x-chat-01-my-tenant', 'my-tenant'],
		['INT-1628BB9DBF7-x-EMAIL-02-Acme', 'Acme'],
		['int-1628bb9dbf7-a-b-c-vmail-99-acme01', 'acme01'],
		['my-int-1628bb9dbf7-x-phone-01-acme', undefined],
		['int-123456', undefined],
		['int-1628bb9dbf7-x-phone-01', undefined],
		['int-1628bb9dbf7-x-phone-01-', undefined],
		['int-xyz-x-phone-01-acme', undefined],
		['int-1628bb9dbf7-x-fax-01-acme', undefined],
		['int-1628bb9dbf7-x-phone-1-acme', undefined],
	])('inferred from samples: the GUID %s names the tenant %s', (id, tenant) => {
		expect(tenantOf({ kind: 'guid', id })).toBe(tenant);
	});

	it('inferred from samples: a SIP Call-ID names no tenant, whatever it looks like', () => {
		expect(tenantOf(byCallId)).toBeUndefined();
		expect(tenantOf({ kind: 'callId', id: GUID })).toBeUndefined();
	});
});
