import { exampleFiles, exampleText } from './exampleFiles.mts';
import { example, nodeType } from './workflows.mts';

const account = '8x8 Contact Center account';

describe('the folder of examples', () => {
	const files = exampleFiles();

	it('is numbered without a gap', () => {
		expect(files.map((file) => Number(file.slice(0, 2)))).toEqual([...files.keys()]);
	});

	describe.each(files)('%s', (file) => {
		const workflow = example(file);
		const ours = workflow.nodes.filter(({ type }) => type.startsWith(nodeType));

		it('has its number in name and id', () => {
			const number = file.slice(0, 2);
			expect(workflow.name).toMatch(new RegExp(`^${number} `));
			expect(workflow.id).toBe(`eightByEight-${number}`);
		});

		it('is explained on the canvas: what it is, and how to use it', () => {
			const notes = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-base.stickyNote');
			expect(notes.map(({ name }) => name)).toContain('About this workflow');
			for (const { parameters } of notes) expect(parameters.content).toMatch(/^##/);
		});

		it('has a section in the README, which links to it', () => {
			const readme = exampleText('README.md');
			const title = workflow.name.split(':')[0];
			expect(readme).toContain(`\n## ${title}\n`);
			expect(readme).toContain(`](${file})`);
		});

		it('names one account for all of our nodes', () => {
			for (const { credentials } of ours) {
				expect(credentials).toEqual({
					eightByEightContactCenterApi: { id: 'eightByEightAcct1', name: account },
				});
			}
		});

		it('has nodes that can be told apart, connected to each other by their names', () => {
			const names = workflow.nodes.map(({ name }) => name);
			const ids = workflow.nodes.map(({ id }) => id);
			expect(new Set(names).size).toBe(names.length);
			expect(new Set(ids).size).toBe(ids.length);
			for (const [from, outputs] of Object.entries(workflow.connections)) {
				expect(names).toContain(from);
				for (const target of Object.values(outputs).flat(2)) expect(names).toContain(target?.node);
			}
		});

		it('gives webhooks an id, without which n8n changes their paths', () => {
			for (const node of workflow.nodes) {
				if (node.type === 'n8n-nodes-base.webhook') expect(node.webhookId).toMatch(/^[0-9a-f-]+$/);
			}
		});

		it('brings no data along', () => {
			expect(workflow.pinData).toEqual({});
		});
	});
});
