import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { callApi } from './call-api.ts';
import { test as base, expect } from './fixtures.ts';
import type { Winkwire } from './start-winkwire.ts';

/*
 * A user leaves this page for a sign-in page. When the user comes back, the page has a new token if `areFresh` is true.
 */
class Lender {
  readonly page: Page;
  readonly widget;
  readonly address: string;
  /** The user of the link tokens. A test may set another user. */
  userId = '';
  userToken = '';

  constructor(page: Page, address: string) {
    this.page = page;
    this.address = address;
    this.widget = page.frameLocator('iframe[src*="/widget/"]');
  }

  button(name: string) {
    return this.widget.getByRole('button', { name, exact: true });
  }
  async sees(name: string): Promise<void> {
    await expect(this.widget.getByRole('heading', { level: 1, name })).toBeVisible();
  }
  async received(): Promise<string[]> {
    return this.page.evaluate(() => (window as unknown as { received: string[] }).received);
  }
  /** Loads the page and presses its button, which opens the widget at the login of the provider. */
  async begin(): Promise<void> {
    await this.page.goto(`${this.address}apply?step=3#income`);
    await this.page.getByRole('button', { name: 'Link' }).click();
    await this.sees(en.login.heading('Peoplehub'));
  }
  async signIn(): Promise<void> {
    await this.page.getByLabel('User name, e-mail or phone').fill('Anisha');
    await this.page.getByLabel('Password').fill('123456');
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }
}

const html = (
  winkwireUrl: string,
  userToken: string,
) => `<!doctype html><html lang="en"><head><title>Lender</title>
  <meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
  <script src="${winkwireUrl}/v2/smile.v2.js"></script></head><body><h1>Lender</h1><button id="link">Link</button><script>
    const received = window.received = [];
    const callbacks = Object.fromEntries(['onAccountCreated', 'onAccountConnected', 'onAccountError', 'onClose'].map((name) =>
      [name, () => received.push(name)]));
    const modal = new SmileLinkModal({ userToken: ${JSON.stringify(userToken)}, providers: ['peoplehub'],
      enableConsentPage: false, locale: 'en', ...callbacks });
    link.onclick = () => modal.open();
  </script></body></html>`;

const newUser = async (winkwire: Winkwire) => {
  const { user, token } = await callApi<{ user: { id: string }; token: { accessToken: string } }>(
    winkwire,
    'POST /v1/users',
    {},
  );
  return { userId: user.id, userToken: token.accessToken };
};
const newToken = (winkwire: Winkwire, userId: string) =>
  callApi<{ accessToken: string }>(winkwire, `POST /v1/tokens?userId=${userId}`);

const test = base.extend<{ lender: Lender; tokens: { areFresh: boolean } }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern
  tokens: async ({}, use) => use({ areFresh: true }),
  lender: async ({ page, winkwire, tokens }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(`${error}`));
    const server = createServer(async (_, response) => {
      const { userId } = lender;
      const fresh = tokens.areFresh ? (await newToken(winkwire, userId)).accessToken : lender.userToken;
      response.setHeader('content-type', 'text/html').end(html(winkwire.url, fresh));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const lender = new Lender(page, `http://localhost:${(server.address() as AddressInfo).port}/`);
    Object.assign(lender, await newUser(winkwire));
    await use(lender);
    server.close().closeAllConnections();
    expect(errors).toEqual([]);
  },
});

/** Longer than a usual limit for a step, such as ten seconds. */
const slowMs = 12_000;

const blockPopups = (page: Page) => page.addInitScript(() => Object.assign(window, { open: () => null }));

test('where popups are blocked, the user signs in in the same tab and comes back to the success screen', async ({
  lender,
  page,
}) => {
  await blockPopups(page);
  await lender.begin();
  const sent = page.waitForRequest((request) => request.url().endsWith('/widget/api/accounts'));
  await lender.button(en.login.redirect('Peoplehub')).click();
  await expect(lender.widget.getByRole('alert').getByText(en.redirecting.blocked)).toBeVisible();
  expect((await sent).postDataJSON().pageUrl).toBe(`${lender.address}apply?step=3#income`);
  await lender.button(en.redirecting.here).click();
  await lender.signIn();
  await lender.sees(en.connectSuccess.heading);
  // The code with which the user came back has been removed from the URL.
  expect(page.url()).toBe(`${lender.address}apply?step=3#income`);
  await expect.poll(() => lender.received()).toEqual(['onAccountConnected']);
  await lender.button(en.done).click();
  await page.reload();
  // The frame is preloaded, but the widget does not open by itself.
  await expect(page.locator('iframe')).toBeHidden();
});

test('a provider that is slow to respond does not end the session of the user who leaves for it', async ({
  lender,
  page,
}) => {
  await blockPopups(page);
  await page.route('**/*&in=tab', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, slowMs));
    await route.continue();
  });
  await lender.begin();
  await lender.button(en.login.redirect('Peoplehub')).click();
  await lender.button(en.redirecting.here).click();
  await expect(page.getByLabel('Password')).toBeVisible({ timeout: 30_000 });
  await lender.signIn();
  await lender.sees(en.connectSuccess.heading);
});

test('a user who goes back without having signed in can continue', async ({ lender, page }) => {
  await blockPopups(page);
  await lender.begin();
  await lender.button(en.login.redirect('Peoplehub')).click();
  await lender.button(en.redirecting.here).click();
  await expect(page.getByLabel('Password')).toBeVisible();
  await page.goto(`${lender.address}another`);
  await page.getByRole('button', { name: 'Link' }).click();
  await lender.sees(en.redirecting.heading('Peoplehub'));
  await expect(lender.widget.getByRole('alert').getByText(en.redirecting.unfinished)).toBeVisible();
  await lender.button(en.login.redirect('Peoplehub')).click();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await lender.sees(en.linkErrors.AUTH_REQUIRED.title);
  await expect.poll(() => lender.received()).toEqual(['onAccountError']);
});

test('the link with which one user comes back shows another user nothing of the session', async ({
  lender,
  page,
  winkwire,
}) => {
  await blockPopups(page);
  await lender.begin();
  await lender.button(en.login.redirect('Peoplehub')).click();
  await lender.button(en.redirecting.here).click();
  let back = '';
  await page.route(`${lender.address}**`, (route) => {
    back = route.request().url();
    return route.abort();
  });
  await lender.signIn().catch(() => {});
  await expect.poll(() => back).toContain('winkwire_return=');
  await page.unroute(`${lender.address}**`);
  Object.assign(lender, await newUser(winkwire));
  await page.goto(back);
  await lender.sees(en.login.heading('Peoplehub'));
  expect(page.url()).not.toContain('winkwire_return');
  expect(await lender.received()).toEqual([]);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 760 }, hasTouch: true, isMobile: true });

  test('signing in takes one tap, even if the page then has only its used token', async ({
    lender,
    page,
    tokens,
  }) => {
    tokens.areFresh = false;
    let popups = 0;
    page.on('popup', () => {
      popups += 1;
    });
    await lender.begin();
    await expect(lender.widget.getByText(en.login.tabIntro('Peoplehub'))).toBeVisible();
    // Shortly after the widget was shown, a tap may be the second one of a double tap, and is ignored.
    await page.waitForFunction(
      (shownAt) => performance.now() - shownAt > 500,
      await page.evaluate(() => performance.now()),
    );
    await lender.button(en.login.redirect('Peoplehub')).tap();
    await lender.signIn();
    await lender.sees(en.connectSuccess.heading);
    expect(popups).toBe(0);
  });
});
