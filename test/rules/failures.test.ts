import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { Failures } from '../../nodes/EightByEightInteractionData/failures';

interface Surroundings {
	goOn?: boolean;
	/** The node's type, as n8n derives one for tools. */
	type?: string;
	/** What `isToolExecution` answers; absent as in older versions of n8n. */
	tool?: boolean;
}

function contextOf({ goOn = false, type = 'x.node', tool }: Surroundings): IExecuteFunctions {
	const node: INode = {
		id: '1',
		name: '8x8',
		type,
		typeVersion: 1,
		position: [0, 0],
		parameters: { typed: 'into the form' },
	};
	return {
		continueOnFail: () => goOn,
		getNode: () => node,
		...(tool !== undefined && { isToolExecution: () => tool }),
	} as unknown as IExecuteFunctions;
}

const telling = { message: 'It is wrong', remedy: 'Mend it' };

/** What a run of `items` items ends with whose `bad` ones failed. */
function endOf(
	items: number,
	bad: number[],
	{ before, ...given }: Surroundings & { before?: string } = {},
) {
	const failures = new Failures(contextOf(given), items);
	for (const item of bad) failures.badInput(item, telling);
	try {
		failures.throwFirst(before);
		return undefined;
	} catch (error) {
		const { message, description } = error as Error & { description: string };
		return [message, description];
	}
}

describe('a run whose items failed', () => {
	it.each<[number, number[], Parameters<typeof endOf>[2], [string, string] | undefined]>([
		[1, [], {}, undefined],
		[1, [0], { goOn: true }, undefined],
		[1, [0], {}, ['It is wrong', 'Mend it.']],
		[2, [1], {}, ['It is wrong [item 1]', 'Mend it.']],
		[9, [7, 3], {}, ['It is wrong [item 3]', 'Mend it. 1 other item has something to mend too.']],
		[
			9,
			[3, 7, 8],
			{},
			['It is wrong [item 3]', 'Mend it. 2 other items have something to mend too.'],
		],
		[9, [3], { before: 'One was set' }, ['It is wrong [item 3]', 'Mend it. One was set.']],
	])('contract: of %i items, %j with %j, ends with %j', (items, bad, given, expected) => {
		expect(endOf(items, bad, given)).toEqual(expected);
	});

	it.each<[Surroundings, boolean]>([
		[{ tool: true }, true],
		[{ tool: false }, false],
		[{ type: 'x.nodeTool' }, true],
		[{ type: 'x.nodeTool', tool: false }, true],
		[{ type: 'x.Toolnode' }, false],
	])(
		'n8n: the model behind an agent reads the message alone, so for %j it holds the remedy: %j',
		(given, remedyToo) => {
			expect(endOf(1, [0], given)?.[0]).toBe(remedyToo ? 'It is wrong. Mend it.' : 'It is wrong');
		},
	);

	it.each([
		['its input', undefined, 'NodeOperationError', undefined],
		['an answer of 8x8', 404, 'NodeApiError', '404'],
		['no answer of 8x8', undefined, 'NodeApiError', null],
	])('n8n: tells by the kind that the cause was %s', (_, status, name, httpCode) => {
		const failures = new Failures(contextOf({}), 3);
		if (name === 'NodeApiError') failures.fromApi(2, telling, status);
		else failures.badInput(2, telling);
		expect(() => failures.throwFirst()).toThrow(
			expect.objectContaining({
				name,
				context: expect.objectContaining({ itemIndex: 2 }),
				node: expect.objectContaining({ name: '8x8', parameters: {} }),
				...(httpCode !== undefined && { httpCode }),
			}),
		);
	});
});

describe('what stands in the place of an item', () => {
	it('contract: that failed is its message with the remedy', () => {
		const failures = new Failures(contextOf({ goOn: true }), 2);
		failures.badInput(1, telling);
		expect(failures.output(1)).toEqual({
			json: { error: 'It is wrong. Mend it.' },
			pairedItem: { item: 1 },
		});
		expect([failures.has(0), failures.has(1)]).toEqual([false, true]);
	});

	it('contract: that was not come to says so', () => {
		expect(new Failures(contextOf({ goOn: true }), 2).output(0)).toEqual({
			json: { error: 'Not carried out, because the run was stopped' },
			pairedItem: { item: 0 },
		});
	});
});
