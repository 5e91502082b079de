import { createHash, createHmac } from 'node:crypto';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeWebhook } from '../actions/change-webhook.ts';
import { probeWebhook } from '../actions/probe-webhook.ts';
import { pullEvents } from '../actions/pull-events.ts';
import { redeliverEvent } from '../actions/redeliver-event.ts';
import { rotateWebhookSecret } from '../actions/rotate-webhook-secret.ts';
import { startReplay } from '../actions/start-replay.ts';
import { explainDelivery } from '../domain/explain-delivery.ts';
import { findWebhook } from '../domain/webhooks.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { type Delivering, startDelivering } from './testing/start-delivering.ts';
import { type Receiver, startReceiver } from './testing/start-receiver.ts';

describe.each(['sqlite', 'postgres'] as const)('the pipeline on %s', (name) => {
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

  const states = () =>
    delivering.services.store.all<{ state: string; attempts: number }>(
      'select state, attempts from deliveries order by sequence',
    );
  const explain = async (webhookId: string, eventId: string) => {
    const { secrets: box, store } = delivering.services;
    const of = { webhookId, eventId, now: Date.now(), retentionDays: 60, box };
    return explainDelivery(store, delivering.caller, of);
  };
  const setActive = (id: string, active: boolean) =>
    changeWebhook(delivering.services, delivering.caller, { id, changes: { active } });

  test('an event is delivered with its exact body, its signature and the headers', async () => {
    const webhookId = await delivering.webhook(receiver.url);
    const [id] = await delivering.append({ sessionId: 'ws-1' });
    const [received] = await receiver.count(1);
    expect(Object.keys(received!.event)).toEqual(['id', 'version', 'type', 'createdAt', 'data']);
    expect(received!.event).toMatchObject({
      id,
      version: 1,
      type: 'USER_CREATED',
      data: { userId: 'acme-1' },
    });
    expect(received!.headers).toMatchObject({
      'content-type': 'application/json',
      'smile-signature': createHmac('sha512', 'secret').update(received!.body).digest('hex'),
      'webhook-id': id,
      'webhook-sequence': '1',
      'webhook-session': 'ws-1',
    });
    await expect.poll(states).toEqual([{ state: 'delivered', attempts: 1 }]);
    const attempt = 'select webhook_id, number, status, response_body from attempts';
    expect(await delivering.services.store.get(attempt)).toEqual({
      webhook_id: webhookId,
      number: 1,
      status: 200,
      response_body: 'ok',
    });
    expect(await explain(webhookId, id!)).toMatchObject({ state: 'DELIVERED', sequence: 1 });
  });

  test('the payload goes to endpoints that include it, and is null for the others', async () => {
    await delivering.webhook(`${receiver.url}?with`, { includePayload: true });
    await delivering.webhook(`${receiver.url}?without`);
    const incomes = Array.from({ length: 301 }, (_, n) => ({ id: n }));
    await delivering.append({ type: 'TASK_FINISHED', data: { userId: 'u' }, payload: { incomes } });
    const received = await receiver.count(2);
    const payloads = received.map(({ event }) => event.data.payload as { incomes: object[] } | null);
    expect(payloads.map((payload) => payload?.incomes.length ?? null).sort()).toEqual([300, null]);
  });

  test('events that were published while an endpoint was inactive are sent in order when it is resumed', async () => {
    const webhookId = await delivering.webhook(receiver.url, { active: false });
    const ids = await delivering.append({}, {}, {});
    expect(await explain(webhookId, ids[0]!)).toMatchObject({ state: 'PAUSED' });
    await setActive(webhookId, true);
    const received = await receiver.count(3);
    expect(received.map(({ event }) => event.id)).toEqual(ids);
  });

  test('a backlog larger than the memory of a lane is delivered completely, each source in order', async () => {
    await delivering.webhook(receiver.url);
    // A lane keeps only 100 blocked deliveries of a source in memory.
    const note = 'x'.repeat(5000);
    const events = Array.from({ length: 3000 }, (_, n) => ({ sourceId: `s-${n % 7}`, data: { n, note } }));
    await delivering.append(...events);
    const received = await receiver.count(3000);
    expect(new Set(received.map(({ event }) => event.id)).size).toBe(3000);
    const last = new Map<number, number>();
    for (const { event } of received) {
      const n = event.data.n as number;
      expect(n).toBeGreaterThan(last.get(n % 7) ?? -1);
      last.set(n % 7, n);
    }
    await expect
      .poll(() =>
        delivering.services.store.get(`select count(*) as left from deliveries where state <> 'delivered'`),
      )
      .toEqual({ left: 0 });
  });

  test('a failed delivery is retried, and later ones do not wait for it', async () => {
    const webhookId = await delivering.webhook(receiver.url, { delivery: { retryDelays: [1, 1] } });
    receiver.behave(({ event }, response) => {
      const failing = event.data.n === 1 && receiver.received.length < 3;
      response.writeHead(failing ? 500 : 204).end();
    });
    const [first] = await delivering.append({ data: { n: 1 } }, { data: { n: 2 } });
    await receiver.count(2);
    await expect.poll(async () => (await explain(webhookId, first!)).state).toBe('RETRYING');
    const received = await receiver.count(3);
    expect(received.map(({ event }) => event.data.n)).toEqual([1, 2, 1]);
    expect(received[2]!.body).toBe(received[0]!.body);
    await expect.poll(states).toEqual([
      { state: 'delivered', attempts: 2 },
      { state: 'delivered', attempts: 1 },
    ]);
  });

  test('each attempt is one line of the log, with the same fields from memory and from the store', async () => {
    const lines: Record<string, unknown>[] = [];
    const log = pino({ level: 'info', base: null }, { write: (line) => void lines.push(JSON.parse(line)) });
    await using logging = await startDelivering((await engine.place()).config, { log });
    receiver.behave((_, response) => void response.writeHead(receiver.received.length > 1 ? 204 : 500).end());
    const webhookId = await logging.webhook(receiver.url, { delivery: { retryDelays: [1] } });
    const [eventId] = await logging.append({ userId: 'acme-1', sessionId: 'ses-1' });
    const attempts = () => lines.filter(({ msg }) => msg === 'delivery.attempted');
    await expect.poll(() => attempts().length).toBe(2);
    const common = {
      tenantId: 'acme',
      mode: 'SANDBOX',
      webhookId,
      sequence: 1,
      eventId,
      type: 'USER_CREATED',
      sourceId: 'acme-1',
      userId: 'acme-1',
      sessionId: 'ses-1',
      milliseconds: expect.any(Number),
    };
    expect(attempts()).toMatchObject([
      { ...common, attempt: 1, status: 500, verdict: 'retry', nextAttemptAt: expect.any(String) },
      { ...common, attempt: 2, status: 204, verdict: 'delivered' },
    ]);
  });

  test('with strict order a failed delivery blocks its own source and no other', async () => {
    const delivery = { retryDelays: [1, 1], strictOrder: true };
    await delivering.webhook(receiver.url, { delivery });
    receiver.behave(({ event }, response) => {
      const failing = event.data.n === 1 && receiver.received.length < 4;
      response.writeHead(failing ? 500 : 204).end();
    });
    await delivering.append(
      { sourceId: 'a', data: { n: 1 } },
      { sourceId: 'a', data: { n: 2 } },
      { sourceId: 'b', data: { n: 3 } },
    );
    const received = await receiver.count(5);
    const order = received.map(({ event }) => event.data.n);
    expect(order.indexOf(3)).toBeLessThan(3);
    expect(order.indexOf(2)).toBe(4);
    expect(order.filter((n) => n === 1)).toHaveLength(3);
  });

  test('after its last attempt a delivery is given up, and can be recovered', async () => {
    const webhookId = await delivering.webhook(receiver.url, { delivery: { retryDelays: [] } });
    receiver.behave((_, response) => void response.writeHead(500).end());
    const [id] = await delivering.append({});
    await expect.poll(states).toEqual([{ state: 'failed', attempts: 1 }]);
    expect(await explain(webhookId, id!)).toMatchObject({ state: 'FAILED' });
    receiver.behave((_, response) => void response.end());
    await startReplay(delivering.services, delivering.caller, {
      kind: 'recover',
      id: webhookId,
      since: Date.now() - 60_000,
    });
    await expect.poll(states).toEqual([{ state: 'delivered', attempts: 2 }]);
  });

  test('410 disables the endpoint at once, keeps the delivery, and is published as an event', async () => {
    const webhookId = await delivering.webhook(receiver.url);
    await using listener = await startReceiver();
    await delivering.webhook(listener.url, { eventTypes: ['ENDPOINT_DISABLED'] });
    receiver.behave((_, response) => void response.writeHead(410).end());
    await delivering.append({}, {});
    const [received] = await listener.count(1);
    expect(received!.event).toMatchObject({
      type: 'ENDPOINT_DISABLED',
      data: { webhookId, lastStatus: 410 },
    });
    receiver.behave((_, response) => void response.end());
    await setActive(webhookId, true);
    await expect
      .poll(() =>
        delivering.services.store.all(
          'select sequence from deliveries where webhook_id = $1 and state = $2 order by sequence',
          [webhookId, 'delivered'],
        ),
      )
      .toEqual([{ sequence: 1 }, { sequence: 2 }]);
  });

  test.each([
    { status: 410, retryAfter: '' },
    { status: 429, retryAfter: '3600' },
  ])(
    'a late $status of the old address does not stop the new address of a webhook',
    async ({ status, retryAfter }) => {
      await using old = await startReceiver();
      const respond = Promise.withResolvers<void>();
      old.behave((_, response) => {
        void respond.promise.then(() => response.writeHead(status, { 'retry-after': retryAfter }).end());
      });
      const id = await delivering.webhook(old.url, { delivery: { retryDelays: [1] } });
      const [first] = await delivering.append({ sourceId: 'first' });
      await old.count(1);
      await changeWebhook(delivering.services, delivering.caller, { id, changes: { url: receiver.url } });
      // The change reaches the dispatcher a little later. Events before that go to the old address.
      let n = 0;
      const receivedAfterAppending = async (): Promise<number> => {
        await delivering.append({ sourceId: `s-${n++}` });
        return receiver.received.length;
      };
      await expect.poll(receivedAfterAppending, { timeout: 20_000 }).toBeGreaterThan(0);
      respond.resolve();
      const ids = () => receiver.received.map(({ event }) => event.id);
      await expect.poll(ids, { timeout: 20_000 }).toContain(first);
      expect(await findWebhook(delivering.services.store, delivering.caller, id)).toMatchObject({
        active: 1,
      });
    },
  );

  test('Retry-After holds everything that is sent to the endpoint', async () => {
    await delivering.webhook(receiver.url, { delivery: { retryDelays: [1] } });
    receiver.behave((_, response) => {
      const first = receiver.received.length === 1;
      response.writeHead(first ? 429 : 200, first ? { 'retry-after': '2' } : {}).end();
    });
    await delivering.append({});
    await receiver.count(1);
    await expect.poll(states).toEqual([{ state: 'retrying', attempts: 1 }]);
    await delivering.append({});
    const [first, second] = await receiver.count(3);
    expect(second!.at - first!.at).toBeGreaterThanOrEqual(1900);
  });

  test.each([false, true])(
    'after a restart, Retry-After still holds the endpoint until its time or a probe (strict order: %s)',
    async (strictOrder) => {
      const delivery = { retryDelays: [1], concurrency: 1, strictOrder };
      const id = await delivering.webhook(receiver.url, { delivery });
      receiver.behave((_, response) => {
        const seconds = { 1: '4', 2: '3600' }[receiver.received.length];
        response.writeHead(seconds ? 503 : 200, seconds ? { 'retry-after': seconds } : {}).end();
      });
      await delivering.append({});
      await expect.poll(states).toEqual([{ state: 'retrying', attempts: 1 }]);
      const restart = async () => {
        await delivering[Symbol.asyncDispose]();
        delivering = await startDelivering(place.config);
      };
      await restart();
      await delivering.append({ sourceId: 'acme-2' });
      const [first, second] = await receiver.count(2);
      expect(second!.at - first!.at).toBeGreaterThanOrEqual(3900);
      await restart();
      expect(receiver.received.length).toBe(2);
      await probeWebhook(delivering.services, delivering.caller, id);
      await receiver.count(3);
    },
  );

  test('after a restart the remaining deliveries are sent', async () => {
    await delivering.webhook(receiver.url, { delivery: { retryDelays: [1] } });
    receiver.behave((_, response) => void response.writeHead(500).end());
    await delivering.append({ data: { n: 1 } });
    await expect.poll(states).toEqual([{ state: 'retrying', attempts: 1 }]);
    await delivering[Symbol.asyncDispose]();
    receiver.behave((_, response) => void response.end());
    delivering = await startDelivering(place.config);
    await expect.poll(states).toEqual([{ state: 'delivered', attempts: 2 }]);
  });

  test('a rewind delivers everything after a sequence again, with the same ids, bodies and numbers', async () => {
    const id = await delivering.webhook(receiver.url);
    await delivering.append({}, {}, {});
    await receiver.count(3);
    await expect.poll(async () => (await states()).every(({ state }) => state === 'delivered')).toBe(true);
    const replay = await startReplay(delivering.services, delivering.caller, {
      kind: 'rewind',
      id,
      start: { sequence: 1 },
    });
    const received = await receiver.count(5);
    const facts = ({ body, headers }: (typeof received)[0]) => [body, headers['webhook-sequence']];
    expect(received.slice(3).map(facts).sort()).toEqual(received.slice(1, 3).map(facts).sort());
    await expect
      .poll(() =>
        delivering.services.store.get('select state, scheduled from replays where id = $1', [replay.id]),
      )
      .toEqual({ state: 'done', scheduled: 2 });
  });

  test('a backfill gives an endpoint the events from before it was registered', async () => {
    const ids = await delivering.append({}, {});
    const id = await delivering.webhook(receiver.url);
    expect(await explain(id, ids[0]!)).toMatchObject({ state: 'NOT_REGISTERED' });
    await startReplay(delivering.services, delivering.caller, {
      kind: 'replay',
      id,
      since: Date.now() - 60_000,
    });
    const received = await receiver.count(2);
    expect(received.map(({ event }) => event.id)).toEqual(ids);
    expect(received.map(({ headers }) => headers['webhook-sequence'])).toEqual(['1', '2']);
  });

  test('an event is redelivered although it was delivered a moment ago', async () => {
    const id = await delivering.webhook(receiver.url);
    const [eventId] = await delivering.append({});
    await receiver.count(1);
    await expect.poll(states).toEqual([{ state: 'delivered', attempts: 1 }]);
    await redeliverEvent(delivering.services, delivering.caller, { id, eventId: eventId! });
    const received = await receiver.count(2);
    expect(received[1]!.headers['webhook-id']).toBe(eventId);
    await expect.poll(states).toEqual([{ state: 'delivered', attempts: 2 }]);
  });

  test('a pull returns the bytes that were sent, and their hash chain is the checkpoint', async () => {
    const webhookId = await delivering.webhook(receiver.url);
    await delivering.append({}, { type: 'ACCOUNT_CREATED' }, {});
    const received = await receiver.count(3);
    const { secrets, store } = delivering.services;
    const page = { webhookId, after: 0, size: 10 };
    const pulled = await pullEvents(
      { queries: store, box: secrets, now: Date.now() },
      delivering.caller,
      page,
    );
    expect(pulled.items.map(({ body }) => body)).toEqual(received.map(({ body }) => body));
    expect(pulled.items[0]!.headers['smile-signature']).toBe(received[0]!.headers['smile-signature']);
    const sha = (text: string) => createHash('sha256').update(text).digest('hex');
    let chain = '0'.repeat(64);
    for (const { body, headers } of pulled.items)
      chain = sha(`${chain}:${headers['webhook-id']}:${sha(body!)}`);
    expect(await store.get('select sequence, hash from queues')).toEqual({ sequence: 3, hash: chain });
  });

  test('after a rotation both secrets sign until the overlap ends', async () => {
    const id = await delivering.webhook(receiver.url);
    const rotation = { id, secret: 'newer', overlapSeconds: 60 };
    await rotateWebhookSecret(delivering.services, delivering.caller, rotation);
    await expect
      .poll(async () => {
        const before = receiver.received.length;
        await delivering.append({});
        const received = await receiver.count(before + 1);
        const { body, headers } = received.at(-1)!;
        const hmac = (secret: string) => createHmac('sha512', secret).update(body).digest('hex');
        return (
          headers['smile-signature'] === hmac('newer') &&
          headers['smile-signature-previous'] === hmac('secret') &&
          String(headers['webhook-signature']).split(' ').length
        );
      })
      .toBe(2);
  });

  test('a filter on the data decides what is sent, and the explanation says so', async () => {
    const id = await delivering.webhook(receiver.url, { filter: { kind: ['a', 'b'] } });
    const [no, yes] = await delivering.append({ data: { kind: 'c' } }, { data: { kind: 'b' } });
    const received = await receiver.count(1);
    expect(received[0]!.event.id).toBe(yes);
    expect(await explain(id, no!)).toMatchObject({ state: 'FILTERED' });
  });

  test('two processes share the endpoints; when one leaves, the other takes over', async () => {
    const second = await startDelivering(place.config);
    const held = async () =>
      (
        await delivering.services.store.all<{ count: number }>(
          `select count(*) as count from leases where kind = 'shard' group by owner order by count`,
        )
      ).map(({ count }) => count);
    await expect.poll(held, { timeout: 15_000 }).toEqual([32, 32]);
    for (let n = 0; n < 8; n++) await delivering.webhook(receiver.url);
    await delivering.append({}, {});
    await receiver.count(16);
    await second[Symbol.asyncDispose]();
    await expect.poll(held, { timeout: 15_000 }).toEqual([64]);
    await delivering.append({});
    await receiver.count(24);
    expect(receiver.received).toHaveLength(24);
  });
});
