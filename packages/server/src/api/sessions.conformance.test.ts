import type { WidgetSession } from '@winkwire/contract/resources/widget-session';
import type { UIEventName } from '@winkwire/contract/screens';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completeSilentSessions } from '../actions/complete-session.ts';
import { continueSilentSession } from '../actions/continue-session.ts';
import { storeHeartbeats } from '../domain/heartbeats.ts';
import type { SessionRow } from '../domain/sessions.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { startTestServer, type TestServer } from '../testing/test-server.ts';
import { eventsOf, newUser, WidgetPage } from '../testing/widget-page.ts';

const second = 1_000;
const minute = 60 * second;

describe.each(['sqlite', 'postgres'] as const)('sessions on %s', (name) => {
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

  const open = async (options: Record<string, unknown> = {}) => {
    const { userId, userToken } = await newUser(server);
    const page = await WidgetPage.open(server, userToken, options);
    return { userId, page, id: page.session.sessionId };
  };
  const get = async (id: string): Promise<WidgetSession> =>
    (await server.call(`/v1/sessions/${id}`)).body.data;
  const list = async (query: string): Promise<WidgetSession[]> =>
    (await server.call(`/v1/sessions?${query}`)).body.data.items;
  let made = 0;
  /** Reports screens as the frame does, at intervals of one second. */
  const show = (page: WidgetPage, screens: [screen: UIEventName, providerId?: string][], from = Date.now()) =>
    page.post('events', {
      events: screens.map(([eventName, providerId], index) => {
        const at = new Date(from + index * second).toISOString();
        const account = providerId ? { providerId } : {};
        made += 1;
        return {
          eventId: `et-${made.toString(16).padStart(32, '0')}`,
          name: 'onUIEvent',
          arguments: { eventName, eventTime: at, mode: 'SANDBOX', userId: 'x', account, archive: {} },
          at,
        };
      }),
    });
  /** Completes the silent sessions, as if the given time had passed without another heartbeat. */
  const silence = async (milliseconds: number) => {
    await storeHeartbeats(server.services.store, Date.now());
    await completeSilentSessions({ ...server.services, now: () => Date.now() + milliseconds });
  };
  const endings = async (userId: string) =>
    (await eventsOf(server, userId)).filter(({ type }) => type === 'USER_SESSION_COMPLETED').length;

  test('a session has its screens and its outcome', async () => {
    const { page, id, userId } = await open({ locale: 'es-MX' });
    expect(await get(id)).toMatchObject({
      userId,
      status: 'IN_PROGRESS',
      outcome: null,
      lastScreen: null,
      locale: 'es',
      endedAt: null,
      screens: [],
    });
    await page.close();
    expect(await get(id)).toMatchObject({ status: 'COMPLETED', outcome: 'NEVER_OPENED', screens: [] });

    const left = await open();
    await show(left.page, [
      ['ConsentPageOpened'],
      ['ProviderListPageOpened'],
      ['LoginPageOpened', 'swiftlane'],
    ]);
    expect((await get(left.id)).outcome).toBeNull();
    await left.page.close();
    expect(await get(left.id)).toMatchObject({
      outcome: 'LEFT',
      lastScreen: 'LoginPageOpened',
      providerId: 'swiftlane',
      screens: [
        { name: 'ConsentPageOpened' },
        { name: 'ProviderListPageOpened' },
        { name: 'LoginPageOpened' },
      ],
    });
  });

  test('a session shows whether linking succeeded, and the error if it did not', async () => {
    const { page, id } = await open();
    await page.login('parcelpond', { username: 'error_ACCOUNT_LOCKED', password: 'x' });
    await page.close();
    expect(await get(id)).toMatchObject({
      outcome: 'FAILED',
      errorCode: 'ACCOUNT_LOCKED',
      providerId: 'parcelpond',
    });

    const again = await open();
    await again.page.login('parcelpond', { username: 'error_ACCOUNT_LOCKED', password: 'x' });
    await again.page.login('parcelpond', { username: 'George', password: '123456' });
    // After an account has been connected, a screen of another provider does not change the outcome.
    await show(again.page, [['AccountRevokePageOpened', 'swiftlane']]);
    await again.page.close();
    expect(await get(again.id)).toMatchObject({
      outcome: 'CONNECTED',
      errorCode: null,
      providerId: 'parcelpond',
    });
    expect(await list(`outcome=FAILED&providerId=parcelpond`)).toMatchObject([{ id }]);
    const { body } = await server.call('/v1/sessions/funnel?by=provider&providerId=parcelpond');
    expect(body.data.groups).toMatchObject([{ key: 'parcelpond' }]);
    expect(body.data.steps.at(-1)).toEqual({ step: 'COMPLETED', sessions: 1 });
  });

  test('the time on a screen lasts until the next screen, and on the last screen until the end', async () => {
    const { page, id } = await open();
    const { store } = server.services;
    const row = await store.get<{ created_at: number }>('select created_at from sessions where id = $1', [
      id,
    ]);
    const startedAt = Number(row?.created_at);
    await store.run('update sessions set created_at = created_at - 60000 where id = $1', [id]);
    await show(page, [['ConsentPageOpened'], ['ProviderListPageOpened']], startedAt - 30 * second);
    await page.close();
    await store.run('update sessions set ended_at = $2 where id = $1', [id, startedAt - 9 * second]);
    const session = await get(id);
    expect(session.duration).toBe(51 * second);
    expect(session.screens.map(({ duration }) => duration)).toEqual([1 * second, 20 * second]);
  });

  test('lists can be filtered, and a filter by outcome leaves out sessions in progress', async () => {
    const phone =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18 Mobile/15E Safari/604.1';
    const { userId, userToken } = await newUser(server);
    const opened = await server.call('/widget/api/sessions', {
      method: 'POST',
      as: null,
      headers: { 'user-agent': phone },
      body: { userToken, hostOrigin: 'https://lender.example', options: {} },
    });
    const id = opened.body.data.sessionId;
    expect(await list('device=PHONE')).toMatchObject([{ id, userId }]);
    expect(await list(`userId=${userId}`)).toMatchObject([{ id }]);
    expect(await list(`userId=${userId}&outcome=NEVER_OPENED`)).toEqual([]);
    expect(await list(`userId=${userId}&device=TABLET`)).toEqual([]);
    expect(await list(`userId=${userId}&endDate=2020-01-01`)).toEqual([]);
    const stored = await server.services.store.get('select * from sessions where id = $1', [id]);
    expect(JSON.stringify(stored)).not.toContain('AppleWebKit');
  });

  test('a frame that is heard from keeps its session, and a silent one ends it within a minute', async () => {
    const { page, id, userId } = await open();
    await page.post('sessions/heartbeat', { visible: true });
    await silence(40 * second);
    expect((await get(id)).status).toBe('IN_PROGRESS');
    await silence(50 * second);
    expect(await get(id)).toMatchObject({ status: 'COMPLETED', outcome: 'NEVER_OPENED' });
    expect(await endings(userId)).toBe(1);
    // A silent session ends at its last heartbeat.
    const { seen_at, ended_at } = (await server.services.store.get<{ seen_at: number; ended_at: number }>(
      'select seen_at, ended_at from sessions where id = $1',
      [id],
    ))!;
    expect(ended_at).toBe(seen_at);
  });

  test('a hidden page may be silent for ten minutes', async () => {
    const { page, id } = await open();
    await page.post('sessions/heartbeat', { visible: false });
    await silence(9 * minute);
    expect((await get(id)).status).toBe('IN_PROGRESS');
    await silence(11 * minute);
    expect((await get(id)).status).toBe('COMPLETED');
  });

  test('a user who is away at a provider is not silent', async () => {
    const { id } = await open();
    const { store } = server.services;
    await store.run('update sessions set away_until = $2 where id = $1', [id, Date.now() + 10 * minute]);
    await silence(50 * second);
    expect((await get(id)).status).toBe('IN_PROGRESS');
  });

  test('a session that ended by silence continues with any request of its frame, and ends anew', async () => {
    const { page, id, userId } = await open();
    await show(page, [['ConsentPageOpened']]);
    await silence(50 * second);
    expect(await get(id)).toMatchObject({ status: 'COMPLETED', outcome: 'LEFT' });
    expect((await page.get('providers')).status).toBe(200);
    expect(await get(id)).toMatchObject({ status: 'IN_PROGRESS', outcome: null, endedAt: null });
    const user = await server.call(`/v1/users/${userId}`);
    expect(user.body.data.session.status).toBe('IN_PROGRESS');
    await silence(50 * second);
    await page.post('sessions/heartbeat', { visible: true });
    expect((await get(id)).status).toBe('IN_PROGRESS');
    await page.close();
    expect(await get(id)).toMatchObject({ status: 'COMPLETED', outcome: 'LEFT' });
    expect(await endings(userId)).toBe(3);
  });

  test('of two requests that find a silent session, the later one gets it as the earlier one left it', async () => {
    const { services } = server;
    const { page, id } = await open();
    await silence(50 * second);
    const found = (await services.store.get<SessionRow>('select * from sessions where id = $1', [id]))!;
    const later = () => continueSilentSession(services, found);
    expect((await page.get('providers')).status).toBe(200);
    expect(await later()).toMatchObject({ id, status: 'IN_PROGRESS' });
    await page.close();
    expect(await later()).toMatchObject({ id, status: 'COMPLETED', ended_by_silence: 0 });
    expect((await get(id)).status).toBe('COMPLETED');
  });

  test('a session that its page closed stays closed', async () => {
    const { page, id } = await open();
    await page.close();
    await page.post('sessions/heartbeat', { visible: true });
    await silence(0);
    expect((await get(id)).status).toBe('COMPLETED');
    expect((await page.get('providers')).status).toBe(401);
  });

  test('a wrong period is refused', async () => {
    for (const query of ['startDate=2026-02-01&endDate=2026-01-01', 'startDate=2020-01-01', 'by=user']) {
      const { status, body } = await server.call(`/v1/sessions/funnel?${query}`);
      expect([status, body.code]).toEqual([400, 'INVALID_PARAMETERS']);
    }
  });
});
