import { bodyDigest, chainHash, emptyCheckpoint } from '@winkwire/receiver/checkpoint';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeWebhook } from '../actions/change-webhook.ts';
import { pullEvents } from '../actions/pull-events.ts';
import { redeliverEvent } from '../actions/redeliver-event.ts';
import { startReplay } from '../actions/start-replay.ts';
import { eventSearch } from '../domain/events.ts';
import { explainDelivery } from '../domain/explain-delivery.ts';
import { previewFilter } from '../domain/preview-filter.ts';
import { findQueue } from '../domain/queues.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { type Delivering, startDelivering } from './testing/start-delivering.ts';
import { type Receiver, startReceiver } from './testing/start-receiver.ts';

/** The timeout is long because the machine may be busy. */
const poll: typeof expect.poll = (read, options) => expect.poll(read, { timeout: 20_000, ...options });

describe.each(['sqlite', 'postgres'] as const)('bodies that changed in the store of %s', (name) => {
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

  const store = () => delivering.services.store;
  const events = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      type: 'TASK_FINISHED',
      sourceId: `s-${n % 20}`,
      data: { n, name: 'José' },
      payload: { incomes: [{ n }] },
    }));
  const bodies = () =>
    store().all<{ id: string; body: string; payload_body: string }>(
      'select id, body, payload_body from events',
    );
  const flip = async (column: 'body' | 'payload_body' | 'type', id: string) => {
    const row = await store().get<Record<string, string>>(`select ${column} from events where id = $1`, [id]);
    await store().run(`update events set ${column} = $2 where id = $1`, [id, flipped(row![column]!)]);
  };
  const settled = () =>
    poll(() =>
      store().get(`select count(*) as open from deliveries where state in ('waiting', 'retrying')`),
    ).toEqual({
      open: 0,
    });
  const resume = (id: string) =>
    changeWebhook(delivering.services, delivering.caller, { id, changes: { active: true } });

  test.each([false, true])(
    'no damaged body is sent, and all others are; strict order: %s',
    async (strictOrder) => {
      const ids = await Promise.all(
        [false, true].map((includePayload) =>
          delivering.webhook(receiver.url, { active: false, includePayload, delivery: { strictOrder } }),
        ),
      );
      const eventIds = await delivering.append(...events(600));
      const made = new Set((await bodies()).flatMap(({ body, payload_body }) => [body, payload_body]));
      const [third, half] = [eventIds.filter((_, n) => n % 3 === 0), eventIds.filter((_, n) => n % 2 === 0)];
      for (const id of third) await flip('body', id);
      for (const id of half) await flip('payload_body', id);
      for (const id of ids) await resume(id);
      await settled();
      for (const id of ids)
        await startReplay(delivering.services, delivering.caller, {
          kind: 'rewind',
          id,
          start: { sequence: 0 },
        });
      await poll(() => store().get(`select 1 as one from replays where state = 'running'`)).toBeUndefined();
      await settled();
      const wrong = receiver.received.filter(({ body }) => !made.has(body));
      expect(wrong).toEqual([]);
      const of = (damaged: readonly string[]) => eventIds.filter((id) => !damaged.includes(id)).length;
      expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(of(third) + of(half));
      const held = await store().get(
        `select count(*) as count from deliveries where last_error = 'BODY_DAMAGED'`,
      );
      expect(held).toEqual({ count: third.length + half.length });
    },
  );

  test('a damaged delivery is reported everywhere, and sent once its body is restored', async () => {
    const id = await delivering.webhook(receiver.url, { active: false });
    const [eventId] = await delivering.append(...events(2));
    const { body } = (await bodies()).find((row) => row.id === eventId)!;
    await flip('body', eventId!);
    const { services, caller } = delivering;
    const pull = () =>
      pullEvents({ queries: store(), box: services.secrets, now: Date.now() }, caller, {
        webhookId: id,
        after: 0,
        size: 10,
      });
    await expect(pull()).rejects.toThrow(/Sequence 1, .*no longer matches its digest.*after=1/);
    const explain = () =>
      explainDelivery(store(), caller, {
        webhookId: id,
        eventId: eventId!,
        now: Date.now(),
        retentionDays: 30,
        box: services.secrets,
      });
    await resume(id);
    await settled();
    expect(await explain()).toMatchObject({ state: 'HELD', sentence: expect.stringMatching(/digest/) });
    await expect(redeliverEvent(services, caller, { id, eventId: eventId! })).rejects.toThrow(/digest/);
    const listed = await eventSearch.page(store(), caller, {});
    expect(listed.items.map(({ data }) => 'n' in data)).toEqual([true, false]);
    const metric = await services.metrics.getSingleMetric('winkwire_deliveries_held_total')!.get();
    expect(metric.values).toMatchObject([{ value: 1, labels: { reason: 'BODY_DAMAGED' } }]);

    await store().run('update events set body = $2 where id = $1', [eventId!, body]);
    await redeliverEvent(services, caller, { id, eventId: eventId! });
    await poll(() => receiver.received.some((each) => each.body === body)).toBe(true);
    expect((await pull()).items.map(({ digest }) => digest)).toContain(bodyDigest(body));
  });

  test('a damaged body does not hold a webhook that gets the other body of the event', async () => {
    const [plain, whole] = await Promise.all(
      [false, true].map((includePayload) => delivering.webhook(receiver.url, { includePayload })),
    );
    const [withoutPayload, withPayload] = await delivering.append(...events(2));
    await receiver.count(4);
    await settled();
    await flip('payload_body', withoutPayload!);
    await flip('body', withPayload!);
    const { services, caller } = delivering;
    const explain = async (webhookId: string, eventId: string) => {
      const at = { now: Date.now(), retentionDays: 30, box: services.secrets };
      return (await explainDelivery(store(), caller, { webhookId, eventId, ...at })).state;
    };
    const redeliver = (id: string, eventId: string) => redeliverEvent(services, caller, { id, eventId });
    await redeliver(plain!, withoutPayload!);
    await redeliver(whole!, withPayload!);
    await receiver.count(6);
    await settled();
    expect(await explain(plain!, withoutPayload!)).toBe('DELIVERED');
    await expect(redeliver(plain!, withPayload!)).rejects.toThrow(/digest/);
    await expect(redeliver(whole!, withoutPayload!)).rejects.toThrow(/digest/);
    const listed = await eventSearch.page(store(), caller, {});
    expect(listed.items.map(({ data }) => 'n' in data)).toEqual([false, true]);

    const late = (includePayload: boolean, filter: { name: string } | null) =>
      delivering.webhook(receiver.url, { includePayload, filter, eventTypes: ['TASK_FINISHED'] });
    const filter = { name: 'José' };
    const cases = [
      { id: await late(false, filter), given: [withoutPayload!] },
      { id: await late(true, null), given: [withPayload!] },
      { id: await late(true, filter), given: [] },
    ];
    for (const { id, given } of cases) {
      for (const eventId of [withoutPayload!, withPayload!])
        expect(await explain(id, eventId)).toBe(given.includes(eventId) ? 'NOT_REGISTERED' : 'HELD');
      const since = Date.now() - 3_600_000;
      await startReplay(services, caller, { kind: 'replay', id, since });
      await poll(() => store().get(`select 1 as one from replays where state = 'running'`)).toBeUndefined();
      await settled();
      const rows = await store().all<{ event_id: string; state: string }>(
        'select event_id, state from deliveries where webhook_id = $1',
        [id],
      );
      expect(rows).toEqual(given.map((eventId) => ({ event_id: eventId, state: 'delivered' })));
    }
  });

  test('a pull returns the events before a damaged body, so that they are not skipped along with it', async () => {
    const id = await delivering.webhook(receiver.url, { active: false });
    const eventIds = await delivering.append(...events(4));
    await flip('body', eventIds[2]!);
    const { services, caller } = delivering;
    const pull = async (after: number) => {
      const page = { webhookId: id, after, size: 10 };
      const given = { queries: store(), box: services.secrets, now: Date.now() };
      return (await pullEvents(given, caller, page)).items.map(({ sequence }) => sequence);
    };
    expect(await pull(0)).toEqual([1, 2]);
    await expect(pull(2)).rejects.toThrow(/Sequence 3, .*after=3/);
    expect(await pull(3)).toEqual([4]);
  });

  test('the error about a damaged body contains the digest with which the receiver can continue its chain', async () => {
    const id = await delivering.webhook(receiver.url, { active: false });
    const [first, second] = await delivering.append(...events(2));
    await flip('body', first!);
    const { services, caller } = delivering;
    const pull = (after: number) => {
      const given = { queries: store(), box: services.secrets, now: Date.now() };
      return pullEvents(given, caller, { webhookId: id, after, size: 10 });
    };
    const message = await pull(0).catch((error: Error) => error.message);
    const [digest] = /(?<=stored digest )[0-9a-f]{64}/.exec(String(message))!;
    const skipped = chainHash(emptyCheckpoint.hash, first!, digest);
    const { items } = await pull(1);
    const { hash } = await findQueue(store(), caller, id);
    expect(chainHash(skipped, second!, items[0]!.digest)).toBe(hash);
  });

  test('the preview of a filter leaves out damaged bodies, even if they are no longer JSON', async () => {
    const [first, second] = await delivering.append(...events(3));
    await flip('body', first!);
    await store().run(`update events set body = '{"id":' where id = $1`, [second!]);
    const given = { eventTypes: ['ALL_EVENTS'], filter: { name: 'José' } };
    expect(await previewFilter(store(), delivering.caller, given)).toMatchObject({ examined: 1, matched: 1 });
  });

  test('a body is not sent under the id or type of another event, not even by a backfill', async () => {
    const [first, second, third] = await delivering.append(...events(4));
    const { body, body_digest: digest } = (await store().get<{ body: string; body_digest: string }>(
      'select body, body_digest from events where id = $1',
      [first!],
    ))!;
    await store().run('update events set body = $2, body_digest = $3 where id = $1', [second!, body, digest]);
    await flip('type', third!);
    const id = await delivering.webhook(receiver.url, { filter: { name: 'José' } });
    const since = Date.now() - 3_600_000;
    await startReplay(delivering.services, delivering.caller, { kind: 'replay', id, since });
    await receiver.count(2);
    await poll(() => store().get(`select 1 as one from replays where state = 'running'`)).toBeUndefined();
    await settled();
    expect(receiver.received.map(({ headers, event }) => headers['webhook-id'] === event.id)).toEqual([
      true,
      true,
    ]);
  });

  test('events that an earlier version stored without digests are sent as they are', async () => {
    const id = await delivering.webhook(receiver.url, { active: false });
    await delivering.append(...events(3));
    await store().run('update events set body_digest = null, payload_digest = null');
    await resume(id);
    expect(await receiver.count(3)).toHaveLength(3);
  });
});

/** Flips a random bit, but never the highest. Never makes NUL, because PostgreSQL does not accept it in text. */
function flipped(text: string): string {
  const bytes = Buffer.from(text);
  for (;;) {
    const at = Math.floor(Math.random() * bytes.length);
    const before = bytes[at]!;
    bytes[at] = before ^ (1 << Math.floor(Math.random() * 7));
    if (bytes[at] !== 0) return bytes.toString();
    bytes[at] = before;
  }
}
