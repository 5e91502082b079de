import { expect, test } from './portal-page.ts';

const unavailable = {
  status: 503,
  contentType: 'application/json',
  body: JSON.stringify({
    code: 'SERVER_UNAVAILABLE',
    message: 'The server is not ready. Try again shortly.',
    requestId: 'r-1',
  }),
};

test('a page whose address has a dot in its query can be loaded again', async ({ portal }) => {
  const { page } = portal;
  await portal.goto('/sandbox/deliveries?text=invoice.pdf&updatedStartDate=2026-01-01T12%3A19%3A45.232Z');
  await expect(portal.heading('Deliveries')).toBeVisible();
  await expect(page.getByLabel('Time of')).toHaveValue('updated');
  await page.reload();
  await expect(portal.heading('Deliveries')).toBeVisible();
  await portal.expectAccessible();
});

test('if the role cannot be loaded, the page says so, and buttons come without a reload', async ({
  portal,
}) => {
  const { page } = portal;
  await page.route('**/portal/api/session', (route) => route.fulfill(unavailable), { times: 1 });
  await portal.goto('/sandbox/webhooks');
  await expect(page.getByRole('alert')).toContainText('Your role could not be loaded');
  await portal.expectAccessible();
  await expect(page.getByRole('link', { name: 'Add a webhook' }).first()).toBeVisible({ timeout: 15_000 });
  await expect(page.getByRole('alert')).toBeHidden();
});

test('if the figures cannot be loaded, the pages with figures say so', async ({ portal, receiver }) => {
  const { page } = portal;
  const webhook = await portal.addWebhook({ name: 'Without figures', url: receiver.url });
  await page.route('**/portal/api/overview', (route) => route.fulfill(unavailable));
  for (const path of ['/sandbox/webhooks', `/sandbox/webhooks/${webhook.id}`]) {
    await portal.goto(path);
    await expect(page.getByRole('alert')).toContainText('could not be loaded');
  }
  await portal.expectAccessible();
  await portal.api('DELETE', `/webhooks/${webhook.id}`);
});

test('a list does not say that it is live while the server hangs', async ({ portal }) => {
  const { page } = portal;
  await portal.publish('rec-hanging');
  await portal.goto('/sandbox/events');
  await expect(page.getByText('Live', { exact: true })).toBeVisible();
  // Without a call of `continue` or `fulfill`, the page gets no response.
  await page.route('**/v1/events?*', () => {});
  await expect(page.getByText('Not updating')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('alert')).toContainText('not responding', { timeout: 30_000 });
});

test('an endpoint that the server has disabled is in the overview, and its deliveries end with its deletion', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  receiver.status = 410;
  const webhook = await portal.addWebhook({ name: 'Gone', url: receiver.url });
  const eventId = await portal.publish('rec-gone');
  await portal.goto('/sandbox');
  const notice = page.locator('.notice').filter({ hasText: 'Gone was disabled' });
  await expect(notice).toContainText('responded with 410', { timeout: 20_000 });
  await expect(page.getByRole('row').filter({ hasText: 'Gone' })).toContainText('Disabled');
  await portal.expectAccessible();

  await portal.api('DELETE', `/webhooks/${webhook.id}`);
  await portal.goto(`/sandbox/events/${eventId}`);
  const delivery = page.getByRole('listitem', { name: 'Gone' });
  await expect(delivery).toContainText('Endpoint deleted');
  await delivery.getByText('Endpoint deleted').click();
  await expect(delivery).toContainText('This endpoint was deleted.');
  await expect(delivery.getByRole('button', { name: /Redeliver|Why/ })).toHaveCount(0);
  await expect(delivery.getByRole('link', { name: 'View endpoint' })).toHaveCount(0);
  await expect(delivery.getByRole('alert')).toHaveCount(0);
  await portal.expectAccessible();
  await portal.goto(`/sandbox/deliveries?eventId=${eventId}`);
  await expect(page.getByRole('row').filter({ hasText: 'Endpoint deleted' })).toContainText('RECORD_CREATED');
  await portal.expectAccessible();
});
