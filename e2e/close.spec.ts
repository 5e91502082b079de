import { expect, test } from './fixtures.ts';

test('the X closes with the reason close', async ({ demo }) => {
  await demo.lender.getByRole('button', { name: 'Link your work account' }).click();
  await demo.widget.sees(/Harbor Lending uses Wink/);
  await demo.widget.press('Close');
  expect(await demo.callback('onClose')).toMatchObject({ reason: 'close' });
  await expect(demo.lender.locator('iframe[src*="/widget/"]')).toHaveCount(0);
  await expect(demo.lender.getByRole('button', { name: 'Link your work account' })).toBeFocused();
});

test('the Done button closes with the reason exit', async ({ demo }) => {
  await demo.open();
  await demo.widget.connectAsGeorge();
  await demo.widget.press('Done');
  expect(await demo.callback('onClose')).toMatchObject({ reason: 'exit' });
  expect(await demo.webhook('USER_SESSION_COMPLETED')).toHaveProperty('data.session.status', 'COMPLETED');
});

test('Exit on the error page closes with the reason error', async ({ demo }) => {
  await demo.open();
  await demo.widget.agree();
  await demo.widget.choose('Parcel Pond');
  await demo.widget.logIn({ 'User name': 'error_ACCOUNT_LOCKED', Password: 'x' });
  await demo.widget.sees('Your account is locked');
  await demo.widget.press('Exit');
  expect(await demo.callback('onClose')).toMatchObject({ reason: 'error' });
  const failed = await demo.pair('onAccountError', 'ACCOUNT_FAILED');
  expect(failed.callback.argument).toMatchObject({ errorCode: 'ACCOUNT_LOCKED' });
});

test('ESC closes with the reason close, and asks for a confirmation if something has been typed', async ({
  demo,
}) => {
  await demo.open();
  await demo.widget.agree();
  await demo.widget.choose('Swiftlane');
  await demo.widget.frame.getByRole('textbox', { name: 'Phone number' }).fill('+63');
  await demo.page.keyboard.press('Escape');
  await demo.widget.sees('Leave without finishing?');
  expect((await demo.pairs()).some((pair) => pair.callback?.name === 'onClose')).toBe(false);
  await demo.widget.press('Leave');
  expect(await demo.callback('onClose')).toMatchObject({ reason: 'close' });
});
