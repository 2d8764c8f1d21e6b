import { readSetAnswer } from '../../nodes/EightByEightInteractionData/setAnswer';

const SUCCESS = {
	interactionId: undefined,
	status: 'success',
	message: 'Variables successfully set',
	variablesSet: undefined,
};

describe('the answer to a set', () => {
	it.each([
		'{"status":"success","message":"Variables successfully set","interactionId":"int-1628bb9dbf7-ABC123","variablesSet":3}',
		'{"Status":"success","Message":"Variables successfully set","InteractionId":"int-1628bb9dbf7-ABC123","VariablesSet":3}',
	])('PORTAL: %s is read in either casing', (text) => {
		expect(readSetAnswer(text)).toEqual({
			interactionId: 'int-1628bb9dbf7-ABC123',
			status: 'success',
			message: 'Variables successfully set',
			variablesSet: 3,
		});
	});

	it.each(['', ' ', 'OK', 'null', 'true', '5', '"OK"', '[]', '[1]', '{}', '<ok/>', '{"status":'])(
		'SUPPORT: no body is shown, so %j with a 2xx means success',
		(text) => {
			expect(readSetAnswer(text)).toEqual(SUCCESS);
		},
	);

	it.each([
		'{"status":5,"message":{},"interactionId":[],"variablesSet":"3"}',
		'{"status":"","message":"","interactionId":"","variablesSet":null}',
		'{"status":null,"message":null,"interactionId":null}',
		'{"__proto__":{"status":"x"}}',
	])('contract: wrong types (%s) are as good as absent', (text) => {
		expect(readSetAnswer(text)).toEqual(SUCCESS);
	});

	it('PORTAL: other words and counts are told as they are', () => {
		expect(readSetAnswer('{"status":"ok","message":"Done","variablesSet":0}')).toEqual({
			interactionId: undefined,
			status: 'ok',
			message: 'Done',
			variablesSet: 0,
		});
	});
});
