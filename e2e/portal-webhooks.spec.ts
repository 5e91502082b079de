import { createHmac } from 'node:crypto';
import { expect, test } from './portal-page.ts';

test('a webhook is added after its errors are corrected, and appears in the list', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  await portal.goto('/sandbox/webhooks');
  await page.getByRole('link', { name: 'Add a webhook' }).click();
  await expect(portal.heading('Add a webhook')).toBeFocused();

  await page.getByRole('button', { name: 'Add webhook' }).click();
  await expect(page.getByLabel('Name')).toBeFocused();
  await expect(page.getByText('Enter a name.')).toBeVisible();

  await page.getByLabel('Name').fill('Loan desk');
  await page.getByLabel('URL').fill('https://shop.example/hook');
  await page.getByLabel('Concurrent requests').fill('0');
  await page.getByLabel('Contact e-mail').fill('nobody');
  await page.getByRole('button', { name: 'Add webhook' }).click();
  await expect(page.getByLabel('Contact e-mail')).toBeFocused();
  await page.getByLabel('Concurrent requests').clear();
  await page.getByLabel('Contact e-mail').clear();

  await page.getByLabel('URL').fill('http://10.0.0.1/hook');
  await page.getByRole('button', { name: 'Add webhook' }).click();
  await expect(page.getByLabel('URL')).toHaveAttribute('aria-invalid', 'true');

  await page.getByLabel('URL').fill(receiver.url);
  await page.getByLabel('All events').uncheck();
  await page.getByLabel('RECORD_CREATED').check();
  await page.getByRole('button', { name: 'Add webhook' }).click();
  await expect(portal.heading('Loan desk was added')).toBeFocused();
  const shown = page.getByRole('region', { name: 'secret', exact: true });
  await expect(shown).toHaveText(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const secret = await shown.innerText();
  await portal.expectAccessible();
  await page.getByRole('link', { name: 'Go to the webhook' }).click();
  await expect(portal.heading('Loan desk')).toBeVisible();
  await expect(page.getByText('RECORD_CREATED')).toBeVisible();
  await expect(page.getByText(secret)).toHaveCount(0);

  await portal.publish('signed with what was generated');
  await expect.poll(() => receiver.received.length).toBe(1);
  const [{ body, headers }] = receiver.received as [(typeof receiver.received)[0]];
  expect(headers['smile-signature']).toBe(createHmac('sha512', secret).update(body).digest('hex'));

  await page.goBack();
  await page.goBack();
  await expect(portal.heading('Webhooks')).toBeVisible();
  await expect(page.getByRole('row', { name: /Loan desk/ })).toContainText('Active');
});

test('a click that fails says why', async ({ portal, receiver }) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Out of reach', url: receiver.url });
  await portal.goto(`/sandbox/webhooks/${id}`);
  const pause = page.getByRole('button', { name: 'Pause' });
  await expect(pause).toBeVisible();
  await page.context().setOffline(true);
  const failures = page.locator('.toast', { hasText: 'The server is not responding.' });
  await pause.click();
  await expect(failures).toHaveCount(1);
  await page.getByRole('button', { name: 'Sign out' }).first().click();
  await expect(failures).toHaveCount(2);
  await page.context().setOffline(false);
  await pause.click();
  await expect(page.getByText('Paused by its owner.')).toBeVisible();

  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await page
    .getByRole('button', { name: /^Copy / })
    .first()
    .click();
  await expect(page.locator('.toast', { hasText: 'does not permit copying' })).toBeVisible();
});

test('a test shows the signed request and the response', async ({ portal, receiver }) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Tested', url: receiver.url });
  await portal.goto(`/sandbox/webhooks/${id}`);
  await page.getByRole('button', { name: 'Send a test' }).click();
  const dialog = page.getByRole('dialog', { name: 'Send a test to Tested' });
  await dialog.getByRole('button', { name: 'Send', exact: true }).click();
  await expect(dialog.getByText('thank you')).toBeVisible();
  await expect(dialog.getByText('Delivered')).toBeVisible();
  const [{ body, headers }] = receiver.received as [(typeof receiver.received)[0]];
  expect(headers['smile-signature']).toBe(createHmac('sha512', 'a secret').update(body).digest('hex'));
  expect(JSON.parse(body).type).toBe('ACCOUNT_CONNECTED');

  receiver.status = 503;
  receiver.response = 'closed for lunch';
  await dialog.getByRole('button', { name: 'Send again' }).click();
  await expect(dialog.getByText('closed for lunch')).toBeVisible();
  await portal.expectAccessible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Send a test' })).toBeFocused();
});

test('a paused webhook keeps its backlog and sends it when it is resumed', async ({ portal, receiver }) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Paused', url: receiver.url });
  await portal.goto(`/sandbox/webhooks/${id}`);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused by its owner.')).toBeVisible();
  await portal.publish('kept');
  await expect(page.getByRole('row', { name: /RECORD_CREATED/ })).toContainText('Pending');
  expect(receiver.received).toEqual([]);

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('row', { name: /RECORD_CREATED/ })).toContainText('Delivered');
  expect(receiver.received).toHaveLength(1);
});

