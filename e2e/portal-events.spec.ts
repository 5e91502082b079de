import { expect, test } from './portal-page.ts';

test('an event appears by itself, and its page shows the exact body', async ({ portal }) => {
  const { page } = portal;
  await portal.goto('/sandbox/events?type=RECORD_CREATED');
  await expect(portal.heading('Events')).toBeVisible();
  const id = await portal.publish('rec-live');
  const row = page.getByRole('row').filter({ has: page.getByTitle(id) });
  await expect(row).toContainText('rec-live');

  await row.getByRole('link').click();
  await expect(portal.heading('RECORD_CREATED')).toBeFocused();
  const { body } = await portal.api('GET', `/events/${id}`);
  const shown = await page.getByLabel('Body of the event').textContent();
  expect(JSON.parse(shown!)).toEqual(JSON.parse(body));
  await page.goBack();
  await expect(page.getByLabel('Type')).toHaveValue('RECORD_CREATED');
});

test('any id or any text of the body finds its events', async ({ portal }) => {
  const { page } = portal;
  const id = await portal.publish('needle-4711');
  await portal.publish('hay-1');
  await portal.goto('/sandbox/events');
  const search = page.getByLabel('ID or text');
  await search.fill('needle-4711');
  await search.press('Enter');
  await expect(page.getByRole('link', { name: 'RECORD_CREATED' })).toHaveCount(1);
  await expect(page).toHaveURL(/text=needle-4711/);
  await search.fill(id);
  await search.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/events/${id}$`));
});

test('a failed delivery shows the response, is explained, and is redelivered by hand', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  receiver.status = 500;
  receiver.response = 'no such column: loan_id';
  const webhook = await portal.addWebhook({ name: 'Failing', url: receiver.url });
  const other = await portal.addWebhook({ name: 'Other', url: receiver.url, eventTypes: ['USER_CREATED'] });
  const id = await portal.publish('rec-failing');
  await portal.goto(`/sandbox/events/${id}`);
  const card = page.getByRole('listitem', { name: 'Failing', exact: true });
  await expect(card).toContainText('Retrying');
  await expect(card.getByText('no such column: loan_id')).toBeVisible();
  await portal.goto('/sandbox/events');
  await page.getByLabel('Deliveries').selectOption('Retrying');
  await expect(page).toHaveURL(/deliveryState=RETRYING/);
  await expect(page.getByRole('link', { name: 'RECORD_CREATED' })).toHaveCount(1);
  await page.getByRole('link', { name: 'RECORD_CREATED' }).click();
  await expect(card.getByRole('status')).toContainText('500');

  receiver.status = 200;
  await card.getByRole('button', { name: 'Redeliver' }).click();
  await expect(card).toContainText('Delivered');

  const notSent = page
    .getByRole('region', { name: 'Not sent to' })
    .getByRole('listitem')
    .filter({ hasText: 'Other' });
  await notSent.getByRole('button', { name: 'Why was it not delivered?' }).click();
  await expect(notSent.getByRole('status')).toContainText('RECORD_CREATED');
  await portal.expectAccessible();
  await notSent.getByRole('button', { name: 'Send it' }).click();
  await expect(page.getByRole('listitem', { name: 'Other', exact: true })).toContainText('Delivered');
  await expect(notSent).toHaveCount(0);
  for (const { id: webhookId } of [webhook, other]) await portal.api('DELETE', `/webhooks/${webhookId}`);
});

test('an event without a body says why, and cannot be sent', async ({ portal, receiver }) => {
  const { page } = portal;
  const webhook = await portal.addWebhook({ name: 'Had it', url: receiver.url });
  const id = await portal.publish('rec-gone');
  await expect.poll(() => receiver.received.length).toBe(1);
  for (const [bodyMissing, advice] of [
    ['EXPIRED', 'WINKWIRE_RETENTION_DAYS'],
    ['ERASED', 'cannot be restored'],
    ['DAMAGED', 'restore the event from a backup'],
  ] as const) {
    await page.route(`**/v1/events/${id}`, async (route) => {
      const response = await route.fetch();
      const { data, ...envelope } = await response.json();
      await route.fulfill({ response, json: { ...envelope, data: { ...data, body: null, bodyMissing } } });
    });
    await portal.goto(`/sandbox/events/${id}`);
    const card = page.getByRole('region', { name: 'Body' });
    await expect(card).toContainText(advice);
    await expect(page.getByRole('button', { name: 'Redeliver to Had it' })).toBeDisabled();
    await portal.expectAccessible();
    await page.unroute(`**/v1/events/${id}`);
  }
  await portal.api('DELETE', `/webhooks/${webhook.id}`);
});

test('an id in the form of a user id is found in every field', async ({ portal }) => {
  const { page } = portal;
  const id = 'ver-5e0c9b7a41d24f6f8a3b1c2d3e4f5a6b';
  await portal.api('POST', '/events', { type: 'VERIFICATION_STARTED', data: { verificationId: id } });
  const { user } = await portal.api('POST', '/users', {});
  await portal.goto('/sandbox/events');
  const search = page.getByLabel('ID or text');
  await search.fill(id);
  await search.press('Enter');
  await expect(page).toHaveURL(new RegExp(`sourceId=${id}$`));
  await expect(page.getByRole('link', { name: 'VERIFICATION_STARTED' })).toHaveCount(1);
  await search.fill(user.id);
  await search.press('Enter');
  await expect(page).toHaveURL(new RegExp(`userId=${user.id}$`));
  await expect(page.getByRole('link', { name: 'USER_CREATED' })).toHaveCount(1);
  const unknown = `ver-${'0'.repeat(32)}`;
  await search.fill(unknown);
  await search.press('Enter');
  await expect(page).toHaveURL(new RegExp(`text=${unknown}$`));
  await expect(page.getByText('No event matches')).toBeVisible();
});

test.describe('in Los Angeles', () => {
  test.use({ timezoneId: 'America/Los_Angeles' });

  test('times are filtered and shown in the local time zone', async ({ portal }) => {
    const { page } = portal;
    const id = await portal.publish('rec-zone');
    const { createdAt } = await portal.api('GET', `/events/${id}`);
    await portal.goto('/sandbox/events?type=RECORD_CREATED');
    const row = page.getByRole('row').filter({ has: page.getByTitle(id) });
    await expect(row.locator('time')).toHaveAttribute('title', /GMT-[78]/);
    const minutes = (offset: number) => {
      const time = new Date(Date.parse(createdAt) + offset * 60_000);
      return time.toLocaleString('sv-SE', { timeZone: 'America/Los_Angeles' }).slice(0, 16).replace(' ', 'T');
    };
    await page.getByText('More filters').click();
    await expect(page.getByText('Times are in America/Los_Angeles.')).toBeVisible();
    await page.getByLabel('From').fill(minutes(1));
    await expect(page).toHaveURL(/startDate=\d{4}-\d\d-\d\dT\d\d%3A\d\d%3A00Z/);
    await expect(row).toHaveCount(0);
    await page.getByLabel('From').fill(minutes(-1));
    await expect(row).toHaveCount(1);
    await page.getByLabel('To').fill(minutes(-1));
    await expect(row).toHaveCount(0);
    await page.reload();
    await expect(page.getByLabel('From')).toHaveValue(minutes(-1));
  });
});

test('a redelivery to a paused webhook says that it waits, and why', async ({ portal, receiver }) => {
  const { page } = portal;
  const webhook = await portal.addWebhook({ name: 'Resting', url: receiver.url });
  const id = await portal.publish('rec-resting');
  await expect.poll(() => receiver.received.length).toBe(1);
  await portal.goto(`/sandbox/events/${id}`);
  const card = page.getByRole('listitem', { name: 'Resting', exact: true });
  await card.getByRole('button', { name: 'Redeliver' }).click();
  await expect(page.getByText('Queued for Resting.')).toBeVisible();
  await expect.poll(() => receiver.received.length).toBe(2);

  await portal.api('PATCH', `/webhooks/${webhook.id}`, { active: false });
  await card.getByRole('button', { name: 'Redeliver' }).click();
  await expect(page.getByText(/Queued for Resting, but not sent yet\. .*paused/)).toBeVisible();
  expect(receiver.received).toHaveLength(2);
  await portal.api('DELETE', `/webhooks/${webhook.id}`);
});

test('production shows nothing of the sandbox', async ({ portal }) => {
  const { page } = portal;
  const id = await portal.publish('rec-hidden');
  await portal.goto('/sandbox/events');
  await expect(page.getByRole('table')).toBeVisible();
  await page.getByRole('link', { name: 'Production' }).click();
  await expect(page.getByText('No events yet')).toBeVisible();
  await portal.goto(`/production/events/${id}`);
  await expect(page.getByRole('alert')).toContainText('There is no event');
});

test('nine endpoints of an event fit on a screen, and each that has not received the event says why', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  receiver.status = 503;
  const ids: string[] = [];
  for (let count = 1; count <= 9; count++) {
    ids.push((await portal.addWebhook({ name: `Endpoint number ${count}`, url: receiver.url })).id);
  }
  const id = await portal.publish('rec-nine');
  await expect.poll(() => receiver.received.length).toBeGreaterThanOrEqual(9);
  await page.setViewportSize({ width: 1280, height: 800 });
  await portal.goto(`/sandbox/events/${id}`);
  const card = page.getByRole('region', { name: 'Deliveries' });
  await expect(card.getByText(/503/).nth(17)).toBeVisible();
  const box = await card.boundingBox();
  expect(box!.height).toBeLessThan(900);
  await portal.expectAccessible();
  for (const webhookId of ids) await portal.api('DELETE', `/webhooks/${webhookId}`);
});

test('the back button brings back all rows that were loaded, at the same place', async ({ portal }) => {
  const { page } = portal;
  for (let count = 0; count < 160; count += 40) {
    await Promise.all(Array.from({ length: 40 }, (_, index) => portal.publish(`rec-back-${count + index}`)));
  }
  await portal.goto('/sandbox/events');
  const rows = page.locator('tbody tr');
  await expect(rows).toHaveCount(50);
  for (const shown of [100, 150]) {
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect(rows).toHaveCount(shown);
  }
  const row = rows.nth(130);
  await row.scrollIntoViewIfNeeded();
  const before = await row.boundingBox();
  await row.getByRole('link').first().click();
  await expect(portal.heading('RECORD_CREATED')).toBeVisible();
  await page.goBack();
  await expect(rows).toHaveCount(150);
  await expect.poll(async () => Math.abs((await row.boundingBox())!.y - before!.y)).toBeLessThan(5);

  // In contrast to `goBack`, a link opens the list with only its first page.
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(portal.heading('Overview')).toBeVisible();
  await page.getByRole('link', { name: 'Events', exact: true }).click();
  await expect(portal.heading('Events')).toBeVisible();
  await expect(rows).toHaveCount(50);
});
