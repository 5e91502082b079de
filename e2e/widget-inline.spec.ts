import type { Page } from '@playwright/test';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { axeViolations } from './axe-violations.ts';
import { test as base, expect } from './fixtures.ts';
import { LenderPage, type LenderWindow } from './lender-page.ts';

const test = base.extend<{ lender: LenderPage }>({
  lender: async ({ page, winkwire }, use) => {
    await using lender = await LenderPage.serve(page, winkwire);
    await use(lender);
    expect(lender.errors).toEqual([]);
  },
});

const heading = en.consent.heading('Northwind Lending');
const place = '<div id="place"><p id="own">Before</p></div><p id="after">After</p>';

/** Sets a style by a script, because the page's policy permits no inline style. */
const style = (page: Page, text: string) =>
  page.evaluate((value) => {
    document.getElementById('place')!.style.cssText = value;
  }, text);
const box = (page: Page, selector: string) => page.locator(selector).boundingBox();

test('the widget fills its container and follows its size, without locking the page', async ({
  lender,
  page,
}) => {
  await lender.goto({ body: place + '<p>Long page</p>'.repeat(100) });
  await style(page, 'width: 700px; height: 520px');
  await page.evaluate(() => document.getElementById('own')!.remove());
  await lender.open({ container: '#place' });
  await expect(lender.widget.getByRole('heading', { name: heading })).toBeVisible();
  expect(await box(page, 'iframe')).toEqual(await box(page, '#place'));
  await style(page, 'width: 350px; height: 600px');
  await expect.poll(() => box(page, 'iframe')).toEqual(await box(page, '#place'));
  const card = await lender.widget.locator('main').boundingBox();
  expect(card).toEqual(await box(page, '#place'));

  await expect(page.locator('#open')).toBeFocused();
  await page.mouse.move(600, 20);
  await page.mouse.wheel(0, 300);
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(300);
  await page.locator('#after').click();
  expect(await axeViolations(page.mainFrame())).toEqual([]);
  await expect(page.getByRole('region', { name: 'Link your account' })).toBeVisible();
});

test('the focus enters with Tab and leaves again, and ESC closes nothing', async ({ lender, page }) => {
  await lender.goto({ body: `${place}<button id="next">Next</button>` });
  await lender.open({ container: '#place' });
  await expect(lender.widget.getByRole('heading', { name: heading })).toBeVisible();
  await page.keyboard.press('Tab');
  const inWidget = () => page.evaluate(() => document.activeElement?.shadowRoot !== null);
  expect(await inWidget()).toBe(true);
  await page.keyboard.press('Escape');
  for (let presses = 0; presses < 12 && (await inWidget()); presses += 1) await page.keyboard.press('Tab');
  await expect(page.locator('#next')).toBeFocused();
  await expect(lender.widget.getByRole('heading', { name: heading })).toBeVisible();
});

test('closing empties the container, calls onClose, and the widget opens there again', async ({
  lender,
  page,
}) => {
  await lender.goto({ body: place });
  await lender.open({ container: '#place' });
  await lender.widget.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.locator('iframe')).toHaveCount(0);
  expect(await page.locator('#place').innerHTML()).toBe('<p id="own">Before</p>');
  expect((await lender.receivedNames()).at(-1)).toBe('onClose');
  await lender.open({ container: '#place' });
  await expect(lender.widget.getByRole('heading', { name: heading })).toBeVisible();
});

test('a container without a height gets one, and a container that is removed closes the widget', async ({
  lender,
  page,
}) => {
  await lender.goto({ body: place });
  await lender.open({ container: '#place' });
  await expect(lender.widget.getByRole('heading', { name: heading })).toBeVisible();
  expect((await box(page, 'iframe'))?.height).toBe(640);
  // If the page hides the container, the widget stays open.
  await style(page, 'display: none');
  await expect(page.locator('iframe')).toBeHidden();
  await style(page, '');
  await expect(page.locator('iframe')).toBeVisible();
  // The loader notices that the container is removed, because the widget's size becomes zero. A hidden container has
  // this size too, so the widget must be painted first.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  await page.evaluate(() => document.getElementById('place')!.remove());
  await expect.poll(async () => (await lender.receivedNames()).at(-1)).toBe('onClose');
});

test('a container that does not exist is reported, and the widget opens above the page', async ({
  lender,
  page,
}) => {
  const warnings: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warnings.push(message.text()));
  await lender.goto();
  for (const container of ['#nowhere', '..no selector', 42]) {
    await lender.open({ container });
    await expect(lender.widget.getByRole('heading', { name: heading })).toBeFocused();
  }
  expect(warnings).toHaveLength(3);
  expect(warnings[0]).toContain('`container` is not an element of this page');
  await lender.open({ container: '' });
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(warnings).toHaveLength(3);
});

test('a container that the page adds before opening is used', async ({ lender, page }) => {
  await lender.goto();
  const { accessToken } = await lender.token();
  await page.evaluate(async (userToken) => {
    const here = window as unknown as LenderWindow;
    const container = document.createElement('div');
    here.modal = new here.SmileLinkModal({ userToken, companyName: 'Northwind Lending', container });
    await new Promise((idle) => requestIdleCallback(() => requestIdleCallback(idle)));
    container.id = 'place';
    document.body.append(container);
    here.modal.open();
  }, accessToken);
  await expect(
    page.locator('#place').frameLocator('iframe').getByRole('heading', { name: heading }),
  ).toBeVisible();
});
