import { expect, type Portal, test } from './portal-page.ts';

const rowsOf = ({ page }: Portal) => page.getByRole('list', { name: 'Attempts' }).getByRole('listitem');

test('failed attempts of all endpoints are found, opened, and link to their event and endpoint', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  receiver.status = 500;
  receiver.response = 'no such column: loan_id';
  const delivery = { retryDelays: [] };
  const failing = await portal.addWebhook({ name: 'Failing', url: receiver.url, delivery });
  const refused = await portal.addWebhook({ name: 'Refused', url: 'http://127.0.0.1:1025/hook', delivery });
  const eventId = await portal.publish('rec-attempts');

  await portal.goto('/sandbox/events');
  await page.getByRole('link', { name: 'Attempts' }).click();
  await expect(portal.heading('Attempts')).toBeFocused();
  const rows = rowsOf(portal);
  await page.getByLabel('Outcome').selectOption('Failed');
  await expect(page).toHaveURL(/\/attempts\?succeeded=false$/);
  await expect(rows.filter({ hasText: 'Refused' }).first()).toContainText('Connect failed');
  await expect(rows.filter({ hasText: 'Demo receiver' })).toHaveCount(0);
  await page.getByLabel('Endpoint').selectOption('Failing');
  await page.getByLabel('ID or response text').fill('LOAN_ID');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/text=LOAN_ID/);
  await expect(rows).toHaveCount(1);
  const row = rows.first();
  await expect(row).toContainText('Failing');
  await expect(row).toContainText('RECORD_CREATED');
  await expect(row).toContainText('500');
  await expect(row).toContainText(/\d m?s/);

  await row.locator('summary').press('Enter');
  await expect(row.getByLabel('Response to attempt 1')).toContainText('no such column: loan_id');
  await expect(row).toContainText('content-type');
  await portal.expectAccessible();
  await expect(row.getByRole('link', { name: 'Failing' })).toHaveAttribute(
    'href',
    `/portal/sandbox/webhooks/${failing.id}`,
  );
  await row.getByTitle(eventId, { exact: true }).click();
  await expect(portal.heading('RECORD_CREATED')).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Endpoint')).toHaveValue(failing.id);
  await expect(page.getByLabel('ID or response text')).toHaveValue('LOAN_ID');

  await page.getByRole('link', { name: 'Clear' }).click();
  await expect(page.getByLabel('ID or response text')).toHaveValue('');
  await page.getByLabel('Outcome').selectOption('Connect failed');
  await expect(page).toHaveURL(/\/attempts\?error=CONNECT_FAILED$/);
  await rows.first().locator('summary').click();
  await expect(rows.first()).toContainText('The host refused the connection');
  await page.getByText('More filters').click();
  await page.getByLabel('HTTP status').fill('418');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'No attempt matches' })).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'No attempt matches.' })).toBeAttached();
  for (const { id } of [failing, refused]) await portal.api('DELETE', `/webhooks/${id}`);
  await portal.goto(`/sandbox/attempts?webhookId=${refused.id}`);
  await expect(rows.first()).toContainText('deleted endpoint');
  await expect(page.getByLabel('Endpoint')).toHaveValue(refused.id);
});

test('further pages are loaded on demand, each attempt once, while new ones arrive', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Busy', url: receiver.url });
  await Promise.all(Array.from({ length: 30 }, (_, index) => portal.publish(`rec-${index}`)));
  await expect.poll(() => receiver.received.length).toBe(30);
  await portal.goto(`/sandbox/attempts?webhookId=${id}`);
  const rows = rowsOf(portal);
  await expect(rows).toHaveCount(25);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(rows).toHaveCount(30);
  await expect(page.getByText('End of the list.')).toBeFocused();
  await rows.last().locator('summary').click();
  for (let count = 0; count < 3; count++) await portal.publish(`rec-new-${count}`);
  await expect(rows).toHaveCount(33);
  await expect(rows.last().getByLabel('Response to attempt 1')).toHaveText('thank you');
  await portal.api('DELETE', `/webhooks/${id}`);
});

