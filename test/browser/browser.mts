import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

import {
	chromium,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Page,
} from 'playwright-core';

const pictures = fileURLToPath(new URL('../../.work/screenshots/', import.meta.url));

/** Debian's Chromium without a window, keeping its own errands to itself. */
export async function launchBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}

/** A browser context out of which no request leaves this machine. */
export async function newContext(
	browser: Browser,
	options: BrowserContextOptions = {},
): Promise<BrowserContext> {
	const context = await browser.newContext({ locale: 'en-US', ...options });
	// Shorter than a test's time, so that what was waited for is named.
	context.setDefaultTimeout(10_000);
	await context.route(
		({ hostname }) => hostname !== '127.0.0.1',
		async (route) => await route.abort(),
	);
	return context;
}

export interface OpenPage {
	page: Page;
	/** What the page threw or wrote to its console as an error, so far. */
	complaints: string[];
}

/** Opens a page and waits until its document is there. */
export async function openPage(context: BrowserContext, url: string): Promise<OpenPage> {
	const page = await context.newPage();
	const complaints: string[] = [];
	page.on('pageerror', ({ message }) => complaints.push(message));
	page.on('console', (entry) => {
		if (entry.type() === 'error') complaints.push(entry.text());
	});
	await page.goto(url, { waitUntil: 'domcontentloaded' });
	return { page, complaints };
}

/** Keeps a picture of the whole page in `.work/screenshots`, to be looked at. */
export async function keepPicture(page: Page, name: string): Promise<void> {
	mkdirSync(pictures, { recursive: true });
	await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}