test('a webhook that cannot be sent to is resumed, and the page does not say that its backlog is sent', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Held', url: receiver.url });
  await portal.api('PATCH', `/webhooks/${id}`, { active: false });
  const heldReason = 'The secret cannot be decrypted.';
  await page.route(`**/v1/webhooks/${id}`, async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    await route.fulfill({ response, json: { ...body, data: { ...body.data, heldReason } } });
  });
  await portal.goto(`/sandbox/webhooks/${id}`);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.locator('.toast')).toHaveText(`Resumed, but nothing can be sent yet. ${heldReason}`);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test.describe('in Los Angeles', () => {
  test.use({ timezoneId: 'America/Los_Angeles' });

  test('the reason of a pause has local times, as the rest of the page', async ({ portal, receiver }) => {
    const { page } = portal;
    const { id } = await portal.addWebhook({ name: 'Stopped', url: receiver.url });
    await portal.api('PATCH', `/webhooks/${id}`, { active: false });
    const pausedReason = 'Disabled: no delivery has succeeded since 2026-04-20T17:30:00Z.';
    await page.route(`**/v1/webhooks/${id}`, async (route) => {
      const response = await route.fetch();
      const body = await response.json();
      await route.fulfill({ response, json: { ...body, data: { ...body.data, pausedReason } } });
    });
    await portal.goto(`/sandbox/webhooks/${id}`);
    await expect(page.getByText(/no delivery has succeeded since 20 Apr.*10:30/)).toBeVisible();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
});

test('during the overlap of a rotation, both secrets sign', async ({ portal, receiver }) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Rotated', url: receiver.url });
  await portal.goto(`/sandbox/webhooks/${id}`);
  await page.getByRole('button', { name: 'Rotate' }).click();
  const dialog = page.getByRole('dialog', { name: 'Rotate the secret' });
  await dialog.getByLabel('New secret').fill('a newer secret');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('a newer secret', { exact: true })).toBeVisible();

  await portal.publish('rotated');
  await expect.poll(() => receiver.received.length).toBe(1);
  const [{ body, headers }] = receiver.received as [(typeof receiver.received)[0]];
  const signed = (secret: string) => createHmac('sha512', secret).update(body).digest('hex');
  expect(headers['smile-signature']).toBe(signed('a newer secret'));
  expect(headers['smile-signature-previous']).toBe(signed('a secret'));
});

test('secrets are masked until they are revealed', async ({ portal, receiver }) => {
  const { page } = portal;
  const secret = 'a secret that nobody should see by chance';
  const { id } = await portal.addWebhook({ name: 'Masked', url: receiver.url, secret });
  await portal.api('PATCH', `/webhooks/${id}`, { headers: { authorization: 'Bearer of-my-gateway' } });
  await portal.goto(`/sandbox/webhooks/${id}`);
  await expect(page.getByText('a se********')).toBeVisible();
  for (const hidden of [secret, 'of-my-gateway']) expect(await page.content()).not.toContain(hidden);

  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText(secret, { exact: true })).toBeVisible();
  await expect(page.getByText('Bearer of-my-gateway')).toBeVisible();
  await portal.expectAccessible();
  await page.getByRole('button', { name: 'Hide' }).click();
  for (const hidden of [secret, 'of-my-gateway']) expect(await page.content()).not.toContain(hidden);

  await page.getByRole('link', { name: 'Edit' }).click();
  await expect(page.getByLabel('Custom headers')).toHaveValue('authorization: ********');
  await page.getByLabel('Custom headers').fill('authorization: ********\nx-team: loans');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(portal.heading('Masked')).toBeVisible();
  expect((await portal.api('POST', `/webhooks/${id}/reveal`)).headers).toEqual({
    authorization: 'Bearer of-my-gateway',
    'x-team': 'loans',
  });
});

test('a rotation with a blank secret generates one and shows it once', async ({ portal, receiver }) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Generated', url: receiver.url });
  await portal.goto(`/sandbox/webhooks/${id}`);
  await page.getByRole('button', { name: 'Rotate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Rotate' }).click();
  const dialog = page.getByRole('dialog', { name: 'New secret' });
  const secret = await dialog.getByRole('region', { name: 'secret', exact: true }).innerText();
  await portal.expectAccessible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  expect((await portal.api('POST', `/webhooks/${id}/reveal`)).secrets).toEqual([
    { secret, expiresAt: null },
    { secret: 'a secret', expiresAt: expect.any(String) },
  ]);
});