test('loaded attempts stay when more arrive than fit on a page, until the newest ones are shown', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Very busy', url: receiver.url });
  const publish = async (count: number) => {
    const before = receiver.received.length;
    await Promise.all(Array.from({ length: count }, (_, index) => portal.publish(`rec-${index}`)));
    await expect.poll(() => receiver.received.length).toBe(before + count);
  };
  await publish(55);
  await portal.goto(`/sandbox/attempts?webhookId=${id}`);
  const rows = rowsOf(portal);
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(rows).toHaveCount(50);
  // The page's next poll is held back until all of the 30 attempts have been made.
  const { promise: published, resolve: go } = Promise.withResolvers<void>();
  await page.route('**/v1/attempts?**', async (route) => {
    await published;
    await route.continue();
  });
  await publish(30);
  go();
  const show = page.getByRole('button', { name: 'Show newest' });
  await expect(show).toBeVisible();
  await expect(rows).toHaveCount(50);
  await portal.expectAccessible();
  await page.getByRole('button', { name: 'Show more' }).click();
  await expect(rows).toHaveCount(55);
  await show.click();
  await expect(rows).toHaveCount(25);
  await expect(show).toHaveCount(0);
  await page.keyboard.press('Tab');
  await expect(rows.first().locator('summary')).toBeFocused();
  await page.unrouteAll({ behavior: 'wait' });
  await portal.api('DELETE', `/webhooks/${id}`);
});

test('an endpoint created while the page is open is named, not called deleted', async ({
  portal,
  receiver,
}) => {
  await portal.goto('/sandbox/attempts');
  await expect(portal.page.getByText('Live', { exact: true })).toBeVisible();
  const { id } = await portal.addWebhook({ name: 'Made later', url: receiver.url });
  await portal.publish('rec-late');
  const row = rowsOf(portal).filter({ hasText: 'Made later' });
  await expect(row).toHaveCount(1);
  await row.locator('summary').click();
  await expect(row.getByRole('link', { name: 'Made later' })).toBeVisible();
  await portal.api('DELETE', `/webhooks/${id}`);
});

test('a search that ran out of time says so, and continues on demand', async ({ portal, receiver }) => {
  const { page } = portal;
  receiver.response = 'needle in the response';
  const { id } = await portal.addWebhook({ name: 'Far back', url: receiver.url });
  await portal.publish('rec-far');
  await expect.poll(() => receiver.received.length).toBe(1);
  // A search ends after a second, possibly with an empty page and a cursor. This route returns three such pages first.
  await page.route('**/v1/attempts?**', async (route) => {
    const url = new URL(route.request().url());
    const part = Number(url.searchParams.get('cursor') ?? 0);
    if (part < 3) {
      const data = { items: [], nextCursor: String(part + 1) };
      return route.fulfill({ json: { code: 'OK', message: 'OK', requestId: 'req-1', data } });
    }
    url.searchParams.delete('cursor');
    return route.continue({ url: url.href });
  });
  await portal.goto(`/sandbox/attempts?webhookId=${id}&text=needle`);
  await expect(page.getByRole('heading', { name: 'No match so far' })).toBeVisible();
  await expect(page.getByText('No attempt matches')).toHaveCount(0);
  await portal.expectAccessible();
  await page.getByRole('button', { name: 'Search further' }).click();
  await expect(rowsOf(portal)).toHaveCount(1);
  await expect(page.getByText('End of the list.')).toBeVisible();
  await portal.api('DELETE', `/webhooks/${id}`);
});

test('a search that the server rejects says why, and can be retried', async ({ portal }) => {
  const { page } = portal;
  await portal.goto('/sandbox/attempts?status=42');
  await expect(page.getByRole('alert')).toContainText('status');
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
});
