import { expect, test } from './portal-page.ts';

test('an endpoint whose every attempt fails leads the overview, and no figure looks good', async ({
  portal,
  receiver,
}) => {
  const { page } = portal;
  receiver.status = 500;
  const failing = await portal.addWebhook({ name: 'Failing', url: receiver.url });
  await portal.publish('rec-figures');
  await portal.goto('/sandbox');
  const row = page.getByRole('row').filter({ hasText: 'Failing' });
  // The overview is counted again every few seconds.
  await expect(row.getByRole('link', { name: '100%' }).first()).toBeVisible();
  await expect(row).toContainText(/\d+ \/ \d+ ms/);
  await expect(page.locator('.figures')).toContainText(/Failed attempts, 24 h\s*\d+(\.\d)?%/);
  await portal.expectAccessible();

  await row.getByRole('link', { name: '100%' }).first().click();
  await expect(page).toHaveURL(new RegExp(`/attempts\\?webhookId=${failing.id}&succeeded=false$`));
  await expect(page.getByRole('list', { name: 'Attempts' }).getByRole('listitem').first()).toContainText(
    '500',
  );
});
