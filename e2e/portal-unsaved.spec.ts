import { expect, test } from './portal-page.ts';

test('a changed theme and changed origins are discarded only after a confirmation', async ({ portal }) => {
  const { page } = portal;
  const { id } = await portal.api('POST', '/winkTemplates', {
    name: 'Half edited',
    company: { name: 'Lender', logoUrl: null },
  });
  const dialog = page.getByRole('dialog', { name: 'Discard your changes?' });
  const users = page.getByRole('link', { name: 'Users', exact: true });
  await portal.goto(`/sandbox/widget/${id}`);
  await page.getByLabel('Radius in pixels').fill('3');
  await users.click();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByLabel('Radius in pixels')).toHaveValue('3');
  await page.getByRole('button', { name: 'Save theme' }).click();
  await expect(page.locator('.toast', { hasText: 'Theme saved.' })).toBeVisible();
  await expect(portal.heading('Wink Widget')).toBeVisible();

  const origins = page.getByLabel('Origins', { exact: true });
  await origins.fill('https://app.example.com');
  await users.click();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(origins).toHaveValue('https://app.example.com');
  await origins.fill('');
  await page.getByRole('button', { name: 'Save origins' }).click();
  await expect(page.locator('.toast', { hasText: 'Origins saved.' })).toBeVisible();
  await users.click();
  await expect(portal.heading('Users')).toBeVisible();

  await portal.goto(`/sandbox/widget/${id}`);
  await page.getByRole('button', { name: 'Remove theme' }).click();
  await expect(page.locator('.toast', { hasText: 'Theme removed.' })).toBeVisible();
});

test('signing out asks before it discards changes, also after it has failed once', async ({ portal }) => {
  const { page } = portal;
  await portal.goto('/sandbox/webhooks/new');
  await page.getByLabel('Name').fill('Half typed');
  const signOut = page.getByRole('button', { name: 'Sign out' }).first();
  const dialog = page.getByRole('dialog', { name: 'Discard your changes?' });
  await signOut.click();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByLabel('Name')).toHaveValue('Half typed');
  // The session is shared with other tests, so it must not end.
  await page.route('**/portal/api/session', (route) =>
    route.request().method() === 'DELETE' ? route.abort() : route.fallback(),
  );
  await signOut.click();
  await dialog.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.locator('.toast', { hasText: 'The server is not responding.' })).toBeVisible();
  await signOut.click();
  await expect(dialog).toBeVisible();
  await page.unroute('**/portal/api/session');
  await page.route('**/portal/api/session', (route) =>
    route.request().method() === 'DELETE'
      ? route.fulfill({ json: { code: 'OK', message: '', requestId: 'r', data: {} } })
      : route.fallback(),
  );
  await dialog.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page).toHaveURL(/\/portal\/sign-in$/);
});
