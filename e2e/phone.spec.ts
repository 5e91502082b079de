import { expect, test } from './fixtures.ts';

test.use({ viewport: { width: 375, height: 720 }, hasTouch: true, isMobile: true });

test('on a phone, the demo fits the width and the widget fills the screen', async ({ demo }) => {
  const widthOf = () => demo.page.evaluate(() => document.documentElement.scrollWidth);
  expect(await widthOf()).toBe(375);
  await demo.lender.getByRole('button', { name: 'Link your work account' }).tap();
  await demo.widget.sees(/Harbor Lending uses Wink/);
  const box = await demo.lender.locator('iframe[src*="/widget/"]').boundingBox();
  expect(box?.width).toBeGreaterThanOrEqual(370);
  await demo.widget.connectAsGeorge();
  await demo.widget.press('Done');
  await demo.pair('onAccountConnected', 'ACCOUNT_CONNECTED');
  expect(await widthOf()).toBe(375);
});
