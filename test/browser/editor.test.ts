import { errorOf } from '../../n8n-server/execution.mts';
import { tableBelow } from '../docs/tables.mts';
import type { Editor } from './editor.mts';
import { articleCall, credentialName, EditorStage, wrongToken } from './editorStage.mts';
import type { Effort } from './hand.mts';

const NODE = '8x8 Interaction Data';
const { guid } = articleCall;

describe('the node in n8n’s editor', () => {
	let stage: EditorStage;
	let editor: Editor;

	beforeAll(async () => {
		stage = await EditorStage.open();
		editor = await stage.openEditor();
	}, 180_000);

	afterAll(async () => {
		await editor?.close();
		await stage?.close();
	}, 60_000);

	beforeEach(() => stage.simulator.clearJournal());

	const offered = () => stage.simulator.agentView(guid).map(({ label, value }) => [label, value]);

	/** What the numbers in the documentation say was done. */
	function documented(job: string): { node: Effort; httpRequest: Effort } {
		const row = tableBelow('docs/first-workflow.md', 'Clicks and keystrokes').find(
			([what]) => what === job,
		);
		const [, a, b, c, d] = (row ?? []).map(Number);
		return {
			node: { clicks: a, keystrokes: b },
			httpRequest: { clicks: c, keystrokes: d },
		};
	}

	async function newNode(action: string) {
		await editor.newWorkflow();
		editor.hand.rest();
		await editor.addFirstNode('8x8', NODE, action);
	}

	async function newHttpRequest() {
		await editor.newWorkflow();
		editor.hand.rest();
		await editor.addFirstNode('http', 'HTTP Request');
	}

	/** The same job by hand: the address is put together from what 8x8's pages say. */
	async function fillHttpRequest() {
		await editor.choose('method', 'POST');
		await editor.hand.click(editor.entry('url'));
		for (const part of [stage.simulator.url, '/api/v1/interaction/data/guid/', guid]) {
			await editor.hand.paste(part);
		}
		await editor.choose('authentication', 'Predefined Credential Type');
		await editor.hand.click(editor.part('credential-select'));
		await editor.hand.type('8x8');
		await editor.hand.click(
			editor.page.locator('[data-test-id="credential-select-option"]:visible').first(),
		);
	}

	async function sendJson(...variables: object[]) {
		await editor.toggle('sendBody');
		await editor.choose('specifyBody', 'Using JSON');
		await editor.enterJson('jsonBody', { variables });
		return await editor.executeStep();
	}

	describe('is found in the node panel', () => {
		beforeAll(async () => {
			await editor.newWorkflow();
			await editor.openPanel();
		}, 60_000);

		it.each(['8x8', 'contact center', 'IVR', 'call variables'])('by "%s"', async (words) => {
			await editor.search(words);
			await editor.inPanel(NODE).waitFor();
			expect(await editor.part('node-creator-item-name').first().innerText()).toBe(NODE);
		});
	});

	describe('without a credential', () => {
		beforeEach(async () => await stage.removeCredentials());

		it('says in the dialog what to do about a wrong token, and is green for the right one', async () => {
			await newNode('Set variables');
			const { credential } = editor;
			await credential.openNew();
			await credential.fill({ ...stage.account, actionToken: wrongToken });
			await credential.save();
			await credential.red.waitFor();
			await credential.showDetails();
			const words = await credential.dialog.innerText();
			expect(words).toContain('8x8 did not accept the Tenant ID or the Action Token');
			expect(words).toContain('Configuration Manager > Integration > API Token');
			await credential.enterToken(stage.account.actionToken);
			await credential.save();
			await credential.closed();
			const chosen = editor.part('node-credentials-select').locator('input');
			expect(await chosen.inputValue()).toBe(credentialName);
			await credential.openChosen();
			await credential.green.waitFor();
			await credential.close();
		}, 60_000);

		it('sets the first variable with the clicks and keystrokes that are documented', async () => {
			await newNode('Set variables');
			await editor.credential.openNew();
			await editor.credential.fill(stage.account);
			await editor.credential.save();
			await editor.credential.closed();
			await editor.pasteInteraction(guid);
			await editor.enter('variables.variable[0].name', '_tier');
			await editor.enter('variables.variable[0].value', 'VIP');
			expect(errorOf(await editor.executeStep())).toBeUndefined();
			expect(stage.simulator.variables(guid)).toMatchObject({ _tier: { value: 'VIP', ivr: true } });
			expect(editor.hand.effort).toEqual(documented('the first variable set').node);
		}, 60_000);

		it('takes fewer of both than HTTP Request takes', async () => {
			stage.simulator.interaction(guid)?.variables.clear();
			await newHttpRequest();
			await fillHttpRequest();
			await editor.credential.openNew();
			await editor.credential.fill(stage.account);
			await editor.credential.save();
			await editor.credential.closed();
			const sent = await sendJson({ name: '_tier', value: 'VIP', ivr: 'true' });
			expect(errorOf(sent)).toBeUndefined();
			expect(stage.simulator.variables(guid)).toMatchObject({ _tier: { value: 'VIP' } });
			const { node, httpRequest } = documented('the first variable set');
			expect(editor.hand.effort).toEqual(httpRequest);
			expect(httpRequest.clicks).toBeGreaterThan(node.clicks);
			expect(httpRequest.keystrokes).toBeGreaterThan(node.keystrokes);
		}, 60_000);
	});

	describe('with a credential', () => {
		const three = [
			{ name: '_tier', value: 'VIP', displayName: 'Customer Tier' },
			{ name: '_amount', value: '110.55', displayName: 'Amount Due' },
			{ name: '_dueDate', value: '04 July 2019', displayName: 'Due Date' },
		];
		const job = 'three variables shown to the agent';

		beforeEach(async () => {
			await stage.storeCredential();
			stage.simulator.interaction(guid)?.variables.clear();
		});

		it('shows three variables to the agent as documented', async () => {
			await newNode('Set variables');
			await editor.pasteInteraction(guid);
			for (const [index, { name, value, displayName }] of three.entries()) {
				const row = `variables.variable[${index}]`;
				if (index > 0) await editor.addVariable();
				await editor.enter(`${row}.name`, name);
				await editor.enter(`${row}.value`, value);
				await editor.toggle(`${row}.display`);
				await editor.enter(`${row}.displayName`, displayName);
			}
			expect(errorOf(await editor.executeStep())).toBeUndefined();
			expect(offered()).toEqual(three.map(({ value, displayName }) => [displayName, value]));
			expect(editor.hand.effort).toEqual(documented(job).node);
		}, 60_000);

		it('is compared with the same in HTTP Request', async () => {
			await newHttpRequest();
			await fillHttpRequest();
			const sent = await sendJson(
				...three.map((variable) => ({ ...variable, ivr: 'true', display: 'true' })),
			);
			expect(errorOf(sent)).toBeUndefined();
			expect(offered()).toEqual(three.map(({ value, displayName }) => [displayName, value]));
			expect(editor.hand.effort).toEqual(documented(job).httpRequest);
		}, 60_000);

		it('sends the fields of the node before, named for the agent, as documented', async () => {
			const fields = { customerTier: 'VIP', amount_due: 110.55, 'Due Date': '04 July 2019' };
			await editor.openWorkflow(await stage.importTrigger('CRM', fields));
			editor.hand.rest();
			await editor.addNodeAfter('CRM', '8x8', NODE, 'Set variables');
			await editor.pasteInteraction(guid);
			await editor.choose('specifyVariables', 'Using Input Fields');
			expect(errorOf(await editor.executeStep())).toBeUndefined();
			expect(offered()).toEqual([
				['Customer Tier', 'VIP'],
				['Amount Due', '110.55'],
				['Due Date', '04 July 2019'],
			]);
			expect(editor.hand.effort).toEqual(documented('the same, as fields of the node before').node);
		}, 60_000);

		it('sets what is given as JSON, and warns of what will have no effect', async () => {
			await newNode('Set variables');
			await editor.pasteInteraction(guid);
			await editor.choose('specifyVariables', 'Using JSON');
			await editor.enterJson('variablesJson', [{ name: '_tier', value: 'VIP', ivr: false }]);
			expect(errorOf(await editor.executeStep())).toBeUndefined();
			await editor
				.part('output-panel')
				.getByText('neither the IVR script nor the agent will see it')
				.waitFor();
		}, 60_000);

		it('gets the context, and shows it in the output', async () => {
			await newNode('Get context');
			await editor.pasteInteraction(guid);
			expect(errorOf(await editor.executeStep())).toBeUndefined();
			const output = await editor.showJson();
			await output.getByText('"Ada Example"').waitFor();
			await output.getByText('callerName').waitFor();
			expect(stage.simulator.journal).toMatchObject([{ method: 'GET', status: 200 }]);
		}, 60_000);

		it('says what is wrong with a name and with an interaction, and what to do', async () => {
			await newNode('Set variables');
			await editor.pasteInteraction(guid.replace('acme', 'umbrella'));
			await editor.enter('variables.variable[0].name', 'customer tier');
			await editor.enter('variables.variable[0].value', 'VIP');
			await editor.executeStep();
			const name = await editor.told('the name does not begin with "_"');
			expect(name.message).toContain('Variable "customer tier"');
			expect(name.remedy).toMatch(/Names begin with "_"/);
			expect(stage.simulator.journal).toEqual([]);
			await editor.replace('variables.variable[0].name', '_tier');
			await editor.executeStep();
			const unknown = await editor.told('8x8 knows no interaction with this GUID');
			expect(unknown.message).toContain('(404)');
			expect(unknown.remedy).toContain('belongs to another tenant');
		}, 60_000);

		it('says what to do when the token is no longer right', async () => {
			await stage.storeCredential({ actionToken: wrongToken });
			await newNode('Get context');
			await editor.pasteInteraction(guid);
			await editor.executeStep();
			const told = await editor.told('did not accept the Tenant ID or the Action Token (401)');
			expect(told.remedy).toContain('Configuration Manager > Integration > API Token');
		}, 60_000);

		it('executes an example from the canvas', async () => {
			await editor.openWorkflow(await stage.importExample('01-support-article.json'));
			expect(errorOf(await editor.executeWorkflow())).toBeUndefined();
			for (const name of ['Set Variables', 'Get Context']) {
				await editor
					.onCanvas(name)
					.locator('[data-test-id="canvas-node-status-success"]')
					.waitFor();
			}
			expect(offered()).toEqual([
				['Amount Due', '110.55'],
				['Due Date', '04 July 2019'],
			]);
			await editor.openNode('Get Context');
			await (await editor.showJson()).getByText('"04 July 2019"').waitFor();
		}, 60_000);
	});
});
