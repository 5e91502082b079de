import { expect, test } from './fixtures.ts';

test('the page renews a token that has expired, and the login in flight continues', async ({ demo }) => {
  await demo.open();
  await demo.widget.agree();
  await demo.widget.choose('Swiftlane');
  await demo.widget.frame.getByRole('textbox', { name: 'Phone number' }).fill('+639559991234');
  await demo.widget.frame.getByRole('textbox', { name: 'Password', exact: true }).fill('123456');
  const sessionId = (await demo.callback('onUIEvent')).sessionId;

  const userId = await demo.page.locator('#applicant-id').textContent();
  await demo.page.evaluate(
    (id) =>
      fetch(`/demo/api/applicants/${id}/expire`, { method: 'POST' }).then((response) => response.json()),
    userId,
  );
  await demo.widget.press('Continue');
  expect(await demo.callback('onTokenExpired')).toMatchObject({ sessionId });
  // The user does not type the login again, because the refused request is sent again with the new token.
  await demo.widget.enterCode('1234');
  await demo.widget.sees('You are connected');
  const connected = await demo.pair('onAccountConnected', 'ACCOUNT_CONNECTED');
  expect(connected.callback.argument).toMatchObject({ userId, sessionId });
});
