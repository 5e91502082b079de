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

test('any id, or a word of the body, finds its events', async ({ portal }) => {
  const { page } = portal;
  const id = await portal.publish('needle-4711');
  await portal.publish('hay-1');
  await portal.goto('/sandbox/events');
  const search = page.getByLabel('Any id or text');
  await search.fill('needle-4711');
  await search.press('Enter');
  await expect(page.getByRole('link', { name: 'RECORD_CREATED' })).toHaveCount(1);
  await expect(page).toHaveURL(/text=needle-4711/);
  await search.fill(id);
  await search.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/events/${id}$`));
});

test('a failing receiver is shown as it answered, explained, and tried again by hand', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  receiver.status = 500;
  receiver.answer = 'no such column: loan_id';
  const webhook = await portal.addWebhook({ name: 'Failing', url: receiver.url });
  const other = await portal.addWebhook({ name: 'Other', url: receiver.url, eventTypes: ['USER_CREATED'] });
  const id = await portal.publish('rec-failing');
  await portal.goto(`/sandbox/events/${id}`);
  const card = page.getByRole('region', { name: 'Failing', exact: true });
  await expect(card).toContainText('Retrying');
  await expect(card.getByText('no such column: loan_id')).toBeVisible();
  await portal.goto('/sandbox/events');
  await page.getByLabel('Deliveries').selectOption('Retrying');
  await expect(page).toHaveURL(/deliveryState=RETRYING/);
  await expect(page.getByRole('link', { name: 'RECORD_CREATED' })).toHaveCount(1);
  await page.getByRole('link', { name: 'RECORD_CREATED' }).click();
  await card.getByRole('button', { name: 'Why was it not delivered?' }).click();
  await expect(card.getByRole('status')).toContainText('500');

  receiver.status = 200;
  await card.getByRole('button', { name: 'Send again' }).click();
  await expect(card).toContainText('Delivered');

  const notSent = page
    .getByRole('region', { name: 'Not sent to' })
    .getByRole('listitem')
    .filter({ hasText: 'Other' });
  await notSent.getByRole('button', { name: 'Why was it not delivered?' }).click();
  await expect(notSent.getByRole('status')).toContainText('RECORD_CREATED');
  for (const { id: webhookId } of [webhook, other]) await portal.api('DELETE', `/webhooks/${webhookId}`);
});

test('production shows nothing of the sandbox', async ({ portal }) => {
  const { page } = portal;
  const id = await portal.publish('rec-hidden');
  await portal.goto('/sandbox/events');
  await expect(page.getByRole('table')).toBeVisible();
  await page.getByRole('link', { name: 'Production' }).click();
  await expect(page.getByText('No event yet')).toBeVisible();
  await portal.goto(`/production/events/${id}`);
  await expect(page.getByRole('alert')).toContainText('There is no event');
});