test('a replay sends the same bytes again and shows its result', async ({ portal, receiver }) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Replayed', url: receiver.url });
  await portal.publish('first');
  await portal.publish('second');
  await expect.poll(() => receiver.received.length).toBe(2);
  const before = receiver.received.map(({ body }) => body).sort();

  await portal.goto(`/sandbox/webhooks/${id}`);
  await page.getByRole('button', { name: 'Replay' }).click();
  const dialog = page.getByRole('dialog', { name: 'Replay' });
  await expect(dialog.getByLabel('What failed: given up, or waiting for another attempt')).toBeChecked();
  await expect(dialog.getByRole('status')).toHaveText('There is nothing to send.');
  await expect(dialog.getByRole('button', { name: 'Continue' })).toBeDisabled();
  await dialog.getByLabel('Everything of a period').check();
  await expect(dialog.getByRole('status')).toHaveText('2 deliveries, about 1 s.');
  await portal.expectAccessible();
  await dialog.getByLabel('From').fill('2020-01-01T00:00');
  await dialog.getByLabel('To', { exact: true }).fill('2020-01-02T00:00');
  await expect(dialog.getByRole('status')).toHaveText('There is nothing to send.');
  await dialog.getByLabel('Everything after a sequence number').check();
  const start = dialog.getByLabel('After sequence number', { exact: true });
  await expect(start).toHaveValue('0');
  await expect(dialog.getByRole('status')).toHaveText('2 deliveries, about 1 s.');

  // Enter shows a question. Pressing Enter again and again does not confirm it.
  await start.press('Enter');
  await expect(dialog).toContainText('Send to Replayed: 2 deliveries');
  for (let count = 0; count < 3; count++) await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await portal.expectAccessible();
  expect((await portal.api('GET', `/webhooks/${id}/replays`)).items).toEqual([]);
  await dialog.getByRole('button', { name: 'Send 2 deliveries' }).click();
  await expect.poll(() => receiver.received.length).toBe(4);
  expect(
    receiver.received
      .slice(2)
      .map(({ body }) => body)
      .sort(),
  ).toEqual(before);
  const replays = page.getByRole('region', { name: 'Replays' });
  await expect(replays.getByRole('listitem')).toContainText('Replay');
  await expect(replays.getByRole('listitem')).toContainText('2 queued: 2 delivered');
});

test('deleting asks for confirmation and removes the webhook from the list', async ({ portal, receiver }) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Deleted', url: receiver.url });
  await portal.goto(`/sandbox/webhooks/${id}`);
  await page.getByRole('button', { name: 'Delete webhook' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Deleted?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await page.getByRole('button', { name: 'Delete webhook' }).click();
  await dialog.getByRole('button', { name: 'Delete webhook' }).click();
  await expect(portal.heading('Webhooks')).toBeVisible();
  await expect(page.getByRole('table')).toBeVisible();
  await expect(page.getByRole('row', { name: /Deleted/ })).toHaveCount(0);
});

test('an edit changes the settings that the form shows and nothing else', async ({ portal, receiver }) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Edited', url: receiver.url });
  await portal.api('PATCH', `/webhooks/${id}`, { delivery: { retryDelays: [60, 600], timeoutSeconds: 5 } });
  await portal.goto(`/sandbox/webhooks/${id}/edit`);
  await page.getByLabel('Name').fill('Edited twice');
  await page.getByLabel('Contact e-mail').fill('team@shop.example');
  await page.getByLabel('Timeout in seconds').fill('');
  await page.getByLabel('Concurrent requests').fill('4');
  await page.getByLabel('Filter on data').fill('{ "recordType": null }');
  await page.getByLabel('Custom headers').fill('x-environment: staging');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(portal.heading('Edited twice')).toBeVisible();
  expect(await portal.api('GET', `/webhooks/${id}`)).toMatchObject({
    name: 'Edited twice',
    delivery: { concurrency: 4, retryDelays: [60, 600] },
    notifyEmail: 'team@shop.example',
    filter: { recordType: null },
    headers: { 'x-environment': '********' },
    eventTypes: ['RECORD_CREATED'],
    secret: '********',
  });
  expect(await portal.api('POST', `/webhooks/${id}/reveal`)).toEqual({
    secrets: [{ secret: 'a secret', expiresAt: null }],
    headers: { 'x-environment': 'staging' },
  });
});

test('a filter is tried while it is typed, and one that can never match names the nearest property', async ({
  portal,
}) => {
  const { page } = portal;
  await portal.publish('rec-filtered');
  await portal.goto('/sandbox/webhooks/new');
  const filter = page.getByLabel('Filter on data');
  await filter.fill('{ "recordId": "rec-filtered" }');
  await expect(page.getByText(/would have matched 1 of the last [\d,]+ events/)).toBeVisible();
  await filter.fill('{ "recordid": "rec-filtered" }');
  await expect(page.getByText('Did you mean recordId?')).toBeVisible();
  await portal.expectAccessible();
  await filter.fill('{ "recordid"');
  await expect(page.getByText('Did you mean')).toHaveCount(0);
});
