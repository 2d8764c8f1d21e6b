import type { Locator, Page } from 'playwright-core';

/** What a person had to do. */
export interface Effort {
	clicks: number;
	/** A character typed, a key pressed or a text pasted counts as one each. */
	keystrokes: number;
}

/** From the keyboard to the mouse and back; n8n takes over what was typed in less. */
const reachMs = 400;

/** Works a page as a person does, and counts. */
export class Hand {
	private done: Effort = { clicks: 0, keystrokes: 0 };

	private isAtKeyboard = false;

	constructor(private readonly page: Page) {}

	/** What was done since the start or the last `rest`. */
	get effort(): Effort {
		return { ...this.done };
	}

	rest(): void {
		this.done = { clicks: 0, keystrokes: 0 };
	}

	async click(target: Locator): Promise<void> {
		await this.reachForMouse();
		await target.click();
		this.done.clicks++;
	}

	async doubleClick(target: Locator): Promise<void> {
		await this.reachForMouse();
		await target.dblclick();
		this.done.clicks += 2;
	}

	async type(text: string): Promise<void> {
		await this.page.keyboard.type(text);
		this.isAtKeyboard = true;
		this.done.keystrokes += text.length;
	}

	/** JSON into n8n's code editor, which closes brackets by itself: those at the end are not counted. */
	async typeJson(value: unknown): Promise<void> {
		const text = JSON.stringify(value);
		await this.page.keyboard.insertText(text);
		this.isAtKeyboard = true;
		this.done.keystrokes += text.replace(/["\]}]+$/, '').length;
	}

	/** For what is on the screen elsewhere and long, such as a token: it is copied there first. */
	async paste(text: string): Promise<void> {
		await this.reachForMouse();
		await this.page.keyboard.insertText(text);
		this.isAtKeyboard = true;
		this.done.keystrokes++;
	}

	async press(key: string): Promise<void> {
		await this.page.keyboard.press(key);
		this.done.keystrokes++;
	}

	/** Takes away what the field under the cursor holds. */
	async clear(): Promise<void> {
		await this.press('ControlOrMeta+a');
		await this.press('Delete');
	}

	private async reachForMouse(): Promise<void> {
		if (this.isAtKeyboard) await this.page.waitForTimeout(reachMs);
		this.isAtKeyboard = false;
	}
}
