// npm run screenshots: makes the pictures in docs/pictures of the node as it is now.
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { Locator } from 'playwright-core';
import { installN8nServer } from '../n8n-server/install.mjs';
import type { Editor } from '../test/browser/editor.mts';
import { articleCall, EditorStage, wrongToken } from '../test/browser/editorStage.mts';
import { packPackage } from './pack.mjs';
import { step } from './step.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, 'docs/pictures');
const themes = ['light', 'dark'] as const;
const mostBytes = 200_000;

/** For what moves or fades to come to rest. */
const settleMs = 1000;

const NODE = '8x8 Interaction Data';
const { guid } = articleCall;
/** An address that readers know, in place of the simulator's. */
const shownAddress = 'https://vcc-eu3.8x8.com';

/** What comes and goes by itself, and controls that are no part of the picture. */
const hidden = `
	.el-notification, .el-popper, [data-test-id="canvas-controls"], [data-test-id="canvas-minimap"],
	[data-test-id="node-creator-plus-button"], [data-test-id="execute-workflow-button"],
	[data-test-id="node-feature-request"] { visibility: hidden !important }
`;

/** Pixels. */
interface Around {
	margin?: number;
	above?: number;
	height?: number;
}

class Pictures {
	constructor(
		private readonly editor: Editor,
		private readonly stage: EditorStage,
		private readonly theme: (typeof themes)[number],
	) {}

	/** Keeps the rectangle that holds all of what is given, and a height if one is given. */
	private async keep(
		name: string,
		parts: Locator[],
		{ margin = 0, above = margin, height = Infinity }: Around = {},
	): Promise<void> {
		const { page } = this.editor;
		await page.mouse.move(0, 0);
		await page.evaluate('document.activeElement?.blur()');
		await page.waitForTimeout(settleMs);
		const boxes = [];
		for (const part of parts) {
			for (const each of await part.all()) boxes.push(await each.boundingBox());
		}
		const seen = boxes.filter((box) => box !== null);
		const left = Math.min(...seen.map(({ x }) => x));
		const top = Math.min(...seen.map(({ y }) => y));
		const right = Math.max(...seen.map(({ x, width }) => x + width));
		const bottom = Math.max(...seen.map(({ y, height }) => y + height));
		const size = page.viewportSize() ?? { width: right, height: bottom };
		const x = Math.max(0, left - margin);
		const y = Math.max(0, top - above);
		await page.screenshot({
			path: join(folder, `${name}.${this.theme}.png`),
			animations: 'disabled',
			style: hidden,
			clip: {
				x,
				y,
				width: Math.min(size.width, right + margin) - x,
				height: Math.min(Math.min(size.height, bottom + margin) - y, height),
			},
		});
	}

	async all(): Promise<void> {
		await this.stage.removeCredentials();
		await this.nodePanelAndCredential();
		await this.stage.storeCredential();
		await this.forms();
		await this.getContext();
		await this.examples();
		await this.agentsDesk();
	}

	private async nodePanelAndCredential(): Promise<void> {
		const { editor, stage } = this;
		const { credential } = editor;
		await editor.newWorkflow();
		await editor.openPanel();
		await editor.search('8x8');
		await editor.inPanel(NODE).waitFor();
		await this.keep(
			'node-panel',
			[
				editor.page.getByText('What triggers this workflow?'),
				editor.part('node-creator-search-bar'),
				editor.part('item-iterator-item'),
			],
			{ margin: 16 },
		);
		await editor.hand.click(editor.inPanel(NODE));
		await editor.hand.click(editor.inPanel('Set variables'));
		await credential.openNew();
		await credential.fill({ ...stage.account, actionToken: wrongToken });
		await credential.save();
		await credential.red.waitFor();
		await credential.showDetails();
		await this.credentialDialog('credential-red');
		await credential.enterToken(stage.account.actionToken);
		await credential.save();
		await credential.closed();
		await credential.openChosen();
		await credential.green.waitFor();
		await this.credentialDialog('credential-green');
		await credential.close();
	}

	private async credentialDialog(name: string): Promise<void> {
		const { credential } = this.editor;
		const address = credential.field('platformUrl').locator('input');
		await address.evaluate(
			(input, shown) => ((input as { value: string }).value = shown),
			shownAddress,
		);
		await this.keep(name, [credential.dialog]);
	}

	private get form(): Locator[] {
		return ['tab-params', 'node-execute-button', 'node-parameters'].map((testId) =>
			this.editor.part(testId),
		);
	}

	/** The call as the first example leaves it. */
	private async runFirstExample(): Promise<void> {
		const { simulator, server } = this.stage;
		const call = simulator.interaction(guid);
		call?.variables.clear();
		call?.ignored.splice(0);
		simulator.clearJournal();
		await server.client.run(
			await this.stage.importExample('01-support-article.json'),
			'Run by hand',
		);
	}

