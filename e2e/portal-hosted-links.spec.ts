import { expect, test } from './portal-page.ts';

test('a developer creates a link, copies it, follows its status, and revokes it', async ({
  portal,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { page } = portal;
  const { user } = await portal.api('POST', '/users', {});
  await portal.goto(`/sandbox/hosted-links?userId=${user.id}`);
  await expect(page.getByText('No link matches')).toBeVisible();

  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Create a link' }).click();
  await portal.expectAccessible();
  await dialog.getByLabel('Return URL').fill('https://nowhere.example/');
  await dialog.getByLabel('State', { exact: true }).fill('application-4711');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(dialog.getByRole('alert')).toContainText('PUT /v1/origins');
  await dialog.getByLabel('Return URL').fill('');
  await dialog.getByRole('button', { name: 'Create', exact: true }).click();
  await dialog.getByRole('button', { name: 'Copy address' }).click();
  const address = await page.evaluate(() => navigator.clipboard.readText());
  await portal.expectAccessible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText(address)).toHaveCount(0);

  const row = page.getByRole('row').filter({ hasText: 'application-4711' });
  await expect(row).toContainText('Not opened yet');
  await portal.expectAccessible();
  expect((await fetch(`${address}/session`, { method: 'POST' })).ok).toBe(true);
  await expect(row).toContainText('Opened');

  await row.getByRole('button', { name: /^Revoke/ }).click();
  await portal.expectAccessible();
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click();
  await expect(row).toContainText('Revoked');
  await expect(row.getByRole('button', { name: /^Revoke/ })).toHaveCount(0);
  expect((await fetch(address)).status).toBe(410);

  await portal.api('POST', '/hostedLinks', { userId: user.id });
  await portal.api('POST', '/sandbox/accounts', { userId: user.id, providerId: 'parcelpond' });
  await expect(page.getByRole('row').filter({ hasText: 'Linked' })).toHaveCount(1);
});
