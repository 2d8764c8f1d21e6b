import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

import { Simulator } from '../../simulator/simulator.mts';
import { CALL_ID, get, GUID, set } from '../simulator/client';
import { keepPicture, launchBrowser, newContext, openPage } from './browser.mts';

const OTHER = 'int-1628bb9dc01-Zz7AUsGrJDvPC9DqMgJr01iz-phone-01-acme';
const SECRET = '111-22-3333';
const HOSTILE = '"><img src=x onerror=alert(1)><script>alert(2)</script>';

describe('the agent’s desk in a browser', () => {
	let simulator: Simulator;
	let browser: Browser;
	let context: BrowserContext;
	let page: Page;
	let complaints: string[];

	beforeAll(async () => {
		[simulator, browser] = await Promise.all([Simulator.start(), launchBrowser()]);
	});

	beforeEach(() => {
		simulator.reset();
		simulator.addInteraction({
			guid: GUID,
			callId: CALL_ID,
			channel: '18005551234',
			ani: '14085550100',
			callerName: 'Ada Example',
			queueId: '201',
			priority: 10,
			declaredVariables: ['_tier', '_amount', '_ssn', '_later'],
		});
		simulator.addInteraction({ guid: OTHER, ani: '14085550123', callerName: 'Grace Example' });
		simulator.addInteraction({ guid: 'int-ended', ani: '14085550199', state: 'ended' });
	});

	afterEach(async () => {
		await context.close();
		expect(complaints).toEqual([]);
	});

	afterAll(async () => await Promise.all([browser.close(), simulator.close()]));

	async function open(options: BrowserContextOptions = {}, hash = '') {
		context = await newContext(browser, { viewport: { width: 1280, height: 900 }, ...options });
		({ page, complaints } = await openPage(context, simulator.deskUrl + hash));
		await page.getByText('Live', { exact: true }).waitFor();
	}

	async function setAll() {
		await set(
			simulator,
			'keyed',
			{ name: '_tier', value: 'VIP', ivr: 'true', display: 'true', displayName: 'Customer tier' },
			{ name: '_amount', value: '110.55', ivr: 'true', display: 'true', displayName: 'Amount due' },
			{ name: '_ssn', value: SECRET, ivr: 'true', display: 'true', privacy: 'true' },
			{ name: '_mood', value: 'calm', ivr: 'true' },
			{ name: '_note', value: 'line 1\nline 2', display: 'true' },
		);
	}

	/** The rows of a list of terms, as `term: definition`. */
	async function terms(id: string) {
		const rows = await page.locator(`#${id} > div`).all();
		return await Promise.all(
			rows.map(async (row) => (await row.locator('dt, dd').allInnerTexts()).join(': ')),
		);
	}

	const offered = (label: string) => page.locator('#offered').getByText(label, { exact: true });
	const caller = (name: string) => page.getByRole('heading', { level: 2, name });
	const focused = async () =>
		await page.evaluate(
			'document.activeElement.id || document.activeElement.getAttribute("aria-labelledby") || document.activeElement.dataset.key || document.activeElement.className',
		);

	it('shows caller data, and variables as they arrive, without loading again', async () => {
		await open();
		await caller('Ada Example').waitFor();
		expect(await page.locator('#number').innerText()).toBe('+1 408 555 0100');
		expect(await terms('facts')).toEqual(
			expect.arrayContaining(['Dialled: +1 800 555 1234', 'Queue: 201', 'Priority: 10']),
		);
		expect(await terms('identifiers')).toEqual([`GUID: ${GUID}`, `SIP call id: ${CALL_ID}`]);
		await page.getByText('Nothing yet.').waitFor();
		await page.evaluate('window.sameDocument = true');
		await setAll();
		await offered('Customer tier').waitFor();
		expect(await terms('offered')).toEqual([
			'Customer tier: VIP',
			'Amount due: 110.55',
			'_ssn: ******',
			'_note: line 1\nline 2',
		]);
		expect(await page.locator('#announcement').innerText()).toContain('Customer tier: VIP');
		await set(simulator, 'keyed', {
			name: '_tier',
			value: 'Gold',
			display: 'true',
			displayName: 'Customer tier',
		});
		await page.locator('#offered dd', { hasText: 'Gold' }).waitFor();
		expect(await page.evaluate('window.sameDocument')).toBe(true);
	});

	it('masks private values, and never has them in the page', async () => {
		const bodies: string[] = [];
		await open();
		page.on('response', (response) => {
			if (!response.url().endsWith('/events')) {
				void response.text().then(
					(body) => bodies.push(body),
					() => {},
				);
			}
		});
		await setAll();
		await offered('_ssn').waitFor();
		await page.getByLabel('Variable', { exact: true }).selectOption('_ssn');
		await page.getByLabel('Value', { exact: true }).fill('1');
		await page.getByText('The private value does not equal 1, compared as text.').waitFor();
		expect(await page.content()).not.toContain(SECRET);
		expect(bodies.join()).not.toContain(SECRET);
		expect(bodies.length).toBeGreaterThan(0);
	});

	it('shows where the script’s Test Variable node leads, also when the value changes', async () => {
		await open();
		await setAll();
		await offered('Customer tier').waitFor();
		const branches = page.locator('#branches');
		const verdict = page.locator('#verdict');
		await page.getByLabel('Variable', { exact: true }).selectOption('_amount');
		expect(await branches.getAttribute('data-branch')).toBe('none');
		for (const [comparison, value, branch, words] of [
			['is greater than', '20', 'match', '110.55 is greater than 20, compared as numbers.'],
			['is less than', '20', 'noMatch', '110.55 is not less than 20, compared as numbers.'],
			['equals', '110.550', 'match', '110.55 equals 110.550, compared as numbers.'],
			['is less than', '20 EUR', 'match', '110.55 is less than 20 EUR, compared as text.'],
		]) {
			await page.getByLabel('Comparison').selectOption({ label: comparison });
			await page.getByLabel('Value', { exact: true }).fill(value);
			await verdict.getByText(words, { exact: true }).waitFor();
			expect(await branches.getAttribute('data-branch')).toBe(branch);
		}
		await page.getByLabel('Variable', { exact: true }).selectOption('_later');
		await verdict.getByText('_later was not sent, so it matches nothing.').waitFor();
		await page.getByLabel('Comparison').selectOption('equals');
		await page.getByLabel('Value', { exact: true }).fill('now');
		await set(simulator, 'keyed', { name: '_later', value: 'now', ivr: 'true' });
		await verdict.getByText('now equals now, compared as text.').waitFor();
		expect(await page.getByLabel('Variable', { exact: true }).inputValue()).toBe('_later');
	});

	it('tells which variables the script ignores', async () => {
		await open();
		await caller('Ada Example').waitFor();
		expect(await page.getByText('Ignored', { exact: true }).isVisible()).toBe(false);
		await setAll();
		await page.getByText('Ignored', { exact: true }).waitFor();
		expect(await page.locator('#ignored li').allInnerTexts()).toEqual(['_mood']);
		expect(await terms('testable')).toEqual([
			'_tier: VIP',
			'_amount: 110.55',
			'_ssn: ******',
			'_later: not sent',
		]);
	});

	it('lists requests, newest first', async () => {
		await open();
		await page.getByText('None yet.', { exact: true }).waitFor();
		await setAll();
		await get(simulator, 'portal', 'callId');
		await set(simulator, 'tstats', { name: 'bad', value: '1' });
		simulator.script({ cut: 'before' });
		await expect(get(simulator)).rejects.toThrow();
		await page.locator('#journal tr').nth(3).waitFor();
		const rows = await page.locator('#journal tr').all();
		const cells = await Promise.all(
			rows.map(async (row) => (await row.locator('td').allInnerTexts()).slice(1)),
		);
		expect(cells).toEqual(
			[
				['GET', 'cut', '–', 'keyed', `guid ${GUID}`],
				['POST', '400', '1', 'tstats', `guid ${GUID}`],
				['GET', '200', '–', 'portal', `callId ${CALL_ID}`],
				['POST', '200', '5', 'keyed', `guid ${GUID}`],
			].map((row) => row.map((cell) => expect.stringMatching(pattern(cell)))),
		);
		expect(await rows[0].locator('td').first().innerText()).toMatch(/^\d\d:\d\d:\d\d\.\d{3}$/);
	});

	/** Cells may hold their parts with or without a space between. */
	function pattern(cell: string) {
		const escaped = cell.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
		return new RegExp(`^${escaped.replace(' ', '\\s*')}$`);
	}

	it('shows the rate window filling up, refusing and emptying', async () => {
		simulator.settings.rateLimit = { requests: 5, windowMs: 3000 };
		await open();
		await page.getByText('of 5 in the last 3 s').waitFor();
		const gauge = page.getByRole('meter', { name: 'Rate window of acme' });
		const used = page.locator('#rate-used');
		for (let i = 0; i < 4; i++) await get(simulator);
		await used.getByText('4', { exact: true }).waitFor();
		expect(await page.locator('#rate').getAttribute('data-level')).toBe('nearly');
		expect(await gauge.getAttribute('aria-valuenow')).toBe('4');
		for (let i = 0; i < 3; i++) await get(simulator);
		await page.getByText('2 answered 429 in the last 3 s, 2 since the start.').waitFor();
		expect(await page.locator('#rate').getAttribute('data-level')).toBe('full');
		expect(await page.locator('#journal').getByText('rate limit').count()).toBe(2);
		await page.getByText('0 answered 429 in the last 3 s, 2 since the start.').waitFor();
		expect(await used.innerText()).toBe('0');
		expect(await page.locator('#rate').getAttribute('data-level')).toBe('calm');
	});

	it('needs no mouse', async () => {
		await open();
		await setAll();
		await offered('Customer tier').waitFor();
		const stops = [];
		for (let i = 0; i < 6; i++) {
			await page.keyboard.press('Tab');
			stops.push(await focused());
		}
		expect(stops).toEqual(['skip', GUID, 'variable', 'comparison', 'value', 'journal-title']);
		for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+Tab');
		for (const [key, guid, name] of [
			['ArrowDown', OTHER, 'Grace Example'],
			['End', 'int-ended', '+1 408 555 0199'],
			['ArrowDown', 'int-ended', '+1 408 555 0199'],
			['Home', GUID, 'Ada Example'],
			['ArrowUp', GUID, 'Ada Example'],
			['ArrowDown', OTHER, 'Grace Example'],
		]) {
			await page.keyboard.press(key);
			await caller(name).waitFor();
			expect(await focused()).toBe(guid);
			const chosen = page.locator('#interactions [aria-selected=true]');
			expect(await chosen.getAttribute('data-key')).toBe(guid);
		}
		await set(simulator, 'keyed', { name: '_more', value: '1', display: 'true' });
		await page.getByRole('option', { name: 'Ada Example' }).getByText('5 variables').waitFor();
		expect(await focused()).toBe(OTHER);
		const outline = await page.evaluate('getComputedStyle(document.activeElement).outlineStyle');
		expect(outline).toBe('solid');
		await page.keyboard.press('Shift+Tab');
		await page.keyboard.press('Enter');
		expect(await focused()).toBe('offer');
	});

	it('operates the routing by keyboard', async () => {
		await open();
		await setAll();
		await offered('Customer tier').waitFor();
		for (let i = 0; i < 3; i++) await page.keyboard.press('Tab');
		await page.keyboard.type('_a');
		await page.keyboard.press('Tab');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Tab');
		await page.keyboard.type('200');
		await page.getByText('110.55 is less than 200, compared as numbers.').waitFor();
		await page.keyboard.press('Enter');
		expect(page.url()).toBe(simulator.deskUrl);
	});

	it('shows hostile values as text', async () => {
		simulator.settings.limits = 'support';
		simulator.addInteraction({
			guid: HOSTILE,
			callId: HOSTILE,
			ani: HOSTILE,
			callerName: HOSTILE,
			queueId: HOSTILE,
			declaredVariables: ['_x', HOSTILE],
		});
		simulator.interaction(HOSTILE)?.variables.set('_x', {
			name: '_x',
			value: HOSTILE,
			ivr: true,
			display: true,
			displayName: HOSTILE,
			privacy: false,
		});
		simulator.interaction(HOSTILE)?.ignored.push(HOSTILE);
		let dialogs = 0;
		await open({}, `#${encodeURIComponent(HOSTILE)}`);
		page.on('dialog', (dialog) => {
			dialogs++;
			void dialog.dismiss();
		});
		await caller(HOSTILE).waitFor();
		await fetch(`${simulator.url}/api/v1/interaction/data/${encodeURIComponent(HOSTILE)}`);
		await page.locator('#journal').getByText(HOSTILE).waitFor();
		await page.getByLabel('Value', { exact: true }).fill(HOSTILE);
		await page.locator('#verdict', { hasText: 'compared as text' }).waitFor();
		expect(await terms('offered')).toEqual([`${HOSTILE}: ${HOSTILE}`]);
		expect(await page.locator('img, body script').count()).toBe(0);
		expect(dialogs).toBe(0);
	});

	it('says so when there is nothing to show', async () => {
		await open({}, '#int-x');
		await page.getByText('The simulator does not know int-x.').waitFor();
		await page.getByRole('option', { name: 'Grace Example' }).click();
		await caller('Grace Example').waitFor();
		expect(page.url()).toBe(`${simulator.deskUrl}#${OTHER}`);
		await page.reload();
		await caller('Grace Example').waitFor();
		simulator.reset();
		await page.getByText('No such interaction').waitFor();
	});

	it('says when the simulator is gone, and goes on when it is back', async () => {
		const first = await Simulator.start();
		const port = Number(first.url.split(':')[2]);
		context = await newContext(browser);
		const { page: its } = await openPage(context, first.deskUrl);
		complaints = [];
		await its.getByText('Live', { exact: true }).waitFor();
		await first.close();
		await its.getByText('Connection lost, trying again').waitFor();
		const second = await Simulator.start({ port });
		second.addInteraction({ guid: 'int-1', callerName: 'Back Again' });
		await its.getByRole('heading', { name: 'Back Again' }).waitFor();
		await its.getByText('Live', { exact: true }).waitFor();
		await second.close();
	});

	it.each([
		['light', 1280],
		['dark', 1280],
		['light', 380],
		['dark', 380],
	] as const)('is legible and fits, %s at %i pixels', async (colorScheme, width) => {
		await open({ colorScheme, viewport: { width, height: 900 } });
		await setAll();
		await offered('Customer tier').waitFor();
		await page.getByLabel('Value', { exact: true }).fill('VIP');
		await page.locator('#branches[data-branch=match]').waitFor();
		expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
		const contrasts = (await page.evaluate(CONTRASTS)) as Array<[string, number]>;
		expect(contrasts.length).toBeGreaterThan(30);
		expect(contrasts.filter(([, ratio]) => ratio < 4.5)).toEqual([]);
		const luminance = await page.evaluate(
			'getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0]',
		);
		if (colorScheme === 'dark') expect(Number(luminance)).toBeLessThan(40);
		else expect(Number(luminance)).toBeGreaterThan(215);
		await keepPicture(page, `desk-${colorScheme}-${width}`);
	});
});

/** Run in the page: each visible text with its contrast to what it stands on (WCAG 2). */
const CONTRASTS = `(() => {
	for (const animation of document.getAnimations()) animation.finish();
	const channels = (color) => color.match(/[\\d.]+/g).map(Number);
	const luminance = (color) => {
		const [r, g, b] = channels(color).map((channel) => {
			const share = channel / 255;
			return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const ground = (element) => {
		const color = getComputedStyle(element).backgroundColor;
		return channels(color)[3] === 0 ? ground(element.parentElement) : color;
	};
	return [...document.querySelectorAll('body *')]
		.filter((element) => element.checkVisibility() && !element.closest('.unseen'))
		.filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
		.map((element) => {
			const pair = [luminance(getComputedStyle(element).color), luminance(ground(element))].sort((a, b) => b - a);
			return [element.textContent.trim(), (pair[0] + 0.05) / (pair[1] + 0.05)];
		});
})()`;
