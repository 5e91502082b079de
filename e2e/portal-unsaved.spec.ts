import type { Locator, Page } from '@playwright/test';
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
  // The session still exists, so the sign-in page leads back at once.
  const signedOut = page.waitForURL(/\/portal\/sign-in$/, { waitUntil: 'commit' });
  await dialog.getByRole('button', { name: 'Discard changes' }).click();
  await signedOut;
});

test('the form of origins shows what someone else has saved meanwhile, and asks nothing', async ({
  portal,
}) => {
  const { page } = portal;
  const origins = page.getByLabel('Origins', { exact: true });
  const widget = page.getByRole('link', { name: 'Widget', exact: true }).first();
  const users = page.getByRole('link', { name: 'Users', exact: true });
  await portal.goto('/sandbox/users');
  await putOrigins(page, ['https://old.example.com']);
  await widget.click();
  await expect(origins).toHaveValue('https://old.example.com');
  await users.click();
  await expect(portal.heading('Users')).toBeVisible();
  await putOrigins(page, ['https://new.example.com']);
  await widget.click();
  await expect(origins).toHaveValue('https://new.example.com');
  await users.click();
  await expect(portal.heading('Users')).toBeVisible();
  await putOrigins(page, []);
});

test('what is typed while origins are being saved stays, and is not saved yet', async ({ portal }) => {
  const { page } = portal;
  const origins = page.getByLabel('Origins', { exact: true });
  const released = Promise.withResolvers<void>();
  await portal.goto('/sandbox/widget');
  await expect(origins).toBeEditable();
  await page.route('**/portal/api/origins', async (route) => {
    if (route.request().method() === 'PUT') await released.promise;
    // Without any GET, only the response to the PUT reports what was saved.
    await (route.request().method() === 'GET' ? route.abort() : route.continue());
  });
  await origins.fill('HTTPS://one.example.com:443/');
  await page.getByRole('button', { name: 'Save origins' }).click();
  const typed = 'https://one.example.com\nhttps://two.example.com';
  await origins.fill(typed);
  released.resolve();
  await expect(page.locator('.toast', { hasText: 'Origins saved.' })).toBeVisible();
  await expect(origins).toHaveValue(typed);
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Discard your changes?' });
  await dialog.getByRole('button', { name: 'Keep editing' }).click();

  await origins.fill('HTTPS://one.example.com:443/');
  await page.getByRole('button', { name: 'Save origins' }).click();
  await expect(origins).toHaveValue('https://one.example.com');
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  await expect(portal.heading('Users')).toBeVisible();
  await putOrigins(page, []);
});

/** Delays changes of this resource. The returned function lets them pass. */
async function delayChanges(page: Page, address: string) {
  const released = Promise.withResolvers<void>();
  await page.route(address, async (route) => {
    if (route.request().method() !== 'GET') await released.promise;
    await route.continue();
  });
  return released.resolve;
}

