import type { Page } from '@playwright/test';
import { expect, test } from './portal-page.ts';

/** Delays requests that change something. The returned function makes them fail. */
async function failRequests(page: Page, address: string) {
  const released = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    if (route.request().method() === 'GET') return route.continue();
    await released.promise;
    await route.abort();
  });
  return released.resolve;
}

test('while a dialog works its fields take no input, and after a failure the focus returns', async ({
  portal,
}) => {
  const { page } = portal;
  await portal.goto('/sandbox/keys');
  await page.getByRole('button', { name: 'Create a key' }).click();
  const name = page.getByLabel('Name');
  await name.fill('Loan desk');
  const fail = await failRequests(page, '**/v1/keys');
  await name.press('Enter');
  await expect(name).not.toBeFocused();
  await page.keyboard.type(' twice');
  fail();
  await expect(page.getByRole('alert')).toContainText('The server is not responding.');
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Loan desk');
});

test('the failure of a dialog that was closed meanwhile is shown on the page', async ({ portal }) => {
  const { page } = portal;
  await portal.api('POST', '/keys', { name: 'Until tomorrow' });
  await portal.goto('/sandbox/keys');
  const row = page.getByRole('listitem').filter({ hasText: 'Until tomorrow' });
  await row.getByRole('button', { name: /^Expire/ }).click();
  const fail = await failRequests(page, '**/v1/keys/*/expire');
  const asked = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('dialog').getByRole('button', { name: 'Expire', exact: true }).click();
  await asked;
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  fail();
  await expect(page.locator('.toast', { hasText: 'The server is not responding.' })).toBeVisible();
});

test('a dialog whose result is shown only once cannot be left before the result is there', async ({
  portal,
}) => {
  const { page } = portal;
  const dialog = page.getByRole('dialog');
  await portal.goto('/sandbox/webhooks');
  await page.getByRole('link', { name: 'API keys' }).click();
  await page.getByRole('button', { name: 'Create a key' }).click();
  const released = Promise.withResolvers<void>();
  await page.route('**/v1/keys', async (route) => {
    if (route.request().method() === 'POST') await released.promise;
    return route.continue();
  });
  const asked = page.waitForRequest((request) => request.method() === 'POST');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await asked;
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeDisabled();
  await dialog.getByRole('button', { name: 'Cancel' }).dispatchEvent('click');
  await page.evaluate(() => history.back());
  released.resolve();
  await expect(dialog.getByRole('region', { name: 'secret', exact: true })).toHaveText(/^[\w-]{32}$/);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('when a pressed button disappears, the focus goes to what has changed', async ({ portal }) => {
  const { page } = portal;
  const company = { name: 'Lender', logoUrl: null };
  const { id } = await portal.api('POST', '/winkTemplates', { name: 'Unreachable', company });
  await page.route('**/v1/winkTemplates/*', (route) => route.abort());
  await portal.goto(`/sandbox/widget/${id}`);
  const retry = page.getByRole('button', { name: 'Try again' });
  await expect(retry).toBeVisible();
  await page.unroute('**/v1/winkTemplates/*');
  await retry.press('Enter');
  await expect(portal.heading('Theme')).toBeFocused();

  const text = page.getByLabel('Light text');
  await text.fill('#ffffff');
  await page.getByRole('button', { name: /^Use #/ }).press('Enter');
  await expect(text).toBeFocused();

  await portal.goto('/sandbox/keys');
  await page.getByRole('button', { name: 'Create a key' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'New API key' })).toBeFocused();
});
