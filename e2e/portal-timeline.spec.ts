import { expect, test } from './portal-page.ts';

test('a linked account has one timeline: screens, callbacks next to their events, and deliveries', async ({
  demo,
  portal,
  receiver,
}) => {
  const { page } = portal;
  const webhook = await portal.addWebhook({
    name: 'Loan desk',
    url: receiver.url,
    eventTypes: ['ACCOUNT_*'],
  });
  await demo.open();
  await demo.widget.connectAsGeorge();
  await demo.widget.press('Done');
  const connected = await demo.callback('onAccountConnected');

  await portal.goto('/sandbox/users');
  await page.getByLabel('Any ID, or your reference').fill(String(connected.accountId));
  await page.getByRole('button', { name: 'Find user' }).click();
  await expect(page).toHaveURL(new RegExp(`/users/${connected.userId}$`));

  // An absolutely positioned mark would cover the first letter of the button.
  await expect(page.getByRole('button', { name: /^Callbacks/ }).locator('.mark')).toHaveCSS(
    'position',
    'static',
  );
  const session = page.getByRole('region', { name: /^Widget session/ });
  const pair = session.getByRole('listitem').filter({ hasText: 'onAccountConnected' });
  await expect(pair).toContainText('ACCOUNT_CONNECTED');
  await expect(pair).toContainText('Loan desk');
  await expect(pair).toContainText('Handled by the page after');
  await expect(pair.getByRole('link', { name: 'ACCOUNT_CONNECTED' })).toHaveAttribute(
    'href',
    `/portal/sandbox/events/${connected.eventId}`,
  );
  await expect(session.getByText('Multi-factor authentication')).toBeVisible();
  await expect(session.getByRole('listitem').filter({ hasText: 'onClose' })).toBeVisible();

  const times = await session
    .locator('.moment > .moment-time time')
    .evaluateAll((elements) => elements.map((element) => (element as HTMLTimeElement).dateTime));
  expect(times).toEqual(times.toSorted());
  await portal.expectAccessible();

  await page.getByRole('button', { name: /^Deliveries/ }).click();
  await expect(pair).toContainText('ACCOUNT_CONNECTED');
  await expect(pair).not.toContainText('Loan desk');
  await expect(pair).not.toContainText('delivered later');
  await page.getByRole('button', { name: /^Deliveries/ }).click();
  await expect(pair).toContainText('Loan desk');
  await page.getByRole('button', { name: /^Screens/ }).click();
  await expect(session.getByText('Multi-factor authentication')).toBeHidden();
  await pair.getByRole('link', { name: 'ACCOUNT_CONNECTED' }).click();
  await expect(portal.heading('ACCOUNT_CONNECTED')).toBeVisible();
  await portal.api('DELETE', `/webhooks/${webhook.id}`);
});

test('a delivery to a deleted endpoint is not pending in the timeline', async ({ portal, receiver }) => {
  const { page } = portal;
  const webhook = await portal.addWebhook({
    name: 'Gone since',
    url: receiver.url,
    eventTypes: ['USER_CREATED'],
  });
  await portal.api('PATCH', `/webhooks/${webhook.id}`, { active: false });
  const { user } = await portal.api('POST', '/users', {});
  await portal.goto(`/sandbox/users/${user.id}`);
  const line = page.getByRole('listitem').filter({ hasText: 'Gone since' }).last();
  await expect(line).toContainText('pending');
  await portal.api('DELETE', `/webhooks/${webhook.id}`);
  await expect(line).toContainText('endpoint deleted');
});
