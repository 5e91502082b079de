import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { startTestServer } from '../testing/test-server.ts';
import { eventsOf, eventsUntil, newUser, newUserToken, WidgetPage } from '../testing/widget-page.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine('postgres');
});
afterAll(() => engine[Symbol.asyncDispose]());

const george = { username: 'George', password: '123456' };

test('two servers on one PostgreSQL can serve one session, one sign-in and the refreshes of its account', async () => {
  await using place = await engine.place();
  const { databaseUrl } = place.config;
  const encryptionKey = 'ab'.repeat(32);
  await using one = await startTestServer({ databaseUrl, encryptionKey });
  await using two = await startTestServer({ databaseUrl, encryptionKey });
  const { userId, userToken } = await newUser(one);
  const page = await WidgetPage.open(one, userToken);
  const elsewhere = new WidgetPage(two, page.session);

  const asked = await page.login('monthend', george);
  const code = await elsewhere.answer(asked, 'sms');
  const linked = await page.answer(code, '1234');
  expect(linked.status).toBe('CONNECTED');
  await eventsUntil(two, linked.accountId, 'TASK_FINISHED');
  const synced = await two.call(`/v1/sandbox/accounts/${linked.accountId}/sync`, { method: 'POST' });
  expect([synced.status, synced.body.code]).toEqual([200, 'OK']);
  await elsewhere.revoke(linked.accountId);
  const types = (await eventsOf(one, linked.accountId)).map(({ type }) => type);
  expect(types.slice(0, 3)).toEqual(['ACCOUNT_CREATED', 'ACCOUNT_CONNECTED', 'TASK_STARTED']);
  expect(types.slice(-2)).toEqual(['ACCOUNT_SYNC_TASK_FINISHED', 'ACCOUNT_DISCONNECTED']);
  await elsewhere.close();
  expect((await page.get('providers')).status).toBe(401);
  const again = await WidgetPage.open(two, await newUserToken(one, userId));
  expect(again.session.callbacks.map(({ name }) => name)).toEqual([
    'onAccountCreated',
    'onAccountConnected',
    'onAccountRemoved',
  ]);
});

test('callbacks that two servers write for a session at the same time are numbered without a gap', async () => {
  await using place = await engine.place();
  const { databaseUrl } = place.config;
  const encryptionKey = 'ab'.repeat(32);
  await using one = await startTestServer({ databaseUrl, encryptionKey });
  await using two = await startTestServer({ databaseUrl, encryptionKey });
  const page = await WidgetPage.open(one, (await newUser(one)).userToken);
  const pages = [page, new WidgetPage(two, page.session)];
  const logins = [
    ['parcelpond', george],
    ['work-permit-desk', {}],
    ['saffron-grid', { email: 'gpalomero1234@smileapi.io', password: '123456' }],
  ] as const;
  const attempts = Array.from({ length: 12 }, (_, index) => {
    const [providerId, fields] = logins[index % 3]!;
    return pages[index % 2]!.login(providerId, fields);
  });
  const linked = await Promise.all(attempts);
  expect(linked.every(({ status }) => status === 'CONNECTED')).toBe(true);
  const callbacks = await one.services.store.all<{ sequence: number }>(
    'select sequence from callbacks where session_id = $1 order by sequence',
    [page.session.sessionId],
  );
  expect(callbacks.map(({ sequence }) => Number(sequence))).toEqual(
    Array.from({ length: 24 }, (_, index) => index + 1),
  );
});