test('what is typed while a theme or a webhook is being saved stays, and is not saved yet', async ({
  portal,
}) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Slow', url: 'https://slow.example.com/' });
  const company = { name: 'Lender', logoUrl: null };
  const template = await portal.api('POST', '/winkTemplates', { name: 'Slow', company });
  const toast = (text: string) => page.locator('.toast', { hasText: text });
  const expectUnsaved = async () => {
    await page.getByRole('link', { name: 'Users', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Discard your changes?' });
    await dialog.getByRole('button', { name: 'Keep editing' }).click();
  };

  await portal.goto(`/sandbox/webhooks/${id}/edit`);
  const saveWebhook = await delayChanges(page, `**/v1/webhooks/${id}`);
  await page.getByLabel('Name').fill('Saved');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByLabel('Contact e-mail').fill('team@example.com');
  saveWebhook();
  await expect(toast('Saved was saved.')).toBeVisible();
  await expect(page.getByLabel('Contact e-mail')).toHaveValue('team@example.com');
  await expectUnsaved();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(portal.heading('Saved')).toBeVisible();
  expect(await portal.api('GET', `/webhooks/${id}`)).toMatchObject({ notifyEmail: 'team@example.com' });

  await portal.goto(`/sandbox/widget/${template.id}`);
  const saveTheme = await delayChanges(page, `**/v1/winkTemplates/${template.id}`);
  await page.getByLabel('Scheme').selectOption('dark');
  await page.getByRole('button', { name: 'Save theme' }).click();
  await page.getByLabel('Font').selectOption('serif');
  saveTheme();
  await expect(toast('Theme saved.')).toBeVisible();
  await expect(page.getByLabel('Font')).toHaveValue('serif');
  await expectUnsaved();
  await page.getByRole('button', { name: 'Save theme' }).click();
  await expect(portal.heading('Wink Widget')).toBeVisible();
  const { theme } = await portal.api('GET', `/winkTemplates/${template.id}`);
  expect(theme).toMatchObject({ scheme: 'dark', font: 'serif' });
  await portal.api('DELETE', `/webhooks/${id}`);
});

test('a radius that is emptied while a theme is being saved stays empty', async ({ portal }) => {
  const { page } = portal;
  const company = { name: 'Lender', logoUrl: null };
  const { id } = await portal.api('POST', '/winkTemplates', { name: 'Emptied', company });
  await portal.goto(`/sandbox/widget/${id}`);
  const save = await delayChanges(page, `**/v1/winkTemplates/${id}`);
  await page.getByLabel('Scheme').selectOption('dark');
  await page.getByRole('button', { name: 'Save theme' }).click();
  await page.getByLabel('Radius in pixels').fill('');
  save();
  await expect(page.locator('.toast', { hasText: 'Theme saved.' })).toBeVisible();
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Discard your changes?' });
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(page.getByLabel('Radius in pixels')).toHaveValue('');
});

test('a theme is saved without changing back what else has changed in its template', async ({ portal }) => {
  const { page } = portal;
  const template = { name: 'Old', company: { name: 'Lender', logoUrl: null } };
  const { id, createdAt, updatedAt, ...settings } = await portal.api('POST', '/winkTemplates', template);
  const theme = { scheme: 'light', light: null, dark: null, radius: 3, font: 'system' };
  await portal.api('PUT', `/winkTemplates/${id}`, { ...settings, theme });
  await portal.goto(`/sandbox/widget/${id}`);
  await page.getByLabel('Scheme').selectOption('dark');
  await portal.api('PUT', `/winkTemplates/${id}`, { ...settings, name: 'New', theme });
  const save = await delayChanges(page, `**/v1/winkTemplates/${id}`);
  await page.getByRole('button', { name: 'Save theme' }).click();
  const remove = page.getByRole('button', { name: 'Remove theme' });
  await expect(remove).toHaveAttribute('aria-disabled', 'true');
  await remove.click({ force: true });
  save();
  await expect(portal.heading('Wink Widget')).toBeVisible();
  const saved = await portal.api('GET', `/winkTemplates/${id}`);
  expect(saved).toMatchObject({ name: 'New', theme: { scheme: 'dark', radius: 3 } });
});

test('while a webhook is being added its form takes no input, and then the focus returns', async ({
  portal,
}) => {
  const { page } = portal;
  await portal.goto('/sandbox/webhooks/new');
  await page.getByLabel('URL', { exact: true }).fill('https://slow.example.com/');
  const name = page.getByLabel('Name');
  await name.fill('Being added');
  const released = Promise.withResolvers<void>();
  await page.route('**/v1/webhooks', async (route) => {
    await released.promise;
    await route.abort();
  });
  await name.press('Enter');
  await expect(name).not.toBeFocused();
  await page.keyboard.type(' twice');
  released.resolve();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Being added');
  await page.unroute('**/v1/webhooks');
});

test('a button that was pressed keeps the focus while its work runs and after it has failed', async ({
  portal,
}) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Focused', url: 'https://focused.example.com/' });
  await page.route(`**/v1/webhooks/${id}`, (route) =>
    route.request().method() === 'GET' ? route.continue() : route.abort(),
  );
  const expectFocusAfter = async (button: Locator) => {
    await button.press('Enter');
    await expect(page.getByRole('alert')).toContainText('The server is not responding.');
    await expect(button).toBeFocused();
  };
  await portal.goto(`/sandbox/webhooks/${id}/edit`);
  await expectFocusAfter(page.getByRole('button', { name: 'Save' }));
  await portal.goto(`/sandbox/webhooks/${id}`);
  await page.getByRole('button', { name: 'Delete webhook' }).click();
  await expectFocusAfter(page.getByRole('dialog').getByRole('button', { name: 'Delete webhook' }));
  await page.unroute(`**/v1/webhooks/${id}`);
  await portal.api('DELETE', `/webhooks/${id}`);
});

