import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeWebhook } from '../actions/change-webhook.ts';
import { type Engine, startEngine } from '../store/testing/engines.ts';
import { type Delivering, startDelivering } from './testing/start-delivering.ts';
import { startProxy } from './testing/start-proxy.ts';
import { type Receiver, startReceiver } from './testing/start-receiver.ts';

async function queueOf({ services }: Delivering) {
  const lines = (await services.metrics.metrics()).split('\n');
  const value = (name: string): number =>
    Number(lines.find((line) => line.startsWith(`winkwire_${name} `))?.split(' ')[1] ?? 0);
  return {
    active: value('deliveries_waiting{endpoint="active"}'),
    paused: value('deliveries_waiting{endpoint="paused"}'),
    inMemory: value('deliveries_in_memory'),
    inFlight: value('requests_under_way'),
  };
}

const nothing = { active: 0, paused: 0, inMemory: 0, inFlight: 0 };

/** Holds back the responses to events whose `n` satisfies `which`. `release` sends them. */
function holdResponses(receiver: Receiver, which: (n: unknown) => boolean = () => true): { release(): void } {
  const kept: ServerResponse[] = [];
  receiver.behave(({ event }, response) => void (which(event.data.n) ? kept.push(response) : response.end()));
  return {
    release() {
      receiver.behave((_, response) => void response.end());
      for (const response of kept) response.end();
    },
  };
}

const events = (count: number, sourceOf: (n: number) => string = (n) => `s-${n}`) =>
  Array.from({ length: count }, (_, n) => ({ data: { n }, sourceId: sourceOf(n) }));

describe.each(['sqlite', 'postgres'] as const)('metrics of the queue on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  const setActive = ({ services, caller }: Delivering, id: string, active: boolean) =>
    changeWebhook(services, caller, { id, changes: { active } });

  test('pending deliveries, those in memory and requests in flight are counted, for active and paused webhooks', async () => {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using delivering = await startDelivering(place.config);
    const responses = holdResponses(receiver);
    const queue = () => queueOf(delivering);
    expect(await queue()).toEqual(nothing);
    const active = await delivering.webhook(receiver.url, { delivery: { concurrency: 2 } });
    const paused = await delivering.webhook(receiver.url, { active: false });
    await delivering.append(...events(10));
    await expect.poll(queue).toEqual({ active: 10, paused: 10, inMemory: 8, inFlight: 2 });
    await setActive(delivering, active, false);
    await expect.poll(queue).toEqual({ active: 0, paused: 20, inMemory: 0, inFlight: 2 });
    responses.release();
    await expect.poll(async () => (await queue()).inFlight).toBe(0);
    await setActive(delivering, active, true);
    await expect.poll(queue).toEqual({ ...nothing, paused: 10 });
    await setActive(delivering, paused, true);
    await expect.poll(queue).toEqual(nothing);
    expect(receiver.received).toHaveLength(20);
  });

  test('deliveries that were delivered do not count as pending while an earlier request hangs', async () => {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using delivering = await startDelivering(place.config);
    const responses = holdResponses(receiver, (n) => n === 0);
    await delivering.webhook(receiver.url);
    await delivering.append(...events(20));
    await receiver.count(20);
    await expect.poll(() => queueOf(delivering)).toEqual({ ...nothing, active: 1, inFlight: 1 });
    responses.release();
    await expect.poll(() => queueOf(delivering)).toEqual(nothing);
  });

  test('spilled deliveries of a busy source count as pending, and not as deliveries in memory', async () => {
    await using place = await engine.place();
    await using receiver = await startReceiver();
    await using delivering = await startDelivering(place.config);
    const responses = holdResponses(receiver);
    await delivering.webhook(receiver.url);
    await delivering.append(...events(300, () => 's'));
    await expect
      .poll(() => queueOf(delivering))
      .toEqual({ active: 300, paused: 0, inMemory: 100, inFlight: 1 });
    responses.release();
    await receiver.count(300);
    await expect.poll(() => queueOf(delivering)).toEqual(nothing);
  });

  test('each failure of the egress is counted, and its deliveries stay pending', async () => {
    await using place = await engine.place();
    await using proxy = await startProxy({ kind: 'http', from: '127.0.0.2' });
    await using receiver = await startReceiver();
    await using delivering = await startDelivering({ ...place.config, egressProxy: proxy.url });
    proxy.behave({ refuse: 403 });
    await delivering.webhook(receiver.url, { delivery: { concurrency: 2 } });
    await delivering.append(...events(3));
    const figures = async () => {
      const { metrics } = delivering.services;
      const failures = await metrics.getSingleMetric('winkwire_egress_failures_total')!.get();
      const attempts = await metrics.getSingleMetric('winkwire_attempts_total')!.get();
      return { failures: failures.values[0]!.value, attempts: attempts.values.length };
    };
    await expect.poll(() => proxy.targets.length).toBeGreaterThanOrEqual(4);
    await expect.poll(async () => (await figures()).failures - proxy.targets.length).toBe(0);
    await expect.poll(() => queueOf(delivering)).toEqual({ active: 3, paused: 0, inMemory: 3, inFlight: 0 });
    const { length: sent } = proxy.targets;
    await proxy.close();
    await expect.poll(async () => (await figures()).failures).toBeGreaterThan(sent);
    expect((await figures()).attempts).toBe(0);
    await proxy.open();
    proxy.behave('work');
    await receiver.count(3);
    await expect.poll(() => queueOf(delivering)).toEqual(nothing);
    expect((await figures()).attempts).toBe(1);
  });
});
