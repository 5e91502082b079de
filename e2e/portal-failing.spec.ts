import { expect, test } from './portal-page.ts';

// A deleted webhook would stay in lists but not in figures, and portal-figures.spec.ts would fail. So tests pause
// webhooks.

test('the page of a failing endpoint says what fails and what comes next, and Try now sends the next delivery', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  receiver.status = 500;
  receiver.response = 'The database is away';
  const webhook = await portal.addWebhook({
    name: 'Out of order',
    url: receiver.url,
    delivery: { concurrency: 1 },
  });
  for (let n = 0; n < 7; n++) await portal.publish(`rec-failing-${n}`);
  await portal.goto(`/sandbox/webhooks/${webhook.id}`);
  const notice = page.getByRole('region', { name: 'What fails' });
  await expect(notice).toContainText('No delivery has succeeded since', { timeout: 20_000 });
  await expect(notice).toContainText('500');
  await expect(notice).toContainText('The database is away');
  await expect(notice).toContainText('Circuit breaker');
  await expect(notice).toContainText(/Next probe(In \d+ s at the latest|Now)/);
  await expect(notice).toContainText(/\d+ pending, \d+ retrying, the oldest since/);
  await portal.expectAccessible();

  const headings = await page.getByRole('heading', { level: 2 }).allTextContents();
  expect(headings.slice(0, 3)).toEqual([expect.stringContaining('No delivery'), 'Deliveries', 'Settings']);

  await notice.getByRole('button', { name: 'Try now' }).click();
  await expect(page.getByText('The delivery failed again: 500.')).toBeVisible();

  receiver.status = 200;
  await notice.getByRole('button', { name: 'Try now' }).click();
  await expect(notice).toBeHidden({ timeout: 20_000 });

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused by its owner.')).toBeVisible();
  await portal.api('PATCH', `/webhooks/${webhook.id}`, { active: false });
});

test('Send what failed shows its count before anything is sent', async ({ portal, receiver }) => {
  const { page } = portal;
  receiver.status = 500;
  const webhook = await portal.addWebhook({ name: 'Sends later', url: receiver.url });
  for (let n = 0; n < 6; n++) await portal.publish(`rec-send-${n}`);
  await portal.goto(`/sandbox/webhooks/${webhook.id}`);
  const notice = page.getByRole('region', { name: 'What fails' });
  await notice.getByRole('button', { name: 'Send what failed' }).click();
  await expect(page.getByRole('dialog', { name: 'Replay' })).toContainText(/\d+ deliver/);
  await portal.api('PATCH', `/webhooks/${webhook.id}`, { active: false });
});

test('after a rotation the page shows until when the old secret signs, and can end that', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  const webhook = await portal.addWebhook({ name: 'Rotated', url: receiver.url });
  await portal.goto(`/sandbox/webhooks/${webhook.id}`);
  await page.getByRole('button', { name: 'Rotate' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Rotate' }).click();
  await expect(dialog.getByRole('button', { name: 'Copy secret' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  const settings = page.getByRole('region', { name: 'Settings' });
  await expect(settings).toContainText('still signs, until');
  await settings.getByRole('button', { name: 'End overlap now' }).click();
  await expect(settings).not.toContainText('still signs');
  expect((await portal.api('GET', `/webhooks/${webhook.id}`)).previousSecrets).toEqual([]);
  await portal.api('PATCH', `/webhooks/${webhook.id}`, { active: false });
});
