import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { eventsOf, eventsUntil, newUser, WidgetPage } from '../testing/widget-page.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

async function openPage() {
  const user = await newUser(server);
  return { ...user, page: await WidgetPage.open(server, user.userToken) };
}

const george = { username: 'George', password: '123456' };

test('linking with a code reports the same events to the page and to the log, in order', async () => {
  const { page, userId } = await openPage();
  const asked = await page.login('swiftlane', george);
  expect(asked).toMatchObject({ status: 'AWAITING_MFA', challenge: { kind: 'CODE', length: 4 } });
  const linked = await page.answer(asked, '1234');
  expect(linked).toMatchObject({
    status: 'CONNECTED',
    loginName: 'George',
    errorCode: null,
    challenge: null,
  });

  const events = await eventsUntil(server, linked.accountId, 'TASK_FINISHED');
  expect(events.map(({ type }) => type)).toEqual([
    'ACCOUNT_CREATED',
    'ACCOUNT_CONNECTED',
    'TASK_STARTED',
    'IDENTITY_ADDED',
    'RATING_ADDED',
    'EMPLOYMENTS_ADDED',
    'DOCUMENTS_ADDED',
    'INCOMES_ADDED',
    'EINCOMES_ADDED',
    'TRANSACTIONS_ADDED',
    'LINK_ADDED',
    'INSIGHT_ADDED',
    'TASK_FINISHED',
  ]);
  expect(new Set(events.map(({ sessionId }) => sessionId))).toEqual(new Set([page.session.sessionId]));
  expect(events.at(-1)!.data).toMatchObject({
    status: 'SUCCEEDED',
    taskType: 'LINK_ACCOUNT',
    errorCode: null,
  });

  const reference = { accountId: linked.accountId, userId, providerId: 'swiftlane' };
  expect(page.callbacks).toMatchObject([
    { name: 'onAccountCreated', arguments: reference, eventId: events[0]!.id, sequence: 1, replayed: false },
    { name: 'onAccountConnected', arguments: reference, eventId: events[1]!.id, sequence: 2 },
  ]);
});

test('a sign-in that goes on to read the account loses no lease', async () => {
  const { page } = await openPage();
  const { accountId } = await page.answer(await page.login('swiftlane', george), '1234');
  await eventsUntil(server, accountId, 'TASK_FINISHED');
  expect(server.services.leases.lost.counts.get('linking')).toBe(0);
});

test('the data of a linked account is in the REST API', async () => {
  const { page, userId } = await openPage();
  const { accountId } = await page.answer(await page.login('swiftlane', george), '1234');
  await eventsUntil(server, accountId, 'TASK_FINISHED');
  const { body: account } = await server.call(`/v1/accounts/${accountId}`);
  expect(account.data).toMatchObject({
    userId,
    providerId: 'swiftlane',
    connectionStatus: 'CONNECTED',
    monitorStatus: 'ACTIVE',
    connection: { status: 'CONNECTED', errorCode: null },
  });
  const { body: incomes } = await server.call(`/v1/incomes?sourceId=${accountId}&size=150`);
  expect(incomes.data.items).toHaveLength(24);
  const { body: payload } = await server.call(`/v1/accounts/${accountId}/payload`);
  expect(payload.data.identity.fullName).toBe('George Palomero Jr.');
  expect(payload.data.metadata).toEqual({
    sourceId: accountId,
    sourceType: 'ACCOUNT',
    userId,
    providerId: 'swiftlane',
  });
});

test('revoking in the widget stops monitoring, deletes the data and is reported on both channels', async () => {
  const { page, userId } = await openPage();
  const { accountId } = await page.answer(await page.login('swiftlane', george), '1234');
  await eventsUntil(server, accountId, 'TASK_FINISHED');
  const revoked = await page.revoke(accountId);
  expect(revoked).toMatchObject({ status: 'DISCONNECTED' });
  const event = (await eventsOf(server, accountId)).at(-1)!;
  expect(event.type).toBe('ACCOUNT_DISCONNECTED');
  expect(page.callbacks.at(-1)).toMatchObject({
    name: 'onAccountRemoved',
    eventId: event.id,
    arguments: { accountId, userId, providerId: 'swiftlane' },
  });
  const { body } = await server.call(`/v1/identities?sourceId=${accountId}`);
  expect(body.data.items).toEqual([]);
});
