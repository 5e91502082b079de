import type { Page } from '@playwright/test';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { test as base, expect } from './fixtures.ts';
import { LenderPage, type LenderWindow } from './lender-page.ts';

interface Fixtures {
  lender: LenderPage;
  requested: string[];
}

const test = base.extend<Fixtures>({
  requested: async ({ page, winkwire }, use) => {
    const paths: string[] = [];
    page.on('request', (request) => {
      const { origin, pathname } = new URL(request.url());
      if (origin === winkwire.url) paths.push(pathname.replace(/-[\w-]{8}\./, '.'));
    });
    await use(paths);
  },
  lender: async ({ page, winkwire }, use) => {
    const messages: string[] = [];
    // Chromium logs a warning for each unused preload.
    page.on('console', (message) => messages.push(message.text()));
    await using lender = await LenderPage.serve(page, winkwire);
    await use(lender);
    expect([...lender.errors, ...messages]).toEqual([]);
  },
});

const heading = en.consent.heading('Northwind Lending');
const document = '/widget/';
const session = '/widget/api/sessions';
const count = (paths: string[], path: string) => paths.filter((each) => each === path).length;

/** Constructs a widget for each token. The page keeps the last widget as `modal`. */
const construct = (page: Page, tokens: string[]) =>
  page.evaluate((all) => {
    const here = window as unknown as LenderWindow;
    for (const userToken of all)
      here.modal = new here.SmileLinkModal({ userToken, companyName: 'Northwind Lending' });
  }, tokens);
const call = (page: Page, method: 'open' | 'destroy') =>
  page.evaluate((name) => (window as unknown as LenderWindow).modal?.[name](), method);

const preloaded = (page: Page) =>
  expect
    .poll(async () => {
      const frame = page.frames().find((each) => each.url().includes('/widget/?'));
      return frame?.evaluate(() => globalThis.document.readyState).catch(() => null);
    })
    .toBe('complete');

test('a constructed widget loads everything but its session, unseen, and opens without loading again', async ({
  lender,
  page,
  requested,
}) => {
  await lender.goto();
  const before = await page.locator('body').ariaSnapshot();
  await construct(page, [(await lender.token()).accessToken]);
  await preloaded(page);
  await expect(page.locator('iframe')).toBeHidden();
  expect(await page.locator('body').ariaSnapshot()).toBe(before);
  await page.keyboard.press('Tab');
  await expect(page.locator('#open')).toBeFocused();
  expect(requested).toEqual(
    expect.arrayContaining([document, '/widget/assets/index.js', '/widget/assets/index.css']),
  );
  expect(count(requested, session)).toBe(0);

  requested.length = 0;
  await call(page, 'open');
  await expect(lender.widget.getByRole('heading', { name: heading })).toBeFocused();
  expect([count(requested, session), count(requested, document)]).toEqual([1, 0]);
  await lender.widget.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.locator('iframe')).toHaveCount(0);
});

test('the frame is loaded only after the page', async ({ lender, page }) => {
  const { accessToken } = await lender.token();
  const styles = Promise.withResolvers<void>();
  await page.route('**/slow.css', async (route) => {
    await styles.promise;
    await route.fulfill({ contentType: 'text/css', body: '' });
  });
  await page.addInitScript((userToken) => {
    if (window !== window.top) return;
    const here = window as unknown as LenderWindow & { states: string[] };
    here.states = [];
    addEventListener('DOMContentLoaded', () => {
      const note = () => here.states.push(globalThis.document.readyState);
      new MutationObserver(note).observe(globalThis.document.body, { childList: true });
      new here.SmileLinkModal({ userToken });
    });
  }, accessToken);
  const requested = page.waitForRequest('**/slow.css');
  const loading = lender.goto({ body: '<link rel="stylesheet" media="print" href="/slow.css">' });
  await requested;
  // The browser is idle here, but the style sheet has not been loaded. The frame must not be preloaded yet.
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(() => requestIdleCallback(idle))));
  styles.resolve();
  await loading;
  await expect(page.locator('iframe')).toHaveCount(1);
  expect(await page.evaluate(() => (window as unknown as { states: string[] }).states)).toEqual(['complete']);
});

test('only the newest of many widgets is loaded ahead, and all of them open', async ({
  lender,
  page,
  requested,
}) => {
  await lender.goto();
  const tokens = await Promise.all([1, 2, 3].map(async () => (await lender.token()).accessToken));
  await construct(page, tokens.slice(0, 2));
  await preloaded(page);
  await expect(page.locator('iframe')).toHaveCount(1);
  expect(count(requested, document)).toBe(1);
  await page.evaluate((userToken) => {
    const here = window as unknown as LenderWindow;
    const older = here.modal;
    here.modal = new here.SmileLinkModal({ userToken, companyName: 'Northwind Lending' });
    older?.open();
  }, tokens[2]!);
  await expect(page.frameLocator('iframe:visible').getByRole('heading', { name: heading })).toBeVisible();
});

test('a widget that is opened at once loads its frame once', async ({ lender, page, requested }) => {
  await lender.goto();
  await construct(page, [(await lender.token()).accessToken]);
  await call(page, 'open');
  await expect(lender.widget.getByRole('heading', { name: heading })).toBeVisible();
  expect([count(requested, document), count(requested, session)]).toEqual([1, 1]);
});

test('destroying a widget before it was opened leaves nothing behind', async ({ lender, page }) => {
  await lender.goto();
  await construct(page, [(await lender.token()).accessToken]);
  await preloaded(page);
  await call(page, 'destroy');
  await expect(page.locator('iframe')).toHaveCount(0);
});

test('if a page replaces its body, the frame that was loaded ahead is gone, and the widget still opens', async ({
  lender,
  page,
}) => {
  await lender.goto();
  await construct(page, [(await lender.token()).accessToken]);
  await preloaded(page);
  await page.evaluate(() => globalThis.document.body.replaceWith(globalThis.document.createElement('body')));
  await call(page, 'open');
  await expect(lender.widget.getByRole('heading', { name: heading })).toBeVisible();
  await expect(page.locator('iframe')).toHaveCount(1);
});

test('a frame that the browser has discarded is reported, and can be loaded again', async ({
  lender,
  page,
}) => {
  await page.clock.install();
  await lender.goto();
  await construct(page, [(await lender.token()).accessToken]);
  await preloaded(page);
  await page.frames().at(-1)!.goto('about:blank');
  await call(page, 'open');
  await page.clock.fastForward(20_000);
  await expect(page.getByRole('alert')).toContainText('The server does not respond');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(lender.widget.getByRole('heading', { name: heading })).toBeVisible();
});

test('the texts of another language are loaded ahead too', async ({ lender, page, requested }) => {
  await lender.goto();
  const { accessToken } = await lender.token();
  await page.evaluate((userToken) => {
    const here = window as unknown as LenderWindow;
    here.modal = new here.SmileLinkModal({ userToken, locale: 'es-MX' });
  }, accessToken);
  await expect.poll(() => requested).toContain('/widget/assets/es.js');
});

test('nothing is loaded ahead for a user who saves data', async ({ lender, page, requested }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
  await lender.goto();
  await construct(page, [(await lender.token()).accessToken]);
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(() => requestIdleCallback(idle))));
  expect(requested).not.toContain(document);
  await call(page, 'open');
  await expect(lender.widget.getByRole('heading', { name: heading })).toBeVisible();
});
