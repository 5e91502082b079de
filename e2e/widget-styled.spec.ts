import type { Page } from '@playwright/test';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { test as base, expect } from './fixtures.ts';
import { LenderPage, type LenderWindow } from './lender-page.ts';

const test = base.extend<{ lender: LenderPage }>({
  lender: async ({ page, winkwire }, use) => {
    await using lender = await LenderPage.serve(page, winkwire);
    await lender.goto({ body: '<p>Long page</p>'.repeat(200) });
    await use(lender);
    expect(lender.errors).toEqual([]);
  },
});

/** Adds rules by a script, because the page's policy refuses inline styles. */
const style = (page: Page, rules: string) =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }, rules);

async function scrolls(page: Page): Promise<boolean> {
  await page.evaluate(() => scrollTo(0, 0));
  await page.mouse.move(20, 20);
  await page.mouse.wheel(0, 300);
  return await page.evaluate(
    () =>
      new Promise<boolean>((resolve) => {
        const look = (frames: number) =>
          scrollY > 0 || frames === 0 ? resolve(scrollY > 0) : requestAnimationFrame(() => look(frames - 1));
        look(30);
      }),
  );
}

/**
 * Whether the page cannot scroll. Reads the style, because a turn of the mouse wheel may never complete in Chromium
 * after a widget was removed (11 % of mouse events).
 */
const isLocked = (page: Page): Promise<boolean> =>
  page.evaluate(() => getComputedStyle(document.documentElement).overflowY === 'hidden');

const hiding = [
  'div:empty { display: none }',
  'body > div, body > :last-child { display: none !important }',
  '* { visibility: hidden !important; opacity: 0 !important; pointer-events: none !important }',
  '@layer base { div { display: none !important; content-visibility: hidden !important } }',
  'body { transform: scale(0); filter: opacity(0); contain: strict; visibility: hidden; pointer-events: none }',
  'div { position: absolute !important; left: -9999px !important; clip-path: inset(50%) !important; zoom: 0.01 }',
  'body { display: grid; gap: 400px } div { animation: gone 1s forwards } @keyframes gone { to { display: none } }',
  'dialog, iframe { display: none !important; width: 0 !important }',
];

for (const rules of hiding) {
  test(`the widget is visible under ${rules}`, async ({ lender, page }) => {
    await style(page, rules);
    await lender.open();
    await lender.widget.getByRole('button', { name: en.consent.agree }).click();
    await expect(lender.widget.getByRole('combobox')).toBeInViewport({ ratio: 1 });
    await lender.widget.getByRole('button', { name: 'Close', exact: true }).click();
    await expect(page.locator('iframe')).toHaveCount(0);
  });
}

test('a widget in a hidden page closes with an error, and leaves the page usable', async ({
  lender,
  page,
}) => {
  const logged: string[] = [];
  page.on('console', (message) => logged.push(message.text()));
  await style(page, 'body.hidden { display: none }');
  await page.evaluate(() => document.body.classList.add('hidden'));
  await lender.open();
  await expect
    .poll(async () => (await lender.received()).at(-1))
    .toMatchObject({
      name: 'onClose',
      argument: { reason: 'error' },
    });
  await page.evaluate(() => document.body.classList.remove('hidden'));
  expect(await scrolls(page)).toBe(true);
  await expect(page.locator('iframe')).toHaveCount(0);
  const complaints = () => logged.filter((text) => text.includes('show `html` and `body`'));
  await expect.poll(complaints).toHaveLength(1);
});

test('the widget stays if the page hides itself for a moment while it loads', async ({ lender, page }) => {
  await style(page, 'html.loading { display: none }');
  await page.evaluate(() => document.documentElement.classList.add('loading'));
  await lender.open();
  await page.evaluate(() => document.documentElement.classList.remove('loading'));
  await lender.widget.getByRole('button', { name: en.consent.agree }).click();
  await expect(lender.widget.getByRole('combobox')).toBeVisible();
});

test('widgets that close in any order unlock the page once', async ({ lender, page }) => {
  const tokens = [await lender.token(), await lender.token()].map(({ accessToken }) => accessToken);
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    await page.evaluate((userTokens) => {
      const target = window as unknown as LenderWindow & { modals: LenderWindow['modal'][] };
      target.modals = userTokens.map((userToken) => new target.SmileLinkModal({ userToken }));
      for (const modal of target.modals) modal?.open();
    }, tokens);
    const destroy = (index: number) =>
      page.evaluate(
        (which) => (window as unknown as { modals: { destroy(): void }[] }).modals[which]?.destroy(),
        index,
      );
    await destroy(order[0]!);
    expect(await isLocked(page)).toBe(true);
    await destroy(order[1]!);
    expect(await isLocked(page)).toBe(false);
  }
});

test('if the page locks its own scrolling meanwhile, the widget does not unlock it', async ({
  lender,
  page,
}) => {
  const overflow = (value: string) =>
    page.evaluate((given) => {
      const { style: own } = document.documentElement;
      const before = own.overflow;
      own.overflow = given;
      return before;
    }, value);
  const destroy = () => page.evaluate(() => (window as unknown as LenderWindow).modal?.destroy());
  await overflow('hidden');
  await lender.open();
  await overflow('');
  await destroy();
  expect(await scrolls(page)).toBe(true);
  await lender.open();
  const before = await overflow('hidden');
  await destroy();
  expect(await scrolls(page)).toBe(false);
  await overflow(before);
  expect(await scrolls(page)).toBe(true);
});

test('replacing the body closes the widget, and it can be opened again', async ({ lender, page }) => {
  await lender.open();
  await expect(lender.widget.getByRole('button', { name: en.consent.agree })).toBeVisible();
  const replaceBody = () =>
    page.evaluate(() => {
      const body = document.createElement('body');
      const text = document.createElement('p');
      text.textContent = 'Next page';
      body.append(text, ...Array.from({ length: 200 }, () => text.cloneNode(true)));
      document.documentElement.replaceChild(body, document.body);
    });
  await replaceBody();
  const closings = async () =>
    (await lender.received()).filter(({ name }) => name === 'onClose').map(({ argument }) => argument.reason);
  await expect.poll(closings).toEqual(['close']);
  expect(await scrolls(page)).toBe(true);
  const { accessToken } = await lender.token();
  await lender.open({ userToken: accessToken });
  await expect(lender.widget.getByRole('button', { name: en.consent.agree })).toBeVisible();
});

test('open() in the same task as the new body shows the widget there, after onClose', async ({
  lender,
  page,
}) => {
  await lender.open();
  await expect(lender.widget.getByRole('button', { name: en.consent.agree })).toBeVisible();
  // The page gets a UI event only after the log has numbered it.
  await expect.poll(() => lender.receivedNames()).toEqual(['ConsentPageOpened']);
  await page.evaluate(() => {
    document.body.innerHTML = '<p>Next page</p>';
    (window as unknown as LenderWindow).modal?.open();
  });
  await expect(page.locator('iframe')).toHaveCount(1);
  expect((await lender.receivedNames()).filter((name) => name === 'onClose')).toHaveLength(1);
  // A link token opens only one session, and the first `open()` has used it.
  await expect(lender.widget.getByRole('heading', { name: en.expired.stuckHeading })).toBeVisible();
  await lender.widget.getByRole('button', { name: en.exit }).click();
  await expect(page.locator('iframe')).toHaveCount(0);
  expect(await lender.receivedNames()).toEqual(['ConsentPageOpened', 'onClose', 'onClose']);
});
