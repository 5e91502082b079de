import type { Page } from '@playwright/test';
import { en } from '../packages/widget/src/frame/texts/en.ts';
import { callApi } from './call-api.ts';
import { test as base, expect } from './lender-fixtures.ts';
import type { LenderWindow } from './lender-page.ts';

/** Mistakes of a page's developer: what the user then sees, and what the console says. */
const test = base.extend<{ logged: string[] }>({
  logged: async ({ page }, use) => {
    const logged: string[] = [];
    page.on('console', (message) => logged.push(message.text()));
    await use(logged);
  },
});

const ours = (logged: string[]) => logged.filter((text) => text.startsWith('SmileLinkModal:'));

test('blank options count as absent', async ({ lender, logged }) => {
  const blank = {
    templateId: '',
    companyName: ' ',
    locale: '',
    theme: '',
    providers: null,
    enableUpload: null,
  };
  await lender.open(blank);
  await expect(lender.widget.getByRole('heading', { name: /uses Wink/ })).toBeVisible();
  expect(ours(logged)).toEqual([]);
});

test('unusable and unknown options are ignored, and reported once each', async ({ lender, logged }) => {
  await lender.open({
    templateId: 'wtpl-nowhere',
    companyName: 'Northwind Lending',
    providers: ['sss_ph', 'nope'],
    topProviders: 'parcelpond',
    enableUpload: 'true',
    locale: 42,
  });
  await lender.widget.getByRole('button', { name: en.consent.agree }).click();
  await expect(lender.widget.getByRole('option', { name: 'Parcel Pond' })).toBeVisible();
  await expect
    .poll(() => ours(logged).toSorted())
    .toEqual([
      'SmileLinkModal: enableUpload is ignored, because it is "true". Pass true or false.',
      'SmileLinkModal: locale is ignored, because the widget has no language 42. The language of the browser is used. Pass one of en, es, ar, fil, id, vi, th, zh-Hans, with a region if you like, such as es-MX.',
      'SmileLinkModal: providers has ids that do not exist in SANDBOX and are ignored: sss_ph, nope. Pass ids from GET /v1/providers.',
      'SmileLinkModal: templateId is ignored, because SANDBOX has no wink template wtpl-nowhere. Pass an id from GET /v1/winkTemplates.',
      'SmileLinkModal: topProviders is ignored, because it is "parcelpond". Pass an array of ids of providers.',
    ]);
});

test('if the origin of a page is not registered, the console says what to register', async ({
  lender,
  logged,
  page,
  winkwire,
}) => {
  const origin = new URL(page.url()).origin;
  try {
    await callApi(winkwire, 'PUT /v1/origins', { origins: ['https://shop.example'] });
    await lender.open();
    await expect(page.getByRole('heading', { name: /blocked in your browser/ })).toBeVisible();
    await expect
      .poll(() => ours(logged))
      .toEqual([
        `SmileLinkModal: the frame did not start. Register ${origin} with PUT /v1/origins, and allow ${winkwire.url} in frame-src.`,
      ]);
    // A content security policy cannot name `null`. So once `null` is registered, any page may embed the frame, but the
    // server still refuses the session.
    await callApi(winkwire, 'PUT /v1/origins', { origins: ['null'] });
    logged.length = 0;
    await lender.open();
    await expect(lender.widget.getByRole('heading', { name: en.failed.heading })).toBeVisible();
    await expect
      .poll(() => ours(logged))
      .toEqual([`SmileLinkModal: The origin ${origin} is not registered. Add it with PUT /v1/origins.`]);
  } finally {
    await callApi(winkwire, 'PUT /v1/origins', { origins: [] });
  }
});