	private async forms(): Promise<void> {
		const { editor } = this;
		const output = editor.part('output-panel');
		const row = 'variables.variable[0]';
		await editor.newWorkflow();
		await editor.addFirstNode('8x8', NODE, 'Set variables');
		await editor.pasteInteraction(guid);
		await editor.enter(`${row}.name`, '_tier');
		await editor.enter(`${row}.value`, 'VIP');
		await editor.toggle(`${row}.display`);
		await editor.enter(`${row}.displayName`, 'Customer Tier');
		await this.keep('form-fields', this.form, { above: 8 });

		await editor.executeStep();
		await editor.showJson();
		await this.keep('output', [...this.form, output]);

		await editor.toggle(`${row}.ivr`);
		await editor.toggle(`${row}.display`);
		await editor.executeStep();
		await output.getByText('neither the IVR script nor the agent').waitFor();
		await this.keep('output-hints', [output], { height: 530 });

		await editor.replace(`${row}.name`, 'customer tier');
		await editor.executeStep();
		await editor.told('the name does not begin with "_"');
		await this.keep('error', [...this.form, output], { height: 440 });

		await editor.choose('specifyVariables', 'Using JSON');
		await editor.entry('variablesJson').waitFor();
		await this.keep('form-json', this.form, { above: 8, height: 690 });

		await this.formOfInputFields();
	}

	private async formOfInputFields(): Promise<void> {
		const { editor } = this;
		const fields = { customerTier: 'VIP', accountBalance: 110.55, openTickets: 2 };
		await editor.openWorkflow(await this.stage.importTrigger('CRM', fields));
		await editor.addNodeAfter('CRM', '8x8', NODE, 'Set variables');
		await editor.pasteInteraction(guid);
		await editor.choose('specifyVariables', 'Using Input Fields');
		await editor.executeStep();
		await editor.showJson();
		await this.keep('form-input-fields', [editor.part('ndv')]);
	}

	private async getContext(): Promise<void> {
		const { editor } = this;
		await this.runFirstExample();
		await editor.newWorkflow();
		await editor.addFirstNode('8x8', NODE, 'Get context');
		await editor.pasteInteraction(guid);
		await editor.executeStep();
		await editor.showJson();
		await this.keep('get-context', [...this.form, editor.part('output-panel')], { height: 500 });
	}

	private async examples(): Promise<void> {
		const { editor, stage } = this;
		const { client } = stage.server;
		// Whose fields are never looked at: with them the nodes are not marked as unfinished.
		await client.importCredential({ name: 'CRM database', type: 'postgres', data: { host: 'db' } });
		await client.importCredential({
			name: 'Language model',
			type: 'openAiApi',
			data: { apiKey: 'none' },
		});
		await client.run(await stage.importExample('00-sample-tables.json'), 'Run by hand');
		const files = (await readdir(join(root, 'examples'))).filter((name) => name.endsWith('.json'));
		for (const file of files.sort()) {
			await editor.openWorkflow(await stage.importExample(file));
			await editor.page.waitForTimeout(settleMs);
			await editor.hand.click(editor.part('zoom-to-fit'));
			await this.keep(`example-${file.slice(0, 2)}`, [editor.page.locator('.vue-flow__node')], {
				margin: 16,
			});
		}
	}

	private async agentsDesk(): Promise<void> {
		const { page } = this.editor;
		await this.runFirstExample();
		await page.goto(`${this.stage.simulator.deskUrl}#${guid}`);
		await page.getByText('Live', { exact: true }).waitFor();
		await page.getByText('Amount Due').first().waitFor();
		await this.keep('agents-desk', [page.locator('body')]);
	}
}

/** @throws Error naming the pictures that are larger than a page should load */
async function checkSizes(): Promise<void> {
	const sizes = await Promise.all(
		(await readdir(folder)).map(async (name) => ({
			name,
			bytes: (await stat(join(folder, name))).size,
		})),
	);
	const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
	process.stdout.write(`${sizes.length} pictures, ${Math.round(total / 1000)} kB\n`);
	const large = sizes.filter(({ bytes }) => bytes > mostBytes).map(({ name }) => name);
	if (large.length > 0) throw new Error(`Larger than ${mostBytes} bytes: ${large.join(', ')}`);
}

const tarball = await packPackage(root);
await installN8nServer();
const stage = await step('Starting server, simulator and browser', () => EditorStage.open(tarball));
try {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	for (const theme of themes) {
		await step(`Taking the ${theme} pictures`, async () => {
			const editor = await stage.openEditor({
				colorScheme: theme,
				viewport: { width: 1440, height: 1000 },
			});
			await new Pictures(editor, stage, theme).all();
			await editor.close();
		});
	}
	await checkSizes();
} finally {
	await stage.close();
}
