import { en } from '../packages/widget/src/frame/texts/en.ts';
import { expect, quietTest as test } from './lender-fixtures.ts';

test('a screen that is still being loaded is announced when it is visible', async ({ lender, page }) => {
  const released = Promise.withResolvers<void>();
  await page.route(/\/assets\/later-screens-[^/]+\.js/, async (route) => {
    await released.promise;
    await route.continue();
  });
  await lender.open({ enableUpload: true });
  const { widget } = lender;
  await widget.getByRole('button', { name: en.consent.agree, exact: true }).click();
  await widget.getByRole('option', { name: /Parcel Pond/ }).click();
  await expect(widget.getByRole('heading', { name: en.login.heading('Parcel Pond') })).toBeVisible();
  await expect.poll(() => lender.receivedNames()).toContain('LoginPageOpened');
  await widget.getByRole('button', { name: en.login.options, exact: true }).click();
  await expect(widget.getByRole('heading', { name: en.loading })).toBeAttached();
  const before = await lender.receivedNames();
  expect(before.at(-1)).not.toBe('LoginOptionsPageOpened');
  released.resolve();
  await expect(widget.getByRole('heading', { name: en.loginOptions.heading })).toBeVisible();
  await expect.poll(() => lender.receivedNames()).toEqual([...before, 'LoginOptionsPageOpened']);
});

test('a widget that is closed while a screen is being loaded calls onClose', async ({ lender, page }) => {
  await page.route(/\/assets\/later-screens-[^/]+\.js/, () => {});
  await lender.open({ enableUpload: true });
  const { widget } = lender;
  await widget.getByRole('button', { name: en.consent.agree, exact: true }).click();
  await widget.getByRole('option', { name: /Parcel Pond/ }).click();
  await widget.getByRole('button', { name: en.login.options, exact: true }).click();
  await page.evaluate(() => (window as unknown as { modal?: { close(): void } }).modal?.close());
  await expect.poll(() => lender.receivedNames()).toContain('onClose');
});
