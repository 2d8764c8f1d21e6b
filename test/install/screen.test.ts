import type { Browser } from 'playwright-core';
import { launchBrowser } from '../browser/browser.mts';
import { Editor } from '../browser/editor.mts';
import { installedPackages } from './communityNodes.mts';
import { Stage } from './stage.mts';

const packageName = 'n8n-nodes-8x8-interaction-data';
/** For one click n8n runs npm several times. */
const npmMs = 60_000;

// Each test goes on where the one before it ended, as a user does.
describe("the package, in the editor's screen of community nodes", () => {
	let stage: Stage;
	let browser: Browser;
	let editor: Editor;

	beforeAll(async () => {
		stage = await Stage.start();
		browser = await launchBrowser();
		editor = await Editor.open(browser, stage.server);
	});

	afterAll(async () => {
		await browser?.close();
		await stage?.stop();
	});

	const card = () => editor.part('community-package-card').filter({ hasText: packageName });
	const dialog = () => editor.page.getByRole('dialog');

	async function openScreen() {
		await editor.page.goto(`${stage.server.url}/settings/community-nodes`);
	}

	it('is installed by typing its name', async () => {
		await openScreen();
		await editor.page.getByRole('button', { name: 'Install a community node' }).click();
		await editor.part('package-name-input').fill(packageName);
		await editor.part('user-agreement-checkbox').click();
		await editor.part('install-community-package-button').click();
		await card().waitFor({ timeout: npmMs });
		expect(await card().innerText()).toContain('8x8 Interaction Data');
		expect(await card().innerText()).toContain(`v${stage.current.version}`);
	});

	it('is updated with the button that appears when a newer version is published', async () => {
		await stage.npm.publish(stage.next.tarball);
		await openScreen();
		await card().getByRole('button', { name: 'Update' }).click({ timeout: npmMs });
		await dialog().getByRole('button', { name: 'Confirm update' }).click();
		await card().getByText(`v${stage.next.version}`).waitFor({ timeout: npmMs });
	});

	it('is uninstalled from its menu', async () => {
		await card().locator('[data-test-id="action-toggle"] button').click();
		await editor.page.getByRole('menuitem', { name: 'Uninstall package' }).click();
		await dialog().getByRole('button', { name: 'Confirm uninstall' }).click();
		await card().waitFor({ state: 'detached', timeout: npmMs });
		expect(await installedPackages(stage.owner)).toEqual([]);
	});
});
