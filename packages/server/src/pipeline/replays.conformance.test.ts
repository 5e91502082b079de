import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { cancelReplay } from '../actions/cancel-replay.ts';
import { changeWebhook } from '../actions/change-webhook.ts';
import { deleteWebhook } from '../actions/delete-webhook.ts';
import { previewReplay } from '../actions/preview-replay.ts';
import { redeliverEvent } from '../actions/redeliver-event.ts';
import { shredUserEvents } from '../actions/shred-user-events.ts';
import { startReplay } from '../actions/start-replay.ts';
import type { ReplayRequest } from '../domain/replay-range.ts';
import { findReplay, replayProgress } from '../domain/replays.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { type Delivering, startDelivering } from './testing/start-delivering.ts';
import { type Receiver, startReceiver } from './testing/start-receiver.ts';

const hour = 60 * 60 * 1000;

/** The timeout is long because the machine may be busy. */
const poll: typeof expect.poll = (read, options) => expect.poll(read, { timeout: 20_000, ...options });

describe.each(['sqlite', 'postgres'] as const)('replays on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let receiver: Receiver;
  let delivering: Delivering;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await engine.place();
    receiver = await startReceiver();
    delivering = await startDelivering(place.config);
  });
  afterEach(async () => {
    await delivering[Symbol.asyncDispose]();
    await receiver[Symbol.asyncDispose]();
    await place[Symbol.asyncDispose]();
  });

  const run = (sql: string, parameters: (string | number)[] = []) =>
    delivering.services.store.run(sql, parameters);
  const get = (sql: string, parameters: (string | number)[] = []) =>
    delivering.services.store.get(sql, parameters);
  const events = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ sourceId: `s-${n}`, userId: 'erased', data: { n } }));
  const rewind = (id: string, sequence = 0) =>
    startReplay(delivering.services, delivering.caller, { kind: 'rewind', id, start: { sequence } });
  const recover = (id: string) =>
    startReplay(delivering.services, delivering.caller, { kind: 'recover', id, since: Date.now() - hour });
  const backfill = (id: string) =>
    startReplay(delivering.services, delivering.caller, { kind: 'replay', id, since: Date.now() - hour });
  const resend = (id: string, eventId: string) =>
    redeliverEvent(delivering.services, delivering.caller, { id, eventId });
  const progress = (id: string) => get('select state, scheduled from replays where id = $1', [id]);
  const inState = async (state: string) =>
    ((await get('select count(*) as count from deliveries where state = $1', [state])) as { count: number })
      .count;

  test('deliveries whose next retry is hours away are recovered now, however many there are', async () => {
    const id = await delivering.webhook(receiver.url, { active: false });
    await delivering.append(...events(1500));
    await run(`update deliveries set state = 'retrying', attempts = 8, due_at = $1`, [Date.now() + hour]);
    await delivering.services.store.run('update webhooks set active = 1');
    const { id: replay } = await recover(id);
    delivering.services.store.hint({ tenantId: 'acme', webhookId: id, about: 'changed' });
    await poll(() => progress(replay)).toEqual({ state: 'done', scheduled: 1500 });
    await poll(() => inState('delivered')).toBe(1500);
  });

  test.each([
    ['rewind', rewind],
    ['recovery', recover],
  ])('a %s skips shredded events, and none of them stays due', async (_, begin) => {
    const id = await delivering.webhook(receiver.url, { delivery: { retryDelays: [] } });
    receiver.behave((_, response) => void response.writeHead(500).end());
    await delivering.append({ sourceId: 'kept' }, ...events(3));
    await poll(() => inState('failed')).toBe(4);
    await shredUserEvents(delivering.services, delivering.caller, ['erased', 's-0', 's-1', 's-2']);
    receiver.behave((_, response) => void response.end());
    const { id: replay } = await begin(id);
    await poll(() => progress(replay)).toEqual({ state: 'done', scheduled: 1 });
    await poll(() => get('select count(*) as due from deliveries where due_at is not null')).toEqual({
      due: 0,
    });
    expect([await inState('delivered'), await inState('failed')]).toEqual([1, 3]);
  });

  test('an event becomes one delivery, however many redeliveries and backfills request it at once', async () => {
    const ids = await delivering.append(...events(20));
    const id = await delivering.webhook(receiver.url);
    const redelivered = Promise.all([...ids, ...ids].map((eventId) => resend(id, eventId)));
    const [{ id: begun }] = await Promise.all([backfill(id), redelivered]);
    await poll(async () => (await progress(begun)) ?? {}).toMatchObject({ state: 'done' });
    expect(await get('select count(*) as given, max(sequence) as last from deliveries')).toEqual({
      given: 20,
      last: 20,
    });
    expect(await get('select sequence from queues where webhook_id = $1', [id])).toEqual({ sequence: 20 });
  });

  const result = async (webhookId: string, replayId: string) => {
    const { store } = delivering.services;
    const row = await findReplay(store, delivering.caller, { webhookId, id: replayId });
    const { state, scheduled, delivered, failed } = await replayProgress(store, row);
    return { state, scheduled, delivered, failed };
  };
  const setActive = (id: string, active: boolean) =>
    changeWebhook(delivering.services, delivering.caller, { id, changes: { active } });
  /** Registers a paused webhook with this many deliveries, all of them delivered. */
  async function paused(count: number): Promise<string> {
    const id = await delivering.webhook(receiver.url, { active: false });
    await delivering.append(...events(count));
    await run(`update deliveries set state = 'delivered', attempts = 1`);
    await run('update cursors set sequence = $1', [count]);
    return id;
  }

  test('a long rewind waits while its webhook is paused, survives a restart, and reports its results', async () => {
    const id = await paused(1300);
    const { id: begun } = await rewind(id);
    await poll(() => progress(begun)).toEqual({ state: 'running', scheduled: 1000 });
    await delivering[Symbol.asyncDispose]();
    delivering = await startDelivering(place.config);
    expect(await progress(begun)).toEqual({ state: 'running', scheduled: 1000 });
    receiver.behave(
      ({ event: { data } }, response) => void response.writeHead(data.n === 7 ? 500 : 200).end(),
    );
    await changeWebhook(delivering.services, delivering.caller, {
      id,
      changes: { active: true, delivery: { retryDelays: [] } },
    });
    await poll(() => result(id, begun)).toEqual({
      state: 'DONE',
      scheduled: 1300,
      delivered: 1299,
      failed: 1,
    });
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-sequence'])).size).toBe(1300);
    expect(receiver.received).toHaveLength(1300);
  });

  test('a backfill of any size is carried out, and counted apart from new events', async () => {
    const ids = await delivering.append(...events(1100));
    const id = await delivering.webhook(receiver.url);
    const { id: begun } = await backfill(id);
    // An event that is stored in the same millisecond as the start of the backfill would belong to the backfill.
    const begunAt = Date.now();
    await poll(() => Date.now() > begunAt).toBe(true);
    await delivering.append({ data: { n: 'new' } });
    await poll(() => result(id, begun)).toEqual({
      state: 'DONE',
      scheduled: 1100,
      delivered: 1100,
      failed: 0,
    });
    const received = await receiver.count(1101);
    const got = received.filter(({ event: { data } }) => data.n !== 'new').map(({ event }) => event.id);
    expect(got.sort()).toEqual(ids.sort());
  });

  /** Resolves after two more replays, so the replays that were running before have had their turn meanwhile. */
  async function otherReplays(): Promise<void> {
    for (let n = 0; n < 2; n++) {
      const other = await delivering.webhook(receiver.url, { eventTypes: ['TASK_FINISHED'] });
      const { id } = await backfill(other);
      await poll(() => progress(id)).toEqual({ state: 'done', scheduled: 0 });
    }
  }

  test('a backfill waits while 1,000 deliveries are pending, also its own, and goes on when they were sent', async () => {
    await delivering.append(...events(1600));
    const held = Promise.withResolvers<void>();
    receiver.behave((_, response) => void held.promise.then(() => response.end()));
    const id = await delivering.webhook(receiver.url);
    const { id: begun } = await backfill(id);
    await poll(() => progress(begun)).toEqual({ state: 'running', scheduled: 1000 });
    await otherReplays();
    expect(await progress(begun)).toEqual({ state: 'running', scheduled: 1000 });
    held.resolve();
    await poll(() => progress(begun)).toEqual({ state: 'done', scheduled: 1600 });
    await poll(() => inState('delivered')).toBe(1600);
  });

  test('a backfill to a paused webhook waits for nothing, and its deliveries are sent when the webhook is resumed', async () => {
    await delivering.append(...events(1600));
    const id = await delivering.webhook(receiver.url, { active: false });
    const { id: begun } = await backfill(id);
    await poll(() => progress(begun)).toEqual({ state: 'done', scheduled: 1600 });
    expect(receiver.received).toHaveLength(0);
    await setActive(id, true);
    await poll(() => inState('delivered')).toBe(1600);
  });

  test('a backfill that waits ends when its webhook is paused', async () => {
    await delivering.append(...events(1600));
    const held = Promise.withResolvers<void>();
    receiver.behave((_, response) => void held.promise.then(() => response.end()));
    const id = await delivering.webhook(receiver.url);
    const { id: begun } = await backfill(id);
    await poll(() => progress(begun)).toEqual({ state: 'running', scheduled: 1000 });
    await setActive(id, false);
    await poll(() => progress(begun)).toEqual({ state: 'done', scheduled: 1600 });
    held.resolve();
  });

  test('a redelivery of an event that was never given adds it at the end of the sequence', async () => {
    const [early] = await delivering.append({});
    const id = await delivering.webhook(receiver.url);
    await delivering.append({});
    await receiver.count(1);
    expect(await resend(id, early!)).toMatchObject({ sequence: 2 });
    const received = await receiver.count(2);
    expect(received[1]!.event.id).toBe(early);
  });

  test('a canceled rewind makes nothing more due; what it has made due is delivered', async () => {
    const id = await paused(1300);
    const { id: begun } = await rewind(id);
    await poll(() => progress(begun)).toEqual({ state: 'running', scheduled: 1000 });
    const of = { webhookId: id, id: begun };
    expect(await cancelReplay(delivering.services, delivering.caller, of)).toMatchObject({
      state: 'CANCELED',
    });
    await setActive(id, true);
    const canceled = { state: 'CANCELED', scheduled: 1000, delivered: 1000, failed: 0 };
    await poll(() => result(id, begun)).toEqual(canceled);
    const { id: other } = await recover(id);
    await poll(() => progress(other)).toEqual({ state: 'done', scheduled: 0 });
    const again = { webhookId: id, id: other };
    expect(await cancelReplay(delivering.services, delivering.caller, again)).toMatchObject({
      state: 'DONE',
    });
  });

  test('deleting an endpoint cancels its rewind', async () => {
    const id = await paused(1300);
    const { id: begun } = await rewind(id);
    await poll(() => progress(begun)).toEqual({ state: 'running', scheduled: 1000 });
    await deleteWebhook(delivering.services, delivering.caller, id);
    expect(await progress(begun)).toEqual({ state: 'canceled', scheduled: 1000 });
  });

  const day = 24 * hour;
  const morning = Date.parse('2026-03-02T00:00:00Z');
  /**
   * Six deliveries at midnight and noon of three days: 1 and 4 are delivered, 2 and 5 are given up, 3 and 6 are
   * retrying. Two newer deliveries are pending.
   */
  async function threeDays(): Promise<string> {
    const id = await paused(6);
    await run(`update deliveries set created_at = $1 + (sequence - 1) * $2`, [morning, day / 2]);
    await run(`update deliveries set state = 'failed' where sequence in (2, 5)`);
    await run(`update deliveries set state = 'retrying', due_at = $1 where sequence in (3, 6)`, [
      Date.now() + day,
    ]);
    await delivering.append(...events(2));
    return id;
  }
  const preview = (id: string, request: ReplayRequest) =>
    previewReplay(delivering.services, delivering.caller, {
      id,
      budgetMs: Number.POSITIVE_INFINITY,
      ...request,
    });

  test.each([
    [{ kind: 'rewind', start: { sequence: 0 } }, 6],
    [{ kind: 'rewind', start: { sequence: 4 } }, 2],
    [{ kind: 'rewind', start: { since: morning } }, 6],
    [{ kind: 'rewind', start: { since: morning + 1 }, until: morning + 2 * day }, 3],
    [{ kind: 'rewind', start: { since: morning + day }, until: morning + 2 * day }, 2],
    [{ kind: 'rewind', start: { since: morning + day }, until: morning + day + 1 }, 1],
    [{ kind: 'rewind', start: { since: morning + 9 * day } }, 0],
    [{ kind: 'rewind', start: { since: morning - 9 * day }, until: morning }, 0],
    [{ kind: 'recover', since: morning }, 4],
    [{ kind: 'recover', since: morning + day, until: morning + 2 * day }, 1],
    [{ kind: 'recover', since: morning + 2 * day }, 2],
  ] as const)('%j sends exactly the %i deliveries that its preview counts', async (request, count) => {
    const id = await threeDays();
    expect(await preview(id, request)).toEqual({
      deliveries: count,
      exact: true,
      estimatedSeconds: count > 0 ? 1 : 0,
    });
    const { id: begun } = await startReplay(delivering.services, delivering.caller, { id, ...request });
    await poll(() => progress(begun)).toEqual({ state: 'done', scheduled: count });
  });

  test('a period that ends before it begins is refused', async () => {
    const id = await threeDays();
    await expect(preview(id, { kind: 'recover', since: morning, until: morning })).rejects.toThrow('until:');
  });

  test('a delivery that another process dated a little later is not left out of a period', async () => {
    const id = await paused(600);
    await run(`update deliveries set created_at = $1 + sequence * 1000`, [morning]);
    await run(`update deliveries set created_at = created_at + 30000 where sequence % 7 = 0`);
    for (const since of [morning, morning + 100_500, morning + 333_000, morning + 599_000]) {
      const until = since + 100_000;
      const { deliveries } = await preview(id, { kind: 'rewind', start: { since }, until });
      const within = (await get(
        'select min(sequence) as first, max(sequence) as last from deliveries where created_at >= $1 and created_at < $2',
        [since, until],
      )) as { first: number; last: number };
      expect(deliveries).toBe(within.last - within.first + 1);
    }
  });

  test('the preview of a backfill counts what matches, and the backfill of a day sends it', async () => {
    await delivering.append(...events(700), { type: 'TASK_FINISHED' });
    await run(`update events set created_at = $1 where type = 'TASK_FINISHED'`, [morning]);
    const id = await delivering.webhook(receiver.url, {
      eventTypes: ['USER_CREATED'],
      delivery: { ratePerSecond: 100 },
    });
    const since = Date.now() - hour;
    const expected = { deliveries: 700, exact: true, estimatedSeconds: 7 };
    expect(await preview(id, { kind: 'replay', since })).toEqual(expected);
    expect(await preview(id, { kind: 'replay', since: since - hour, until: since })).toMatchObject({
      deliveries: 0,
    });
    const early = { kind: 'replay', id, since: since - hour, until: since } as const;
    const { id: begun } = await startReplay(delivering.services, delivering.caller, early);
    await poll(() => progress(begun)).toEqual({ state: 'done', scheduled: 0 });
  });

  test('a backfill begins with the first millisecond of its range, and ends before the last', async () => {
    await delivering.append(...events(1), { type: 'TASK_FINISHED' });
    const id = await delivering.webhook(receiver.url, { eventTypes: ['USER_CREATED'] });
    const [event] = await delivering.services.store.all<{ created_at: number }>(
      `select created_at from events where type = 'USER_CREATED'`,
    );
    const at = Number(event?.created_at);
    const counted = async (since: number, until?: number) =>
      (await preview(id, { kind: 'replay', since, until })).deliveries;
    expect(await counted(at - hour, at)).toBe(0);
    expect(await counted(at - hour, at + 1)).toBe(1);
    expect(await counted(at, at + 1)).toBe(1);
    expect(await counted(at)).toBe(1);
    expect(await counted(at + 1, at + hour)).toBe(0);
    const { id: begun } = await startReplay(delivering.services, delivering.caller, {
      kind: 'replay',
      id,
      since: at,
      until: at + 1,
    });
    await poll(() => progress(begun)).toEqual({ state: 'done', scheduled: 1 });
  });

  test('a rewind to expired events is refused, and the message names the first possible sequence', async () => {
    const id = await paused(5);
    await run(`insert into floors (tenant_id, webhook_id, sequence, hash) values ('acme', $1, 3, 'h')`, [id]);
    await expect(rewind(id, 2)).rejects.toThrow('Rewind to 3 to redeliver all that remain.');
    expect(await rewind(id, 3)).toMatchObject({ position: 3, through: 5, state: 'RUNNING' });
  });
});
