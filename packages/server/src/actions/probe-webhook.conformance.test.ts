import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { findRetryAfter } from '../domain/blocking-reasons.ts';
import { findWebhookHealth } from '../domain/webhook-health.ts';
import { findWebhook } from '../domain/webhooks.ts';
import { type Delivering, startDelivering } from '../pipeline/testing/start-delivering.ts';
import { type Receiver, startReceiver } from '../pipeline/testing/start-receiver.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { changeWebhook } from './change-webhook.ts';
import { probeWebhook } from './probe-webhook.ts';

describe.each(['sqlite', 'postgres'] as const)('a failing endpoint on %s', (name) => {
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

  const health = (webhookId: string) =>
    findWebhookHealth(delivering.services.store, delivering.caller, { webhookId, now: Date.now() });
  const waitFor = <Value>(look: () => Promise<Value>) => vi.waitFor(look, { timeout: 20_000, interval: 50 });
  const append = (count: number) =>
    delivering.append(...Array.from({ length: count }, (_, n) => ({ sourceId: `s-${n}` })));
  const works = () => receiver.behave((_, response) => void response.end('ok'));

  test('its health shows the last failure, the breaker, the next probe and the number of pending deliveries', async () => {
    const id = await delivering.webhook(receiver.url, { delivery: { concurrency: 1 } });
    expect(await health(id)).toMatchObject({
      circuitBreaker: 'CLOSED',
      failingSince: null,
      nextProbeAt: null,
      lastFailure: null,
      waiting: 0,
    });
    receiver.behave((_, response) => void response.writeHead(500).end('The database is away'));
    await append(8);
    const failing = await waitFor(async () => {
      const seen = await health(id);
      expect(seen).toMatchObject({ circuitBreaker: 'OPEN', waiting: 3, retrying: 5 });
      return seen;
    });
    expect(failing).toMatchObject({
      failingSince: expect.any(String),
      isServed: true,
      lastFailure: { status: 500, error: null, responseBody: 'The database is away', number: 1 },
    });
    expect(Date.parse(failing.nextProbeAt!)).toBeGreaterThan(Date.parse(failing.failingSince!));
    expect(Date.parse(failing.oldestBacklogAt!)).toBeLessThanOrEqual(Date.now());
  });

  test('a probe is sent at once, even if the breaker is open, a Retry-After applies, or another process requests it', async () => {
    const id = await delivering.webhook(receiver.url, { delivery: { concurrency: 1 } });
    receiver.behave((_, response) => void response.writeHead(503, { 'retry-after': '3600' }).end());
    await append(3);
    await waitFor(async () => expect((await health(id)).retrying).toBe(1));
    // On PostgreSQL, another process requests the probe. On SQLite, there is only one process.
    await using other =
      name === 'postgres' ? await startDelivering({ ...place.config, roles: ['api'] }) : undefined;
    const { services } = other ?? delivering;

    await probeWebhook(services, delivering.caller, id);
    await receiver.count(2);
    works();
    // The first probe has failed, so two deliveries are retrying.
    await waitFor(async () => expect((await health(id)).retrying).toBe(2));
    await probeWebhook(services, delivering.caller, id);
    await receiver.count(3);
    await waitFor(async () => expect((await health(id)).waiting).toBe(0));
  });

  test.each(['a probe', 'a resumption'])(
    'after %s, no delivery is said to wait for an earlier Retry-After',
    async (how) => {
      const { services, caller } = delivering;
      const id = await delivering.webhook(receiver.url, { delivery: { concurrency: 1 } });
      const retryAfter = async () => {
        const webhook = await findWebhook(services.store, caller, id);
        return findRetryAfter(services.store, { webhook, now: Date.now() });
      };
      receiver.behave((_, response) => void response.writeHead(503, { 'retry-after': '3600' }).end());
      await append(3);
      await waitFor(async () => expect(await retryAfter()).toMatchObject({ status: 503 }));
      receiver.behave((_, response) => void response.writeHead(500).end());
      if (how === 'a probe') await probeWebhook(services, caller, id);
      else
        for (const active of [false, true])
          await changeWebhook(services, caller, { id, changes: { active } });
      await waitFor(async () => expect((await health(id)).lastFailure).toMatchObject({ status: 500 }));
      expect(await retryAfter()).toBeUndefined();
    },
  );

  test('the response to the request for a probe contains no failure of this probe', async () => {
    const { services, caller } = delivering;
    const id = await delivering.webhook(receiver.url, { delivery: { retryDelays: [3600] } });
    receiver.behave((_, response) => void response.writeHead(500).end());
    await append(1);
    await waitFor(async () => expect(await health(id)).toMatchObject({ waiting: 0, retrying: 1 }));
    const used: (string | symbol)[] = [];
    const store = new Proxy(services.store, {
      get(target, name) {
        used.push(name);
        const value = target[name as keyof typeof target];
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    expect((await probeWebhook({ ...services, store }, caller, id)).lastFailure).toMatchObject({ number: 1 });
    // The health is read before the hint, because the hint causes the probe.
    expect(used.at(-1)).toBe('hint');
  });

  test('without a pending delivery the next retry is the probe', async () => {
    const id = await delivering.webhook(receiver.url, { delivery: { retryDelays: [3600] } });
    receiver.behave((_, response) => void response.writeHead(500).end());
    await append(1);
    await waitFor(async () => expect(await health(id)).toMatchObject({ waiting: 0, retrying: 1 }));
    works();
    await probeWebhook(delivering.services, delivering.caller, id);
    await waitFor(async () => expect((await health(id)).retrying).toBe(0));
  });

  test('with strict order the first retry of a source is the probe, although deliveries wait behind it', async () => {
    const { services, caller } = delivering;
    const delivery = { strictOrder: true, retryDelays: [3600] };
    const id = await delivering.webhook(receiver.url, { delivery });
    receiver.behave((_, response) => void response.writeHead(500).end());
    await delivering.append({ sourceId: 's' }, { sourceId: 'other' });
    await waitFor(async () => expect(await health(id)).toMatchObject({ waiting: 0, retrying: 2 }));
    await delivering.append({ sourceId: 's' }, { sourceId: 's' });
    // The second delivery of the source is due first, as if a later one had been redelivered. The first one blocks it.
    await services.store.run(
      `update deliveries set state = 'retrying', attempts = 1, due_at = $1 where sequence = 3`,
      [Date.now() + 1_000_000],
    );
    await waitFor(async () => expect(await health(id)).toMatchObject({ waiting: 1, retrying: 3 }));
    works();
    const before = receiver.received.length;
    await probeWebhook(services, caller, id);
    await receiver.count(before + 1);
    const sent = receiver.received.slice(before).map(({ headers }) => headers['webhook-sequence']);
    expect(sent).toEqual(['1']);
  });

  test('a probe of a paused webhook, or of one without a backlog, is refused, and the error says what to do', async () => {
    const { services, caller } = delivering;
    const id = await delivering.webhook(receiver.url);
    await expect(probeWebhook(services, caller, id)).rejects.toThrow('Send a test');
    await changeWebhook(services, caller, { id, changes: { active: false } });
    await append(1);
    await expect(probeWebhook(services, caller, id)).rejects.toThrow('Resume it first');
    await expect(probeWebhook(services, { ...caller, mode: 'PRODUCTION' }, id)).rejects.toThrow(
      `There is no webhook ${id}`,
    );
  });
});
