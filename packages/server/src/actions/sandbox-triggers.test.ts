import { afterAll, beforeAll, expect, test } from 'vitest';
import { production, startTestServer, type TestServer } from '../testing/test-server.ts';
import { eventsOf, newUser } from '../testing/widget-page.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const post = (path: string, body?: object) =>
  server.call(path, { method: 'POST', ...(body ? { body } : {}) });

async function link(providerId = 'monthend', more: object = {}) {
  const { userId } = await newUser(server);
  const { status, body } = await post('/v1/sandbox/accounts', { userId, providerId, ...more });
  expect([status, body.code]).toEqual([201, 'CREATED']);
  return body.data;
}

test('an account is linked without a widget, with the events of a link', async () => {
  const account = await link('monthend', { identity: 'Christina' });
  expect(account).toMatchObject({ connectionStatus: 'CONNECTED', monitorStatus: 'ACTIVE' });
  const events = await eventsOf(server, account.id);
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
    'CONTRIBUTIONS_ADDED',
    'LIABILITIES_ADDED',
    'TRANSACTIONS_ADDED',
    'LINK_ADDED',
    'INSIGHT_ADDED',
    'TASK_FINISHED',
  ]);
  expect(events.every(({ sessionId }) => sessionId === null)).toBe(true);
  expect(events[1]!.data.loginName).toBe('Christina');
});

test('linking fails with the requested code', async () => {
  const account = await link('swiftlane', { errorCode: 'TOS_REQUIRED' });
  expect(account).toMatchObject({ connectionStatus: 'ERROR', connection: { errorCode: 'TOS_REQUIRED' } });
  expect((await eventsOf(server, account.id)).map(({ type }) => type)).toEqual([
    'ACCOUNT_CREATED',
    'ACCOUNT_FAILED',
  ]);
});

test('a refresh reports changes, then new data, then its end', async () => {
  const account = await link();
  const before = await eventsOf(server, account.id);
  const { status } = await post(`/v1/sandbox/accounts/${account.id}/sync`);
  expect(status).toBe(200);
  const events = (await eventsOf(server, account.id)).slice(before.length);
  expect(events.map(({ type }) => type)).toEqual([
    'TASK_STARTED',
    'EMPLOYMENTS_UPDATED',
    'DOCUMENTS_UPDATED',
    'LIABILITIES_UPDATED',
    'INCOMES_UPDATED',
    'EINCOMES_UPDATED',
    'CONTRIBUTIONS_UPDATED',
    'TRANSACTIONS_ADDED',
    'INSIGHT_ADDED',
    'TASK_FINISHED',
    'ACCOUNT_SYNC_TASK_FINISHED',
  ]);
  const [income] = events.filter(({ type }) => type === 'INCOMES_UPDATED');
  expect(income!.data).toMatchObject({ count: 1, accountId: account.id, providers: ['monthend'] });
  expect(events.at(-1)!.data).toMatchObject({
    status: 'SUCCEEDED',
    monitorStatus: 'ACTIVE',
    sourceId: account.id,
  });
  const { body } = await server.call(`/v1/transactions?sourceId=${account.id}&size=1`);
  expect(body.data.items[0].description).toContain('Late bonus');
});

test('of refreshes at the same time, one stores what is new, and the others are refused', async () => {
  const account = await link('monthend', { identity: 'Christina' });
  const count = async () =>
    (await server.services.store.get<{ count: number }>(
      'select count(*) as count from datapoints where source_id = $1',
      [account.id],
    ))!.count;
  const before = await count();
  const refresh = () => post(`/v1/sandbox/accounts/${account.id}/sync`);
  const statuses = (await Promise.all([refresh(), refresh(), refresh()])).map(({ status }) => status);
  expect(statuses.sort()).toEqual([200, 400, 400]);
  const added = (await count()) - before;
  expect((await refresh()).status).toBe(200);
  expect((await count()) - before).toBe(2 * added);
});

test('a broken connection makes the refresh fail, with an event', async () => {
  const account = await link();
  const broken = await post(`/v1/sandbox/accounts/${account.id}/errors`, {
    errorCode: 'EXPIRED_CREDENTIALS',
  });
  expect(broken.body.data).toMatchObject({
    connectionStatus: 'ERROR',
    monitorStatus: 'USER_ACTION_REQUIRED',
    connection: { errorCode: 'EXPIRED_CREDENTIALS' },
  });
  await post(`/v1/sandbox/accounts/${account.id}/sync`);
  const events = (await eventsOf(server, account.id)).slice(-4);
  expect(events.map(({ type }) => type)).toEqual([
    'ACCOUNT_FAILED',
    'TASK_STARTED',
    'TASK_FINISHED',
    'ACCOUNT_SYNC_TASK_FINISHED',
  ]);
  expect(events[2]!.data).toMatchObject({ status: 'FAILED', errorCode: 'EXPIRED_CREDENTIALS' });
  expect(events[3]!.data).toMatchObject({ status: 'FAILED', monitorStatus: 'USER_ACTION_REQUIRED' });
});

test('monitoring that was disabled is not refreshed', async () => {
  const account = await link();
  expect((await post(`/v1/accounts/${account.id}/disableMonitor`)).status).toBe(200);
  const { body } = await server.call(`/v1/accounts/${account.id}`);
  expect(body.data).toMatchObject({
    monitorStatus: 'CUSTOMER_DISABLED',
    monitor: { status: 'CUSTOMER_DISABLED' },
  });
  const refused = await post(`/v1/sandbox/accounts/${account.id}/sync`);
  expect(refused.body.code).toBe('INVALID_PARAMETERS');
});

test('when the tenant revokes an account, there is no callback, one event, and no data any more', async () => {
  const account = await link();
  for (const _ of [1, 2]) {
    expect((await server.call(`/v1/accounts/${account.id}`, { method: 'DELETE' })).status).toBe(200);
  }
  const types = (await eventsOf(server, account.id)).map(({ type }) => type);
  expect(types.filter((type) => type === 'ACCOUNT_DISCONNECTED')).toHaveLength(1);
  const { body } = await server.call(`/v1/accounts/${account.id}/payload`);
  expect(body.data).toMatchObject({ identity: null, incomes: [], transactions: [] });
});

test('production has no sandbox providers, triggers or accounts', async () => {
  const account = await link();
  const as = production;
  expect((await server.call('/v1/providers', { as })).body.data.items).toEqual([]);
  expect((await server.call(`/v1/accounts/${account.id}`, { as })).status).toBe(404);
  expect((await server.call(`/v1/accounts/${account.id}`, { as, method: 'DELETE' })).status).toBe(404);
  const body = { userId: account.userId, providerId: 'monthend' };
  const trigger = await server.call('/v1/sandbox/accounts', { as, method: 'POST', body });
  expect(trigger).toMatchObject({ status: 403, body: { code: 'UNAUTHORIZED_ACCESS' } });
});
