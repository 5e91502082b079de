import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recoverWebhook, replayMissing, rewindWebhook } from '../actions/replay-deliveries.ts';
import { resendEvent } from '../actions/resend-event.ts';
import { shredUserEvents } from '../actions/shred-user-events.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { type Delivering, startDelivering } from './testing/start-delivering.ts';
import { type Receiver, startReceiver } from './testing/start-receiver.ts';

const hour = 60 * 60 * 1000;

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

  const { poll } = expect;
  const run = (sql: string, parameters: (string | number)[] = []) =>
    delivering.services.store.run(sql, parameters);
  const get = (sql: string, parameters: (string | number)[] = []) =>
    delivering.services.store.get(sql, parameters);
  const events = (count: number) =>
    Array.from({ length: count }, (_, n) => ({ sourceId: `s-${n}`, userId: 'erased', data: { n } }));
  const rewind = (id: string, sequence = 0) =>
    rewindWebhook(delivering.services, delivering.caller, { id, sequence });
  const recover = (id: string) =>
    recoverWebhook(delivering.services, delivering.caller, { id, since: Date.now() - hour });
  const replay = (id: string) =>
    replayMissing(delivering.services, delivering.caller, { id, since: Date.now() - hour });
  const resend = (id: string, eventId: string) =>
    resendEvent(delivering.services, delivering.caller, { id, eventId });
  const progress = (id: string) => get('select state, scheduled from replays where id = $1', [id]);
  const inState = async (state: string) =>
    ((await get('select count(*) as count from deliveries where state = $1', [state])) as { count: number })
      .count;

  test('what an outage left to be tried hours later is recovered now, however much it is', async () => {
    const id = await delivering.webhook(receiver.url, { active: false });
    await delivering.append(...events(1500));
    await run(`update deliveries set state = 'retrying', attempts = 8, due_at = $1`, [Date.now() + hour]);
    await delivering.services.store.run('update webhooks set active = 1');
    const { id: replay } = await recover(id);
    delivering.services.store.hint({ tenantId: 'acme', webhookId: id, about: 'changed' });
    await poll(() => progress(replay), { timeout: 30_000 }).toEqual({ state: 'done', scheduled: 1500 });
    await poll(() => inState('delivered'), { timeout: 30_000 }).toBe(1500);
  });

  test.each([
    ['rewind', rewind],
    ['recovery', recover],
  ])('a %s leaves alone what was shredded, and nothing of it stays due', async (_, begin) => {
    const id = await delivering.webhook(receiver.url, { delivery: { retryDelays: [] } });
    receiver.behave((_, response) => void response.writeHead(500).end());
    await delivering.append({ sourceId: 'kept' }, ...events(3));
    await poll(() => inState('failed'), { timeout: 10_000 }).toBe(4);
    await shredUserEvents(delivering.services, delivering.caller, ['erased', 's-0', 's-1', 's-2']);
    receiver.behave((_, response) => void response.end());
    const { id: replay } = await begin(id);
    await poll(() => progress(replay), { timeout: 10_000 }).toEqual({ state: 'done', scheduled: 1 });
    await poll(() => get('select count(*) as due from deliveries where due_at is not null')).toEqual({
      due: 0,
    });
    expect([await inState('delivered'), await inState('failed')]).toEqual([1, 3]);
  });

  test('an event is given once, however many ask at the same time for what was never given', async () => {
    const ids = await delivering.append(...events(20));
    const id = await delivering.webhook(receiver.url);
    const asked = Promise.all([...ids, ...ids].map((eventId) => resend(id, eventId)));
    const [{ id: begun }] = await Promise.all([replay(id), asked]);
    await poll(async () => (await progress(begun)) ?? {}).toMatchObject({ state: 'done' });
    expect(await get('select count(*) as given, max(sequence) as last from deliveries')).toEqual({
      given: 20,
      last: 20,
    });
    expect(await get('select sequence from queues where webhook_id = $1', [id])).toEqual({ sequence: 20 });
  });
});
