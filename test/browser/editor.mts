import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

import type { Execution } from '../../n8n-server/execution.mts';
import type { N8nServer } from '../../n8n-server/server.mts';
import { newContext } from './browser.mts';
import { CredentialDialog } from './credentialDialog.mts';
import { Hand } from './hand.mts';

const loadMs = 60_000;
const size = { width: 1440, height: 900 };

/** What the output panel tells of a node that failed. */
export interface ToldInPanel {
	message: string;
	remedy: string;
}

/** n8n's editor in a browser, logged in: the canvas, the node panel and a node's details. */
export class Editor {
	readonly hand: Hand;

	readonly credential: CredentialDialog;

	private constructor(
		readonly page: Page,
		private readonly server: N8nServer,
	) {
		this.hand = new Hand(page);
		this.credential = new CredentialDialog(page, this.hand);
	}

	static async open(
		browser: Browser,
		server: N8nServer,
		options: BrowserContextOptions = {},
	): Promise<Editor> {
		const context = await newContext(browser, { viewport: size, ...options });
		context.setDefaultTimeout(20_000);
		const { email, password } = server.owner;
		const login = await context.request.post(`${server.url}/rest/login`, {
			data: { emailOrLdapLoginId: email, password },
		});
		if (!login.ok()) throw new Error(`n8n refused the login: ${login.status()}`);
		return new Editor(await context.newPage(), server);
	}

	/** An element by the id that n8n's own tests use. */
	part(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.server.url}/workflow/new`);
		await this.part('canvas-plus-button').first().waitFor({ timeout: loadMs });
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.server.url}/workflow/${id}`);
		await this.part('canvas-node').first().waitFor({ timeout: loadMs });
	}

	/** Without this, n8n keeps an edited workflow locked for two minutes. */
	async leave(): Promise<void> {
		await this.page.goto(`${this.server.url}/home/workflows`);
	}

	async close(): Promise<void> {
		await this.leave();
		await this.page.context().close();
	}

	/** Opens the node panel of an empty canvas. */
	async openPanel(): Promise<void> {
		await this.hand.click(this.part('canvas-plus-button').first());
		await this.part('node-creator-search-bar').waitFor();
	}

	/** Types into the search of the node panel, in place of what is there. */
	async search(text: string): Promise<void> {
		const bar = this.part('node-creator-search-bar');
		if ((await bar.inputValue()) !== '') await this.hand.clear();
		await this.hand.type(text);
	}

	/** An entry of the node panel: a node, or an action of one. */
	inPanel(name: string): Locator {
		return this.part('node-creator-item-name').getByText(name, { exact: true });
	}

	/** Adds the first node to an empty canvas; n8n puts a manual trigger before it. */
	async addFirstNode(search: string, name: string, action?: string): Promise<void> {
		await this.openPanel();
		await this.search(search);
		await this.hand.click(this.inPanel(name));
		if (action) await this.hand.click(this.inPanel(action));
		await this.part('node-parameters').waitFor();
	}

	/** Adds a node behind one that is on the canvas. */
	async addNodeAfter(before: string, search: string, name: string, action: string): Promise<void> {
		const handle = this.onCanvas(before).locator('[data-test-id="canvas-handle-plus"]');
		await this.hand.click(handle);
		await this.part('node-creator-search-bar').waitFor();
		await this.search(search);
		await this.hand.click(this.inPanel(name));
		await this.hand.click(this.inPanel(action));
		await this.part('node-parameters').waitFor();
	}

	onCanvas(name: string): Locator {
		return this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	async openNode(name: string): Promise<void> {
		await this.hand.doubleClick(this.onCanvas(name));
		await this.part('node-parameters').waitFor();
	}

	async closeNode(): Promise<void> {
		await this.hand.click(this.part('ndv-close-button'));
		await this.part('ndv').waitFor({ state: 'hidden' });
	}

	/** A parameter by its path, e.g. `variables.variable[0].name`. */
	field(path: string): Locator {
		return this.page.locator(`[data-parameter-path="parameters.${path}"]`);
	}

	/** Where text is entered into a parameter. */
	entry(path: string): Locator {
		return this.field(path).locator('input, textarea, .cm-content').first();
	}

	async enter(path: string, text: string): Promise<void> {
		await this.hand.click(this.entry(path));
		await this.hand.type(text);
	}

	async replace(path: string, text: string): Promise<void> {
		await this.hand.click(this.entry(path));
		await this.hand.clear();
		await this.hand.type(text);
	}

	/** Puts JSON into a parameter, in place of what its editor holds. */
	async enterJson(path: string, value: unknown): Promise<void> {
		const entry = this.entry(path);
		await this.hand.click(entry);
		if ((await entry.innerText()).trim() !== '') await this.hand.clear();
		await this.hand.typeJson(value);
	}

	async choose(path: string, option: string): Promise<void> {
		await this.hand.click(this.field(path).locator('.el-select').last());
		const list = this.page.locator('.el-select-dropdown__item:visible');
		await this.hand.click(list.filter({ hasText: option }).first());
	}

	async toggle(path: string): Promise<void> {
		await this.hand.click(this.field(path).locator('.el-switch'));
	}

	/** Where the id of the interaction goes. */
	get interaction(): Locator {
		return this.field('interaction').locator('input').last();
	}

	async pasteInteraction(id: string): Promise<void> {
		await this.hand.click(this.interaction);
		if ((await this.interaction.inputValue()) !== '') await this.hand.clear();
		await this.hand.paste(id);
	}

	async addVariable(): Promise<void> {
		await this.hand.click(this.part('fixed-collection-add'));
	}

	/** Executes the node whose details are open, and waits for the end. */
	async executeStep(): Promise<Execution> {
		return await this.run(this.part('node-execute-button'));
	}

	/** Executes the workflow from the canvas, and waits for the end. */
	async executeWorkflow(): Promise<Execution> {
		return await this.run(this.part('execute-workflow-button'));
	}

	private async run(button: Locator): Promise<Execution> {
		const started = this.page.waitForResponse(
			(response) =>
				/\/rest\/workflows\/[^/]+\/run/.test(response.url()) &&
				response.request().method() === 'POST',
		);
		await this.hand.click(button);
		const { data } = (await (await started).json()) as { data: { executionId: string } };
		return await this.server.client.finished(data.executionId);
	}

	/** What the output panel says of a node that failed; waits until it says so. */
	async told(message: string): Promise<ToldInPanel> {
		const panel = this.part('output-panel');
		const line = panel.locator('[data-test-id="node-error-message"]', { hasText: message });
		await line.waitFor();
		return {
			message: await line.innerText(),
			remedy: await panel.locator('[data-test-id="node-error-description"]').innerText(),
		};
	}

	/** The output as JSON, as the panel shows it. */
	async showJson(): Promise<Locator> {
		const panel = this.part('output-panel');
		await this.hand.click(panel.locator('[data-test-id="radio-button-json"]'));
		return panel.locator('[data-test-id="ndv-data-container"]');
	}
}
