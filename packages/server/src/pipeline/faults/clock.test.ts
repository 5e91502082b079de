import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Engine, type Place, startEngine } from '../../store/testing/engines.ts';
import { setClock } from '../testing/set-clock.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startReceiver } from '../testing/start-receiver.ts';

const hour = 60 * 60 * 1000;

describe.each(['sqlite', 'postgres'] as const)('on %s', (name) => {
  let engine: Engine;
  let place: Place;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await engine.place();
  });
  afterEach(() => place[Symbol.asyncDispose]());

  test.each([
    ['back', -hour],
    ['forward', hour],
  ])(
    'a clock set %s an hour stops no endpoint, neither by its rate limit nor by its leases',
    async (_, step) => {
      await using receiver = await startReceiver();
      await using delivering = await startDelivering(place.config);
      await delivering.webhook(receiver.url, { delivery: { ratePerSecond: 20 } });
      await delivering.append({}, {}, {});
      await receiver.count(3);
      using clock = setClock();
      clock.jump(step);
      await delivering.append({}, {}, {});
      await receiver.count(6);
      clock.jump(-step);
      await delivering.append({}, {}, {});
      await receiver.count(9);
      expect(new Set(receiver.received.map(({ event }) => event.id)).size).toBe(9);
    },
  );

  test('a clock set back while a breaker is open does not keep it open', async () => {
    await using receiver = await startReceiver();
    await using delivering = await startDelivering(place.config);
    receiver.behave((_, response) => void response.writeHead(500).end());
    await delivering.webhook(receiver.url);
    using clock = setClock();
    // Five failures open the circuit breaker for 5 s.
    await delivering.append(...Array.from({ length: 5 }, (_, n) => ({ sourceId: `s${n}` })));
    await receiver.count(5);
    clock.jump(-hour);
    receiver.behave((_, response) => void response.end());
    await delivering.append({});
    await receiver.count(6);
    expect(receiver.received.at(-1)!.at - receiver.received[4]!.at).toBeLessThan(0);
  });

  test('a clock set back does not lengthen a Retry-After of two seconds', async () => {
    await using receiver = await startReceiver();
    await using delivering = await startDelivering(place.config);
    receiver.behave((_, response) => void response.writeHead(429, { 'retry-after': '2' }).end());
    await delivering.webhook(receiver.url, { delivery: { retryDelays: [1] } });
    await delivering.append({});
    await receiver.count(1);
    await expect
      .poll(() => delivering.services.store.get('select attempts from deliveries'))
      .toEqual({ attempts: 1 });
    using clock = setClock();
    clock.jump(-hour);
    receiver.behave((_, response) => void response.end());
    await delivering.append({ data: { n: 2 } });
    await receiver.count(2);
  });

  test('a clock set back delays no retry, neither one that is scheduled nor one that fails later', async () => {
    await using receiver = await startReceiver();
    await using delivering = await startDelivering(place.config);
    const { store } = delivering.services;
    receiver.behave((_, response) => void response.writeHead(500).end());
    await delivering.webhook(receiver.url, { delivery: { retryDelays: [2] } });
    using clock = setClock();
    await delivering.append({ data: { n: 1 } });
    await expect.poll(() => store.get('select attempts from deliveries')).toEqual({ attempts: 1 });
    clock.jump(-hour);
    await delivering.append({ data: { n: 2 } });
    const attempted = 'select count(*) as attempted from deliveries where attempts = 1';
    await expect.poll(() => store.get(attempted)).toEqual({ attempted: 2 });
    receiver.behave((_, response) => void response.end());
    await receiver.count(4);
    const got = receiver.received.map(({ event: { data } }) => data.n);
    // Jitter decides which delivery is retried first.
    expect([got.slice(0, 2), got.slice(2).sort()]).toEqual([
      [1, 2],
      [1, 2],
    ]);
    const [failed, retried] = receiver.received.filter(({ event: { data } }) => data.n === 2);
    // The second delivery failed after the clock was set back, so its retry comes after the full delay.
    expect(retried!.at - failed!.at).toBeGreaterThanOrEqual(1800);
  });

  test('a clock set back while the database is away delays no retry either', async () => {
    await using receiver = await startReceiver();
    await using delivering = await startDelivering(place.config);
    const { store } = delivering.services;
    receiver.behave((_, response) => void response.writeHead(500).end());
    await delivering.webhook(receiver.url, { delivery: { retryDelays: [2] } });
    using clock = setClock();
    await delivering.append({});
    await expect.poll(() => store.get('select attempts from deliveries')).toEqual({ attempts: 1 });
    receiver.behave((_, response) => void response.end());
    const run = vi.spyOn(store, 'run');
    run.mockRejectedValueOnce(new Error('away')).mockRejectedValueOnce(new Error('away'));
    clock.jump(-hour);
    await receiver.count(2);
    expect(run.mock.calls.filter(([sql]) => sql.includes('set due_at = due_at -')).length).toBeGreaterThan(1);
  });

  test('ids grow and sequences have no gap, whatever the clock does', async () => {
    await using receiver = await startReceiver();
    await using delivering = await startDelivering(place.config);
    await delivering.webhook(receiver.url);
    using clock = setClock();
    const ids: string[] = [];
    for (const step of [0, -hour, hour, 5 * hour, -5 * hour]) {
      clock.jump(step);
      ids.push(...(await delivering.append({}, {})));
    }
    expect(ids).toEqual([...ids].sort());
    const received = await receiver.count(10);
    expect(received.map(({ headers }) => Number(headers['webhook-sequence'])).sort((a, b) => a - b)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
    ]);
  });
});
