import { expect, test } from './fixtures.ts';

test('linking an account with a code reports the same events to the page and the back end', async ({
  demo,
}) => {
  await demo.open();
  await demo.widget.connectAsGeorge();

  const created = await demo.pair('onAccountCreated', 'ACCOUNT_CREATED');
  const { accountId, userId, providerId } = created.callback.argument as Record<string, string>;
  expect(providerId).toBe('swiftlane');
  expect(created.webhook.body.data).toEqual({ userId, accountId, providers: ['swiftlane'] });

  const connected = await demo.pair('onAccountConnected', 'ACCOUNT_CONNECTED');
  expect(connected.callback.argument).toMatchObject({ accountId, userId, providerId, replayed: false });
  expect(connected.webhook.body).toMatchObject({
    id: connected.eventId,
    version: 1,
    data: { userId, accountId, providers: ['swiftlane'], loginName: expect.any(String) },
  });

  const finished = await demo.webhook('TASK_FINISHED');
  expect(finished.data).toMatchObject({
    userId,
    sourceId: accountId,
    sourceType: 'ACCOUNT',
    status: 'SUCCEEDED',
  });
  expect(finished.data).toHaveProperty('payload.identity');
  const types = (await demo.pairs()).flatMap((pair) => pair.webhook?.type ?? []);
  const between = types.slice(types.indexOf('TASK_STARTED') + 1, types.indexOf('TASK_FINISHED'));
  expect(between).toEqual(expect.arrayContaining(['IDENTITY_ADDED', 'INCOMES_ADDED', 'TRANSACTIONS_ADDED']));

  expect(await demo.screens()).toEqual([
    'ConsentPageOpened',
    'ProviderListPageOpened',
    'LoginPageOpened',
    'MfaPageOpened',
    'ConnectSuccessPageOpened',
  ]);
  await demo.widget.press('Done');
  expect(await demo.callback('onClose')).toMatchObject({ reason: 'exit' });
  expect(await demo.webhook('USER_SESSION_COMPLETED')).toMatchObject({
    data: { session: { userId, status: 'COMPLETED' } },
  });
  await expect(demo.lender.locator('#result')).toContainText('monthly');
});

test('a login that fails is reported as an error, and the next one connects', async ({ demo }) => {
  await demo.open();
  await demo.widget.agree();
  await demo.widget.choose('Parcel Pond');
  await demo.widget.logIn({ 'User name': 'error_INVALID_CREDENTIALS', Password: 'x' });
  await expect(demo.widget.frame.getByText('Wrong user name or password')).toBeVisible();

  const failed = await demo.pair('onAccountError', 'ACCOUNT_FAILED');
  expect(failed.callback.argument).toMatchObject({
    providerId: 'parcelpond',
    errorCode: 'INVALID_CREDENTIALS',
  });
  expect(failed.webhook.body.data).toMatchObject({
    accountId: failed.callback.argument.accountId,
    errorCode: 'INVALID_CREDENTIALS',
    errorMessage: expect.any(String),
    providers: ['parcelpond'],
  });

  await demo.widget.logIn({ 'User name': 'Ryan', Password: '654321' });
  await demo.widget.sees('You are connected');
  const connected = await demo.pair('onAccountConnected', 'ACCOUNT_CONNECTED');
  expect(connected.webhook.body.data).toMatchObject({ providers: ['parcelpond'] });
});

test('a user can disconnect a connected account', async ({ demo }) => {
  await demo.open();
  await demo.widget.connectAsGeorge();
  await demo.widget.press('Done');
  await demo.callback('onClose');

  await demo.openAgain();
  await demo.widget.choose('Swiftlane');
  await demo.widget.press('Disconnect');
  await demo.widget.frame.getByRole('dialog').getByRole('button', { name: 'Disconnect' }).click();
  await demo.widget.sees('Account disconnected');

  const removed = await demo.pair('onAccountRemoved', 'ACCOUNT_DISCONNECTED');
  const { accountId, userId } = removed.callback.argument as Record<string, string>;
  expect(removed.webhook.body.data).toEqual({ userId, accountId, providers: ['swiftlane'] });
  expect(await demo.screens()).toContain('AccountRevokePageOpened');
});
