import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeWebhook } from '../actions/change-webhook.ts';
import { startReplay } from '../actions/start-replay.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import type { NewEvent } from './model/new-event.ts';
import { type Delivering, startDelivering } from './testing/start-delivering.ts';
import { type Receiver, startReceiver } from './testing/start-receiver.ts';

/** The timeout is long because the machine may be busy. */
const poll: typeof expect.poll = (read, options) => expect.poll(read, { timeout: 20_000, ...options });

describe.each(['sqlite', 'postgres'] as const)('strict order on %s', (name) => {
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

  const event = (source: string, n: number): Partial<NewEvent> => ({ sourceId: source, data: { source, n } });
  const open = () =>
    delivering.services.store.get(`select count(*) as open from deliveries where state <> 'delivered'`);

  /** Waits until the requests show that the change has been applied. */
  async function change(id: string, strictOrder: boolean): Promise<void> {
    const changes = {
      delivery: { strictOrder, retryDelays: [3600] },
      headers: { 'x-order': String(strictOrder) },
    };
    await changeWebhook(delivering.services, delivering.caller, { id, changes });
    await poll(async () => {
      const before = receiver.received.length;
      await delivering.append(event('probe', 0));
      return (await receiver.count(before + 1)).at(-1)!.headers['x-order'];
    }).toBe(String(strictOrder));
  }

  test('a rewind redelivers each source in order and one at a time, even after a failure', async () => {
    const delivery = { strictOrder: true, retryDelays: [1, 1] };
    const id = await delivering.webhook(receiver.url, { delivery });
    const events = Array.from({ length: 300 }, (_, n) => event(`s-${n % 3}`, n));
    await delivering.append(...events);
    await receiver.count(300);
    await poll(open).toEqual({ open: 0 });
    const inFlight = new Map<unknown, number>();
    const done: { source: unknown; n: number }[] = [];
    let failures = 0;
    let most = 0;
    receiver.behave(({ event: { data } }, response) => {
      const source = data.source as string;
      inFlight.set(source, (inFlight.get(source) ?? 0) + 1);
      most = Math.max(most, inFlight.get(source)!);
      setTimeout(() => {
        inFlight.set(source, inFlight.get(source)! - 1);
        const fails = data.n === 4 && failures++ === 0;
        if (!fails) done.push({ source, n: data.n as number });
        response.writeHead(fails ? 500 : 200).end();
      }, 3);
    });
    await startReplay(delivering.services, delivering.caller, { kind: 'rewind', id, start: { sequence: 0 } });
    // This event is blocked until the rewound deliveries of its source have been delivered.
    await poll(() => done.length).toBeGreaterThan(0);
    await delivering.append(event('s-1', 301));
    await poll(() => done.length).toBe(301);
    expect(most).toBe(1);
    for (const source of ['s-0', 's-1', 's-2']) {
      const order = done.filter((one) => one.source === source).map(({ n }) => n);
      expect(order).toEqual([...order].sort((a, b) => a - b));
    }
  });

  test('turned on later, it blocks sources that are failing already; turned off, it unblocks them', async () => {
    const id = await delivering.webhook(receiver.url, { delivery: { retryDelays: [3600] } });
    receiver.behave(
      ({ event: { data } }, response) => void response.writeHead(data.n === 1 ? 500 : 200).end(),
    );
    await delivering.append(event('a', 1));
    // Waits until the attempt has ended, because an attempt in flight would not block its source after the change.
    await poll(() => delivering.services.store.get('select attempts from deliveries')).toEqual({
      attempts: 1,
    });
    await change(id, true);
    await delivering.append(event('a', 2), event('b', 3));
    const got = (n: number) => receiver.received.some(({ event: { data } }) => data.n === n);
    await poll(() => got(3)).toBe(true);
    expect(got(2)).toBe(false);
    await change(id, false);
    await poll(() => got(2)).toBe(true);
  });

  test('turned off while the webhook is paused, it blocks nothing after the webhook is resumed', async () => {
    const id = await delivering.webhook(receiver.url, {
      delivery: { retryDelays: [3600], strictOrder: true },
    });
    receiver.behave(
      ({ event: { data } }, response) => void response.writeHead(data.n === 1 ? 500 : 200).end(),
    );
    await delivering.append(event('a', 1));
    await poll(() => delivering.services.store.get('select attempts from deliveries')).toEqual({
      attempts: 1,
    });
    const set = (changes: object) => changeWebhook(delivering.services, delivering.caller, { id, changes });
    await set({ active: false });
    await delivering.append(event('a', 2));
    await set({ active: true, delivery: { strictOrder: false } });
    await receiver.count(2);
    expect(receiver.received[1]!.event.data.n).toBe(2);
  });
});
