import { expect, test } from './fixtures.ts';

test('the demo counts one webhook in the singular, and names the values of its people', async ({
  demo,
  page,
}, info) => {
  await demo.page.getByRole('button', { name: 'Invite by e-mail' }).click();
  await demo.webhook('INVITE_INVITED');
  const count = page.locator('#webhook-count');
  const rows = await page.locator('.row').count();
  await expect(count).toHaveText(rows === 1 ? '1 webhook' : `${rows} webhooks`);
  await expect(page.getByRole('button', { name: /^Copy the password/ }).first()).toHaveText(/^password\S+$/);
  await page.screenshot({ path: info.outputPath('demo.png') });
});
