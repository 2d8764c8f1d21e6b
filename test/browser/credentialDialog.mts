import type { Locator, Page } from 'playwright-core';

import type { Hand } from './hand.mts';

/** What the fields that have no default are filled with. */
export interface Account {
	platformUrl: string;
	tenantId: string;
	actionToken: string;
}

/** n8n's dialog for the credential of the node whose details are open. */
export class CredentialDialog {
	constructor(
		private readonly page: Page,
		private readonly hand: Hand,
	) {}

	private part(testId: string): Locator {
		return this.page.locator(`[data-test-id="${testId}"]`);
	}

	get dialog(): Locator {
		return this.part('editCredential-modal');
	}

	/** Opens the dialog from a node that has no credential to choose from. */
	async openNew(): Promise<void> {
		await this.hand.click(this.part('node-credentials-empty-state').getByRole('button'));
		await this.dialog.waitFor();
	}

	/** Opens the dialog for the credential that the node has. */
	async openChosen(): Promise<void> {
		await this.hand.click(this.part('credential-edit-button'));
		await this.dialog.waitFor();
	}

	field(name: string): Locator {
		return this.dialog.locator(`[data-test-id="parameter-input-${name}"]`);
	}

	async fill({ platformUrl, tenantId, actionToken }: Account): Promise<void> {
		await this.hand.click(this.field('platformUrl').locator('input'));
		await this.hand.paste(platformUrl);
		await this.hand.click(this.field('tenantId').locator('input'));
		await this.hand.type(tenantId);
		await this.enterToken(actionToken);
	}

	async enterToken(token: string): Promise<void> {
		const field = this.field('actionToken').locator('input');
		await this.hand.click(field);
		if ((await field.inputValue()) !== '') await this.hand.clear();
		await this.hand.paste(token);
	}

	/** Saves, which also tests. */
	async save(): Promise<void> {
		await this.hand.click(this.part('credential-save-button').getByRole('button').first());
	}

	get green(): Locator {
		return this.dialog.getByText('Connection tested successfully');
	}

	get red(): Locator {
		return this.dialog.getByText('Couldn’t connect with these settings');
	}

	async showDetails(): Promise<void> {
		await this.hand.click(this.dialog.getByText('More details'));
	}

	async close(): Promise<void> {
		await this.hand.click(this.dialog.locator('.el-dialog__headerbtn'));
		await this.closed();
	}

	/** A new credential that passes its test closes the dialog by itself. */
	async closed(): Promise<void> {
		await this.dialog.waitFor({ state: 'hidden' });
	}
}
