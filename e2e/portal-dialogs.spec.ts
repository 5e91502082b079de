import type { Page } from '@playwright/test';
import { expect, test } from './portal-page.ts';

/** Delays the creation of a key. The returned function makes the creation fail. */
async function failCreation(page: Page) {
  const released = Promise.withResolvers<void>();
  await page.route('**/v1/keys', async (route) => {
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
  const fail = await failCreation(page);
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
  await portal.goto('/sandbox/keys');
  await page.getByRole('button', { name: 'Create a key' }).click();
  const fail = await failCreation(page);
  const asked = page.waitForRequest((request) => request.method() === 'POST');
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await asked;
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  fail();
  await expect(page.locator('.toast', { hasText: 'The server is not responding.' })).toBeVisible();
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
