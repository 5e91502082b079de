import { expect, test } from './portal-page.ts';

test('a running replay shows its progress, and canceling explains its consequences first', async ({
  portal,
  receiver,
}) => {
  test.slow();
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Catching up', url: receiver.url });
  for (let count = 0; count < 1100; count += 50) {
    await Promise.all(Array.from({ length: 50 }, (_, index) => portal.publish(`rec-${count + index}`)));
  }
  await expect.poll(() => receiver.received.length, { timeout: 60_000 }).toBe(1100);
  // A rewind waits while 1,000 deliveries are due. Those of a paused webhook stay due, so this rewind never ends.
  await portal.api('PATCH', `/webhooks/${id}`, { active: false });
  const { id: replayId } = await portal.api('POST', `/webhooks/${id}/rewind`, { sequence: 0 });

  await portal.goto(`/sandbox/webhooks/${id}`);
  const row = page.getByRole('region', { name: 'Replays' }).getByRole('listitem');
  await expect(row).toContainText('Replay');
  await expect(row).toContainText('1,000 queued: 1,000 in progress');
  await expect(row).toContainText('Nothing more is sent until the webhook is resumed');
  await expect(row).toContainText('At sequence 1,000 of 1,100');
  const progress = row.getByRole('progressbar', { name: 'Replay' });
  expect(await progress.evaluate((element: HTMLProgressElement) => element.position)).toBeCloseTo(10 / 11);

  const cancel = row.getByRole('button', { name: 'Cancel this replay' });
  await cancel.click();
  const dialog = page.getByRole('dialog', { name: 'Cancel this replay?' });
  await expect(dialog).toContainText('queued 1,000 deliveries so far. They will still be delivered');
  await expect(dialog).toContainText('Nothing after sequence 1,000 is sent');
  await portal.expectAccessible();
  await dialog.getByRole('button', { name: 'Let it run' }).click();
  await expect(dialog).toBeHidden();
  await expect(cancel).toBeFocused();

  await cancel.click();
  await page.route('**/cancel', (route) => route.abort());
  await dialog.getByRole('button', { name: 'Cancel replay' }).click();
  await expect(dialog.getByRole('alert')).toContainText('The server is not responding');
  await page.unroute('**/cancel');
  await dialog.getByRole('button', { name: 'Cancel replay' }).click();
  await expect(dialog).toBeHidden();
  await expect(row).toContainText('Canceled');
  await expect(row.getByRole('button')).toHaveCount(0);
  await expect(row).toBeFocused();
  expect(await portal.api('GET', `/webhooks/${id}/replays/${replayId}`)).toMatchObject({
    state: 'CANCELED',
    scheduled: 1000,
  });

  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(row).toContainText('1,000 queued: 1,000 delivered');
  expect(receiver.received).toHaveLength(2100);
  await portal.api('DELETE', `/webhooks/${id}`);
});

test('older replays are shown on demand', async ({ portal, receiver }) => {
  const { page } = portal;
  const { id } = await portal.addWebhook({ name: 'Often replayed', url: receiver.url });
  await portal.goto(`/sandbox/webhooks/${id}`);
  const card = page.getByRole('region', { name: 'Replays' });
  await expect(card).toContainText('None yet');
  for (let count = 0; count < 7; count++) {
    await portal.api('POST', `/webhooks/${id}/rewind`, { sequence: 0 });
  }
  await expect(card.getByRole('listitem')).toHaveCount(5);
  await card.getByRole('button', { name: 'Show more' }).click();
  await expect(card.getByRole('listitem')).toHaveCount(7);
  await expect(card.getByRole('listitem').first()).toContainText('There was nothing to send');
  await expect(card.getByText('End of the list.')).toBeFocused();
  await portal.api('DELETE', `/webhooks/${id}`);
});