test('a value that is not a token is rejected at once, and the error quotes its first characters', async ({
  lender,
  page,
}) => {
  const { accessToken } = await lender.token();
  const refusalOf = (userToken: string) =>
    page.evaluate((given) => {
      const { SmileLinkModal } = window as unknown as LenderWindow;
      try {
        new SmileLinkModal({ userToken: given });
        return 'none';
      } catch (error) {
        return String(error);
      }
    }, userToken);
  expect(await refusalOf(accessToken)).toBe('none');
  expect(await refusalOf('undefined')).toContain('`userToken` is not a link token: "unde.');
  expect(await refusalOf(`Bearer ${accessToken}`)).toContain('`userToken` is not a link token: "Bear.');
});

/** Opens the widget with a used token. With `same`, `onTokenExpired` passes on `next`, at first that token. */
async function openWithUsedToken(page: Page, userToken: string, handler: 'same' | 'none') {
  await page.evaluate(
    ([token, kind]) => {
      const target = window as unknown as LenderWindow & { asked: number; next: string };
      target.asked = 0;
      target.next = token;
      target.received = [];
      const onTokenExpired = (update: (next: string) => void) => {
        target.asked += 1;
        update(target.next);
      };
      target.modal = new target.SmileLinkModal({
        userToken: token,
        enableConsentPage: false,
        providers: ['parcelpond'],
        ...(kind === 'same' && { onTokenExpired }),
        onClose: (argument: Record<string, unknown>) => target.received.push({ name: 'onClose', argument }),
      });
      target.modal.open();
    },
    [userToken, handler] as const,
  );
}
const asked = (page: Page) => page.evaluate(() => (window as unknown as { asked: number }).asked);

test('a page whose tokens are all rejected is asked three times, and then the user can leave', async ({
  lender,
  page,
}) => {
  const { accessToken } = await lender.token();
  await lender.open({ userToken: accessToken });
  await expect(lender.widget.getByRole('button', { name: en.consent.agree })).toBeVisible();
  await page.evaluate(() => (window as unknown as LenderWindow).modal?.destroy());
  const renewals: string[] = [];
  page.on('request', (request) => request.url().endsWith('/sessions') && renewals.push(request.url()));
  await openWithUsedToken(page, accessToken, 'same');
  await expect(lender.widget.getByRole('heading', { name: en.expired.stuckHeading })).toBeVisible();
  expect(await asked(page)).toBe(3);
  expect(renewals).toHaveLength(4);
  await lender.widget.getByRole('button', { name: en.exit }).click();
  await expect(page.locator('iframe')).toHaveCount(0);
  expect(await lender.received()).toMatchObject([{ name: 'onClose', argument: { reason: 'error' } }]);
  expect(await asked(page)).toBe(3);
});

test('if a page has no onTokenExpired, the user can leave at once', async ({ lender, page }) => {
  const { accessToken } = await lender.token();
  await lender.open({ userToken: accessToken });
  await expect(lender.widget.getByRole('button', { name: en.consent.agree })).toBeVisible();
  await page.evaluate(() => (window as unknown as LenderWindow).modal?.destroy());
  await openWithUsedToken(page, accessToken, 'none');
  await expect(lender.widget.getByRole('heading', { name: en.expired.stuckHeading })).toBeVisible({
    timeout: 8000,
  });
});

test('a good token after rejected ones opens the widget', async ({ lender, page }) => {
  const { accessToken, userId } = await lender.token();
  const { accessToken: fresh } = await lender.token({ userId });
  await lender.open({ userToken: accessToken });
  await expect(lender.widget.getByRole('button', { name: en.consent.agree })).toBeVisible();
  await page.evaluate(() => (window as unknown as LenderWindow).modal?.destroy());
  await openWithUsedToken(page, accessToken, 'same');
  await expect.poll(() => asked(page)).toBe(2);
  await page.evaluate((token) => {
    (window as unknown as { next: string }).next = token;
  }, fresh);
  await expect(lender.widget.getByRole('heading', { name: en.login.heading('Parcel Pond') })).toBeVisible();
  expect(await asked(page)).toBe(3);
});
