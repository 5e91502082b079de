import type { CallbackRecord } from '@winkwire/contract/callbacks';
import type { SessionCallback } from '@winkwire/contract/resources/session-callback';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordFrameEvents } from '../actions/record-frame-events.ts';
import { recordCallback } from '../domain/callbacks.ts';
import { readSessionOptions } from '../domain/session-options.ts';
import { type SessionRow, sessionCaller } from '../domain/sessions.ts';
import { Pace } from '../platform/pace.ts';
import { expireAll } from '../retention/expire-all.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { production, startTestServer, type TestServer } from '../testing/test-server.ts';
import { newUser, newUserToken, WidgetPage } from '../testing/widget-page.ts';

type Lender = { hostOrigin?: string; companyName?: string; [option: string]: unknown };

const hour = 60 * 60 * 1000;
const idOf = (index: number) => `et-${index.toString(16).padStart(32, '0')}`;

describe.each(['sqlite', 'postgres'] as const)('callbacks of sessions on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let server: TestServer;
  beforeAll(async () => {
    engine = await startEngine(name);
    place = await engine.place();
    server = await startTestServer({ databaseUrl: place.config.databaseUrl });
  }, 60_000);
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
    await engine[Symbol.asyncDispose]();
  });

  const list = async (
    id: string,
    query = '',
  ): Promise<{ items: SessionCallback[]; nextCursor: string | null }> =>
    (await server.call(`/v1/sessions/${id}/callbacks${query}`)).body.data;

  /** Makes a session with unacknowledged callbacks, as after a crash of the page's tab. */
  async function dieWith(
    count: number,
    { at = Date.now(), ofUser, on }: { at?: number; ofUser?: string; on?: Lender } = {},
  ) {
    const { userId, userToken } = ofUser
      ? { userId: ofUser, userToken: await newUserToken(server, ofUser) }
      : await newUser(server);
    const page = await WidgetPage.open(server, userToken, on);
    const { sessionId } = page.session;
    await server.services.store.transaction(async (transaction) => {
      for (let index = 0; index < count; index += 1) {
        await recordCallback(transaction, {
          sessionId,
          userId,
          name: 'onAccountRemoved',
          arguments: { accountId: `a-${index}`, userId, providerId: 'parcelpond' },
          eventId: idOf(index),
          at,
        });
      }
    });
    return { userId, page, sessionId };
  }
  const reopen = async (userId: string, on?: Lender) =>
    WidgetPage.open(server, await newUserToken(server, userId), on);
  const acknowledge = (page: WidgetPage, eventIds: string[]) => page.post('acknowledgements', { eventIds });

  test('are listed in their order, in pages, with what the page has acknowledged', async () => {
    const { page, sessionId } = await dieWith(5);
    await acknowledge(page, [idOf(0), idOf(2)]);
    const first = await list(sessionId, '?size=3');
    const second = await list(sessionId, `?size=3&cursor=${first.nextCursor}`);
    const items = [...first.items, ...second.items];
    expect(items.map(({ sequence, eventId }) => [sequence, eventId])).toEqual(
      [0, 1, 2, 3, 4].map((index) => [index + 1, idOf(index)]),
    );
    expect(items.map(({ acknowledgedAt }) => acknowledgedAt !== null)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
    expect(items[1]).toMatchObject({ name: 'onAccountRemoved', sessionId, arguments: { accountId: 'a-1' } });
    expect(second.nextCursor).toBeNull();
  });

  test('are seen by their tenant and mode alone', async () => {
    const { sessionId } = await dieWith(1);
    const path = `/v1/sessions/${sessionId}/callbacks`;
    expect(await server.call(path, { as: production })).toMatchObject({
      status: 404,
      body: { code: 'MISSING_RESOURCE' },
    });
    const other = await dieWith(4);
    const { nextCursor } = await list(other.sessionId, '?size=1');
    const mixed = await server.call(`${path}?cursor=${nextCursor}`);
    expect(mixed.body).toMatchObject({ code: 'INVALID_PARAMETERS' });
  });

  test('are repeated for a day, and stay in the log after that', async () => {
    const { userId, sessionId } = await dieWith(1, { at: Date.now() - 24 * hour - 1000 });
    await dieWith(2, { at: Date.now() - 24 * hour + 60_000, ofUser: userId });
    const next = await reopen(userId);
    expect(next.session.callbacks.map(({ eventId }) => eventId)).toEqual([idOf(0), idOf(1)]);
    expect(next.session.callbacks.every(({ sessionId: of }) => of !== sessionId)).toBe(true);
    expect((await list(sessionId)).items).toMatchObject([{ acknowledgedAt: null }]);
  });

  test('are repeated in pages if there are many, and each is repeated once', async () => {
    const { userId, sessionId } = await dieWith(450);
    const next = await reopen(userId);
    let page: CallbackRecord[] = next.session.callbacks;
    const all = [...page];
    while (page.length === 200) {
      const { sequence } = page.at(-1) as CallbackRecord;
      const { body } = await next.get(`callbacks/missed?sessionId=${sessionId}&sequence=${sequence}`);
      page = body.data.callbacks;
      all.push(...page);
    }
    expect(all.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 450 }, (_, index) => index + 1));
    expect(all.every(({ replayed }) => replayed)).toBe(true);
  });

  test('of another user are not repeated, whatever place a page asks for', async () => {
    const { sessionId } = await dieWith(3);
    const { userToken } = await newUser(server);
    const stranger = await WidgetPage.open(server, userToken);
    const { body } = await stranger.get(`callbacks/missed?sessionId=${sessionId}&sequence=1`);
    expect(body.data.callbacks).toEqual([]);
  });

  test('of a user who was erased during the request are refused like those of an unusable token', async () => {
    const { userId, sessionId } = await dieWith(0);
    const { store } = server.services;
    const session = (await store.get<SessionRow>('select * from sessions where id = $1', [sessionId]))!;
    await server.call(`/v1/users/${userId}`, { method: 'DELETE' });
    const at = new Date().toISOString();
    const events = [{ eventId: idOf(0), name: 'onTokenExpired', arguments: undefined, at }] as never;
    const record = store.transaction((transaction) =>
      recordFrameEvents(server.services, transaction, { session, events }),
    );
    await expect(record).rejects.toMatchObject({ code: 'INVALID_TOKEN' });
    await expect(readSessionOptions(store, sessionCaller(session))).rejects.toMatchObject({
      code: 'INVALID_TOKEN',
    });
  });

  describe('are not repeated to another lender of the same tenant', () => {
    const alpha = { hostOrigin: 'https://alpha.example', companyName: 'Alpha Bank' };
    const namesFor = async (userId: string, on: Lender) =>
      (await reopen(userId, on)).session.callbacks.map(({ name }) => name);

    test.each([
      ['of another company', { ...alpha, companyName: 'Beta Loans' }],
      ['that passes no company', { hostOrigin: alpha.hostOrigin }],
      ['on another origin', { ...alpha, hostOrigin: 'https://beta.example' }],
    ])('%s, and wait for their own', async (_, beta) => {
      const { userId } = await dieWith(1, { on: alpha });
      expect(await namesFor(userId, beta)).toEqual([]);
      expect(await namesFor(userId, alpha)).toEqual(['onAccountRemoved']);
    });

    test('which gets its own, also if it asks for a place among those of the other', async () => {
      const { userId, sessionId } = await dieWith(3, { on: alpha });
      const beta = { ...alpha, companyName: 'Beta Loans' };
      const own = await dieWith(1, { ofUser: userId, on: beta });
      const next = await reopen(userId, beta);
      expect(next.session.callbacks).toMatchObject([{ sessionId: own.sessionId }]);
      const { body } = await next.get(`callbacks/missed?sessionId=${sessionId}&sequence=1`);
      expect(body.data.callbacks).toMatchObject([{ sessionId: own.sessionId }]);
    });
  });

  test('are repeated to the same lender, whatever providers and language its page passes', async () => {
    const { userId, sessionId } = await dieWith(1, { on: { providers: ['parcelpond'], locale: 'es' } });
    const next = await reopen(userId, { providers: ['swiftlane'], enableUpload: true });
    expect(next.session.callbacks).toMatchObject([{ sessionId }]);
  });

  describe('of a session that an earlier version stored without the name of a company', () => {
    const site = { hostOrigin: 'https://apply.lender.example' };
    const dieBeforeUpgrade = async () => {
      const { userId, sessionId } = await dieWith(1, { on: site });
      await server.services.store.run(
        `update sessions set options = replace(options, '"companyName":"apply.lender.example"', '"companyName":"This application"')
         where id = $1`,
        [sessionId],
      );
      return { userId, sessionId };
    };

    test('are repeated to the same site', async () => {
      const { userId, sessionId } = await dieBeforeUpgrade();
      expect((await reopen(userId, site)).session).toMatchObject({
        companyName: 'apply.lender.example',
        callbacks: [{ sessionId }],
      });
    });

    test('are not repeated to a company on the same site, nor to another site', async () => {
      const { userId } = await dieBeforeUpgrade();
      for (const other of [{ ...site, companyName: 'Beta Loans' }, { hostOrigin: 'https://beta.example' }])
        expect((await reopen(userId, other)).session.callbacks).toEqual([]);
    });
  });

  test('are found by the name of a company that JSON escapes', async () => {
    const named = (text: string) => ({ companyName: `"Alpha" \\ ${text}` });
    const { userId, sessionId } = await dieWith(1, { on: named('😀$1%') });
    expect((await reopen(userId, named(''))).session.callbacks).toEqual([]);
    expect((await reopen(userId, named('😀$1%'))).session.callbacks).toMatchObject([{ sessionId }]);
  });

  test('of thousands of sessions are repeated at one opening after the other', async () => {
    // SQLite permits 32,766 parameters in a statement, and the test needs more sessions than that. Exceeding
    // PostgreSQL's limit would take too long.
    const sessions = name === 'sqlite' ? 33_000 : 6000;
    const { userId, sessionId } = await dieWith(1);
    const { store } = server.services;
    const [session] = await store.all<object>('select * from sessions where id = $1', [sessionId]);
    const columns = Object.keys(session!);
    const copied = columns.map((column) =>
      /^(id|token_hash)$/.test(column) ? `${column} || '-' || n` : column,
    );
    const numbers = `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < ${sessions})`;
    await store.run(
      `insert into sessions (${columns}) ${numbers} select ${copied} from sessions, numbers where id = $1`,
      [sessionId],
    );
    await store.run(
      `insert into callbacks (session_id, sequence, tenant_id, mode, user_id, event_id, name, arguments, at)
       ${numbers} select session_id || '-' || n, 1, tenant_id, mode, user_id, event_id, name, arguments, at + n
       from callbacks, numbers where session_id = $1`,
      [sessionId],
    );
    const newest = (await reopen(userId)).session.callbacks;
    expect(newest).toHaveLength(200);
    await store.run('update callbacks set acknowledged_at = 1 where user_id = $1 and session_id <> $2', [
      userId,
      sessionId,
    ]);
    expect((await reopen(userId)).session.callbacks).toMatchObject([{ sessionId }]);
  }, 60_000);

  test('are removed by retention, and by erasure', async () => {
    const { sessionId, userId } = await dieWith(2, { at: Date.now() - 61 * 24 * hour });
    await dieWith(1, { ofUser: userId });
    await expireAll(server.services, new Pace(new AbortController().signal));
    expect((await list(sessionId)).items).toEqual([]);
    const count = () =>
      server.services.store.all('select event_id from callbacks where user_id = $1', [userId]);
    expect(await count()).toHaveLength(1);
    await server.call(`/v1/users/${userId}`, { method: 'DELETE' });
    await expect.poll(count).toEqual([]);
    expect((await server.call(`/v1/sessions/${sessionId}/callbacks`)).status).toBe(404);
  });
});