test('a theme that is saved after the reader has left and come back is shown', async ({ portal }) => {
  const { page } = portal;
  const company = { name: 'Lender', logoUrl: null };
  const { id } = await portal.api('POST', '/winkTemplates', { name: 'Left', company });
  const open = page.getByRole('link', { name: 'Theme of Left' });
  await portal.goto('/sandbox/widget');
  await open.click();
  await page.getByLabel('Scheme').selectOption('dark');
  const save = await delayChanges(page, `**/v1/winkTemplates/${id}`);
  await page.getByRole('button', { name: 'Save theme' }).click();
  await page.getByRole('link', { name: 'Widget', exact: true }).first().click();
  await page.getByRole('button', { name: 'Discard changes' }).click();
  const loaded = page.waitForResponse((response) => response.url().endsWith(`/v1/winkTemplates/${id}`));
  await open.click();
  await loaded;
  await expect(page.getByLabel('Scheme')).toHaveValue('auto');
  save();
  await expect(page.getByLabel('Scheme')).toHaveValue('dark');
});

test('a saved theme is shown when it is opened again, and nothing is unsaved', async ({ portal }) => {
  const { page } = portal;
  await portal.api('POST', '/winkTemplates', { name: 'Twice', company: { name: 'Lender', logoUrl: null } });
  const open = page.getByRole('link', { name: 'Theme of Twice' });
  const scheme = page.getByLabel('Scheme');
  await portal.goto('/sandbox/widget');
  await open.click();
  await scheme.selectOption('dark');
  await page.getByRole('button', { name: 'Save theme' }).click();
  await expect(portal.heading('Wink Widget')).toBeVisible();
  const loaded = page.waitForResponse((response) => /\/v1\/winkTemplates\/[^/?]+$/.test(response.url()));
  await open.click();
  await loaded;
  await expect(scheme).toHaveValue('dark');
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  await expect(portal.heading('Users')).toBeVisible();
});

test('the form of a webhook shows what someone else has saved meanwhile', async ({ portal }) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Shared', url: 'https://shared.example.com/' });
  await portal.goto(`/sandbox/webhooks/${id}`);
  await page.getByRole('link', { name: 'Edit', exact: true }).click();
  await expect(page.getByLabel('RECORD_CREATED')).toBeChecked();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await expect(portal.heading('Shared')).toBeVisible();
  await page.getByRole('link', { name: 'Users', exact: true }).click();
  await expect(portal.heading('Users')).toBeVisible();
  await portal.api('PATCH', `/webhooks/${id}`, { name: 'Renamed', eventTypes: ['USER_CREATED'] });
  // The page of the webhook would load the changes, so the test does not open it.
  await page.evaluate(() => history.go(-2));
  await expect(page.getByLabel('Name')).toHaveValue('Renamed');
  await expect(page.getByLabel('USER_CREATED')).toBeChecked();
  await expect(page.getByLabel('RECORD_CREATED')).not.toBeChecked();
  await portal.api('DELETE', `/webhooks/${id}`);
});

test('a link to the same page asks nothing, and keeps the changes guarded', async ({ portal }) => {
  const { page } = portal;
  const origins = page.getByLabel('Origins', { exact: true });
  const dialog = page.getByRole('dialog', { name: 'Discard your changes?' });
  await portal.goto('/sandbox/users');
  await page.getByRole('link', { name: 'Widget', exact: true }).first().click();
  await origins.fill('https://typed.example.com');
  for (const link of await page.locator('a[href="/portal/sandbox/widget"]').all()) {
    await link.click();
    await expect(dialog).toBeHidden();
  }
  await page.goBack();
  await expect(dialog).toBeHidden();
  await expect(origins).toHaveValue('https://typed.example.com');
  await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await expect(dialog).toHaveCount(0);
  await page.evaluate(() => history.go(-3));
  await dialog.getByRole('button', { name: 'Discard changes' }).click();
  await expect(portal.heading('Users')).toBeVisible();
});

/** Saves origins as another tab of the portal does. */
const putOrigins = (page: Page, origins: string[]) =>
  page.evaluate(
    (body) =>
      fetch('/portal/api/origins', {
        method: 'PUT',
        headers: { 'winkwire-mode': 'SANDBOX', 'content-type': 'application/json' },
        body,
      }).then((response) => {
        if (!response.ok) throw new Error(String(response.status));
      }),
    JSON.stringify({ origins }),
  );
