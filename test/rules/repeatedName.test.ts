import { repeatedName } from '../../nodes/EightByEightInteractionData/repeatedName';
import { readVariablesJson } from '../../nodes/EightByEightInteractionData/variablesJson';

describe('a name that stands twice', () => {
	it.each([
		['in a map', '{"_tier": "VIP", "_tier": "basic"}', '_tier'],
		['with another between', '{"_a": 1, "_b": {}, "_a": 1}', '_a'],
		['in a variable', '[{"name": "_a", "value": "1" , "value" : "2"}]', 'value'],
		['in the second variable', '[{"name": "_a"}, {"name": "_b", "name": "_c"}]', 'name'],
		['around an object that holds it too', '{"a": {"a": 1}, "a": 2}', 'a'],
		['spelled in two ways', '{"_tier": 1, "\\u005ftier": 2}', '_tier'],
		['on several lines', '{\n\t"_a"\n: 1,\r\n\t"_a": 2\n}', '_a'],
		['without a letter', '{"": 1, "": 2}', ''],
		['as what every object has', '{"__proto__": 1, "__proto__": 2}', '__proto__'],
	])('RFC 8259: is found %s', (_, document, name) => {
		expect(repeatedName(document)).toBe(name);
	});

	it.each([
		'[]',
		'"_a"',
		'[{"name": "_a", "value": "1"}, {"name": "_a", "value": "1"}]',
		'{"_a": "_a", "_b": ["_a", "_a"]}',
		'{"_a": {"_a": {"_a": 1}}, "_b": {"_a": 1}}',
		'{"_a": "{\\"_b\\": 1, \\"_b\\": 2}"}',
		'{"_a": "\\\\", "_b": ", \\"_a\\": "}',
		'{"_a": "}", "_b": "{", "_c": "x: y"}',
		'{"a": 1, "A": 2}',
	])('RFC 8259: is not found in %s', (document) => {
		expect(repeatedName(document)).toBeUndefined();
	});

	it('contract: a long text is looked through as well', () => {
		const long = 'x\\"'.repeat(500_000);
		expect(repeatedName(`{"_a": "${long}", "_b": 1, "_a": 2}`)).toBe('_a');
	});

	it('contract: is told to whoever typed it, and no variable is read', () => {
		expect(readVariablesJson('{"_tier": "VIP", "_tier": "basic"}')).toEqual({
			variables: [],
			findings: [
				{
					what: 'Variables (JSON) holds "_tier" twice in one object, of which only one could be set',
					remedy: 'Keep one of the two',
				},
			],
		});
	});
});
