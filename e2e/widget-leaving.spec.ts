import type { Page } from '@playwright/test';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { callApi } from './call-api.ts';
import { test as base, expect } from './fixtures.ts';
import { LenderPage, type LenderWindow } from './lender-page.ts';
import { WidgetSteps } from './widget-steps.ts';

/** The user leaves while an account connects, which takes six seconds at this provider. */
const test = base.extend<{ lender: LenderPage }>({
  lender: async ({ page, winkwire }, use) => {
    await using lender = await LenderPage.serve(page, winkwire);
    await lender.goto();
    await lender.open({ providers: ['revenue-board'], enableConsentPage: false });
    await lender.widget.locator('#login-username').fill('George');
    await lender.widget.locator('#login-password').fill('123456');
    await lender.widget.getByRole('button', { name: en.login.submit }).click();
    await expect(
      lender.widget.getByRole('heading', { name: en.connecting.heading('Revenue Board') }),
    ).toBeVisible();
    await use(lender);
  },
});

const question = (lender: LenderPage) => lender.widget.getByRole('dialog', { name: en.stopping.heading });
const closed = (page: Page) => expect(page.locator('iframe')).toHaveCount(0);
const accountOf = async (lender: LenderPage) => {
  const created = (await lender.received()).find(({ name }) => name === 'onAccountCreated');
  return String(created?.argument.accountId);
};

test('the user is asked, can stay, and after stopping the account is not linked', async ({
  lender,
  page,
  winkwire,
}) => {
  await page.keyboard.press('Escape');
  await expect(question(lender)).toBeVisible();
  await lender.widget.getByRole('button', { name: en.stopping.stay }).click();
  await expect(question(lender)).toBeHidden();
  expect(await lender.receivedNames()).toEqual(['LoginPageOpened', 'onAccountCreated']);
  await lender.widget.getByRole('button', { name: en.close }).click();
  await lender.widget.getByRole('button', { name: en.stopping.confirm, exact: true }).click();
  await closed(page);
  expect(await lender.receivedNames()).toEqual([
    'LoginPageOpened',
    'onAccountCreated',
    'onAccountRemoved',
    'onClose',
  ]);
  expect((await lender.received()).at(-1)?.argument).toMatchObject({
    reason: 'close',
    screen: 'LoginPageOpened',
  });
  const account = await callApi(winkwire, `GET /v1/accounts/${await accountOf(lender)}`);
  expect(account).toMatchObject({ connectionStatus: 'DISCONNECTED' });
});

test('a page that closes the widget is first informed that the account was removed', async ({
  lender,
  page,
}) => {
  await page.evaluate(() => (window as unknown as LenderWindow).modal?.close());
  await closed(page);
  expect((await lender.receivedNames()).slice(-2)).toEqual(['onAccountRemoved', 'onClose']);
});

base(
  'going back from a code stops the sign-in, and the login is shown at once',
  async ({ page, winkwire }) => {
    await using lender = await LenderPage.serve(page, winkwire);
    await lender.goto();
    await lender.open({ providers: ['swiftlane'], enableConsentPage: false });
    const widget = new WidgetSteps(lender.widget);
    await widget.logIn({ 'Phone number': '+639559991234', Password: '123456' });
    await widget.sees(en.mfa.heading);
    await widget.press(en.back);
    await widget.sees(en.login.heading('Swiftlane'));
    await expect.poll(() => lender.receivedNames()).toContain('onAccountRemoved');
    const account = await callApi(winkwire, `GET /v1/accounts/${await accountOf(lender)}`);
    expect(account).toMatchObject({ connectionStatus: 'DISCONNECTED' });
    // No account is being linked any more, so the widget closes without asking.
    await page.keyboard.press('Escape');
    await closed(page);
    expect((await lender.receivedNames()).filter((name) => name === 'onAccountRemoved')).toHaveLength(1);
  },
);

test('a page that goes away stops the account too', async ({ lender, page, winkwire }) => {
  const accountId = await accountOf(lender);
  await page.goto('about:blank');
  const status = async () => (await callApi(winkwire, `GET /v1/accounts/${accountId}`)).connectionStatus;
  await expect.poll(status).toBe('DISCONNECTED');
});

test('if the server does not respond, the widget says so and the user may leave', async ({
  lender,
  page,
}) => {
  await page.route('**/accounts/*/stop', (route) => route.abort());
  await page.keyboard.press('Escape');
  await lender.widget.getByRole('button', { name: en.stopping.confirm, exact: true }).click();
  await expect(question(lender).getByRole('alert')).toContainText(en.stopping.failed);
  await lender.widget.getByRole('button', { name: en.stopping.leave }).click();
  await closed(page);
  expect((await lender.receivedNames()).at(-1)).toBe('onClose');
});
