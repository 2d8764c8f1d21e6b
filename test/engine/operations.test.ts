import type { INodePropertyOptions } from 'n8n-workflow';
import { EightByEightInteractionData } from '../../nodes/EightByEightInteractionData/EightByEightInteractionData.node';
import { textOf } from '../docs/tables.mts';
import { byGuid, Stage } from './stage';

let stage: Stage;
beforeAll(async () => (stage = await Stage.open()));
afterAll(async () => await stage.close());
beforeEach(() => stage.reset());

const { properties, subtitle } = new EightByEightInteractionData().description;
const operations = (properties.find(({ name }) => name === 'operation')?.options ??
	[]) as INodePropertyOptions[];

describe.each(operations)('the operation $name', ({ name, value }) => {
	it('is carried out', async () => {
		const variables = { specifyVariables: 'json', variablesJson: '{"_tier": "VIP"}' };
		const { error } = await stage.start({
			operation: value,
			interaction: byGuid(),
			...variables,
		}).result;
		expect(error?.message ?? '').not.toContain('which this node does not know');
	});

	it('is the subtitle of the node, and among those to choose instead of an unknown one', async () => {
		expect(subtitle).toContain(`"${name}"`);
		const { error } = await stage.start({ operation: 'delete', interaction: byGuid() }).result;
		expect(error?.description).toContain(name);
	});

	it('is described', () => {
		expect(textOf('README.md')).toContain(`**${name}**`);
		expect(textOf('docs/operations.md')).toContain(`\n## ${name}\n`);
	});
});
