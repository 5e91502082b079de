import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { backgroundDone } from '../linking/in-background.ts';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { eventsOf, newUser, WidgetPage } from '../testing/widget-page.ts';

const connectedFirst = /^ACCOUNT_CREATED ACCOUNT_CONNECTED TASK_STARTED( \w+_ADDED)*( TASK_FINISHED)?$/;
const stoppedFirst = 'ACCOUNT_CREATED ACCOUNT_DISCONNECTED';
/**
 * When the user leaves, in ms after the start. The sandbox connects after 250 ms, so the user leaves before, around and
 * after that moment.
 */
const moments = [0, 100, 200, 235, 240, 245, 250, 255, 260, 265, 275, 300];

describe.each(['sqlite', 'postgres'] as const)('leaving while an account connects, on %s', (name) => {
  let engine: Engine;
  let server: TestServer;
  beforeAll(async () => {
    engine = await startEngine(name);
    const { databaseUrl } = (await engine.place()).config;
    server = await startTestServer({ databaseUrl, encryptionKey: 'ab'.repeat(32) });
  });
  afterAll(async () => {
    await server?.[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  const openPage = async () => WidgetPage.open(server, (await newUser(server)).userToken);
  const start = async (page: WidgetPage) => {
    const { body } = await page.post('accounts', {
      providerId: 'work-permit-desk',
      loginOptionId: 'none',
      fields: {},
    });
    return body.data as { accountId: string; version: number };
  };
  const storyOf = async (sourceId: string) =>
    (await eventsOf(server, sourceId)).map(({ type }) => type).join(' ');

  test('if an account is stopped while it connects, whichever came first counts, and the response says which', async () => {
    const endings = moments.map(async (moment) => {
      const page = await openPage();
      const { accountId, version } = await start(page);
      await new Promise((resolve) => setTimeout(resolve, moment));
      const { body } = await page.post(`accounts/${accountId}/stop`, { after: version });
      return { accountId, ...body.data };
    });
    const stopped = await Promise.all(endings);
    await backgroundDone(server.services);
    for (const { accountId, status, callbacks } of stopped) {
      const names = callbacks.map((callback: { name: string }) => callback.name);
      if (status === 'CONNECTED') {
        expect(names).toEqual(['onAccountConnected']);
        expect(await storyOf(accountId)).toMatch(connectedFirst);
      } else {
        expect([status, names]).toEqual(['DISCONNECTED', ['onAccountRemoved']]);
        expect(await storyOf(accountId)).toBe(stoppedFirst);
      }
    }
  });

  test('nothing connects after a session was closed, even if its sign-in began at the same time', async () => {
    const endings = moments.map(async (moment, index) => {
      const page = await openPage();
      const started = start(page);
      if (index > 0) await started;
      await new Promise((resolve) => setTimeout(resolve, moment));
      expect((await page.close('close')).status).toBe(200);
      const atClose = await log(page);
      await started;
      return { page, atClose };
    });
    const closed = await Promise.all(endings);
    await backgroundDone(server.services);
    for (const { page, atClose } of closed) {
      const after = (await log(page)).slice(atClose.length);
      expect(after.filter((type) => type === 'ACCOUNT_CREATED' || type === 'ACCOUNT_CONNECTED')).toEqual([]);
    }
  });

  test('closing a session while several of its sign-ins connect causes no deadlock', async () => {
    const { store } = server.services;
    const begin = store.transaction.bind(store);
    let tries = 0;
    const transactions = vi.spyOn(store, 'transaction').mockImplementation((work) =>
      begin((transaction) => {
        tries++;
        return work(transaction);
      }),
    );
    const endings = moments.map(async (moment) => {
      const page = await openPage();
      await Promise.all(Array.from({ length: 4 }, () => start(page)));
      await new Promise((resolve) => setTimeout(resolve, moment));
      await page.close('close');
    });
    await Promise.all(endings);
    await backgroundDone(server.services);
    const begun = transactions.mock.results.map(({ value }) => value);
    await Promise.allSettled(begun);
    transactions.mockRestore();
    // The store repeats a transaction after a deadlock.
    expect(tries).toBe(begun.length);
  });

  test('starting another sign-in stops the one that waits for a code, once', async () => {
    const page = await openPage();
    const asked = await page.login('swiftlane', { username: 'George', password: '123456' });
    const others = await Promise.all([start(page), start(page)]);
    await backgroundDone(server.services);
    expect(await storyOf(asked.accountId)).toBe(stoppedFirst);
    for (const { accountId } of others) expect(await storyOf(accountId)).toMatch(connectedFirst);
    const late = await page.renewChallenge(asked);
    expect(late.status).toBe('DISCONNECTED');
    expect(await storyOf(asked.accountId)).toBe(stoppedFirst);
  });

  test('stopping a sign-in many times stops it once', async () => {
    const page = await openPage();
    const { accountId } = await page.login('swiftlane', { username: 'George', password: '123456' });
    const stops = await Promise.all(
      Array.from({ length: 8 }, () => page.post(`accounts/${accountId}/stop`, { after: 0 })),
    );
    expect(stops.map(({ body }) => body.data.status)).toEqual(Array(8).fill('DISCONNECTED'));
    expect(await storyOf(accountId)).toBe(stoppedFirst);
  });

  test('closing stops a sign-in that waits for a code', async () => {
    const page = await openPage();
    const asked = await page.login('swiftlane', { username: 'George', password: '123456' });
    expect(asked.status).toBe('AWAITING_MFA');
    await page.close('close');
    expect(await storyOf(asked.accountId)).toBe(stoppedFirst);
  });

  test('a user cannot stop the sign-in of somebody else', async () => {
    const { accountId, version } = await start(await openPage());
    const other = await openPage();
    expect((await other.post(`accounts/${accountId}/stop`, { after: version })).status).toBe(404);
  });

  const log = async ({ session }: WidgetPage) => {
    const rows = await server.services.store.all<{ type: string }>(
      'select type from events where session_id = $1 order by id',
      [session.sessionId],
    );
    return rows.map(({ type }) => type);
  };
});
