import { en } from '../packages/widget/src/frame/texts/en.ts';
import { test as base, expect } from './fixtures.ts';
import { LenderPage } from './lender-page.ts';

const test = base.extend<{ lender: LenderPage }>({
  lender: async ({ page, winkwire }, use) => {
    await page.clock.install();
    await using lender = await LenderPage.serve(page, winkwire);
    await lender.goto();
    await lender.open();
    // Waits for the button, because the loading screen also has a heading.
    await expect(lender.widget.getByRole('button', { name: en.consent.agree })).toBeVisible();
    await use(lender);
  },
});

test('the frame reports every 15 seconds that it is there, until it is closed', async ({ lender, page }) => {
  const beats: unknown[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/sessions/heartbeat')) beats.push(request.postDataJSON());
  });
  await page.clock.fastForward(15_000);
  await expect.poll(() => beats).toEqual([{ visible: true }]);
  await page.clock.fastForward(15_000);
  await expect.poll(() => beats).toHaveLength(2);
  await lender.widget.getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('iframe')).toHaveCount(0);
  await page.clock.fastForward(60_000);
  expect(beats).toHaveLength(2);
});
