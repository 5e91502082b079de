import { advance, chainHash } from '@winkwire/receiver/checkpoint';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { pullEvents } from '../actions/pull-events.ts';
import { redeliverEvent } from '../actions/redeliver-event.ts';
import { explainDelivery } from '../domain/explain-delivery.ts';
import { findOldestDue } from '../domain/queue-depth.ts';
import { findQueue } from '../domain/queues.ts';
import { findWatermark } from '../domain/retention-watermark.ts';
import { type Delivering, startDelivering } from '../pipeline/testing/start-delivering.ts';
import { type Receiver, startReceiver } from '../pipeline/testing/start-receiver.ts';
import { Leases } from '../platform/lease.ts';
import { Pace } from '../platform/pace.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { expireAll } from './expire-all.ts';
import { type ExpiryRule, expiryRules } from './expiry-rules.ts';

describe.each(['sqlite', 'postgres'] as const)('retention on %s', (name) => {
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

  const expireBefore = (time: number) =>
    expireAll(
      {
        store: delivering.services.store,
        config: { ...delivering.services.config, retentionDays: 0 },
        now: () => time,
      },
      new Pace(new AbortController().signal),
    );

  const append = async (count: number): Promise<string[]> =>
    delivering.append(...Array.from({ length: count }, (_, n) => ({ sourceId: `user-${n % 7}` })));

  const pull = async (webhookId: string, after: number) => {
    const { store, secrets } = delivering.services;
    const of = { queries: store, box: secrets, now: Date.now() };
    return pullEvents(of, delivering.caller, { webhookId, after, size: 150 });
  };

  const delivered = (count: number) =>
    vi.waitFor(async () => {
      const row = await delivering.services.store.get<{ count: number }>(
        `select count(*) as count from deliveries where state = 'delivered'`,
      );
      expect(row!.count).toBe(count);
    }, 10_000);

  /** Returns a time in ms that is later than every event so far, and earlier than all events that follow. */
  async function later(): Promise<number> {
    await new Promise((resolve) => setTimeout(resolve, 3));
    const now = Date.now();
    await new Promise((resolve) => setTimeout(resolve, 3));
    return now;
  }

  test('every table of the schema has a rule, and every rule a table', async () => {
    const { store } = delivering.services;
    const tables = await store.all<{ name: string }>(
      name === 'sqlite'
        ? `select name from sqlite_schema where type = 'table' and name not like 'sqlite_%'`
        : `select tablename as name from pg_tables where schemaname = 'public'`,
    );
    const ruled = Object.entries<ExpiryRule>(expiryRules).filter(([, { engine = name }]) => engine === name);
    expect(tables.map((table) => table.name).sort()).toEqual(ruled.map(([table]) => table).sort());
  });

  test('expired events are removed, and the others are verified from the hash that is kept', async () => {
    const webhookId = await delivering.webhook(receiver.url);
    await append(250);
    await delivered(250);
    const time = await later();
    const young = await append(40);
    await delivered(290);
    const { store, config } = delivering.services;
    const expired = await expireBefore(time);

    expect(expired).toMatchObject({ deliveries: 250, events: 250 });
    for (const table of ['events', 'deliveries', 'attempts']) {
      expect(await store.get(`select count(*) as count from ${table}`)).toEqual({ count: 40 });
    }
    const of = { tenantId: delivering.caller.tenantId, webhookId };
    const watermark = await findWatermark(store, of);
    expect(watermark.sequence).toBe(250);
    const { items } = await pull(webhookId, 250);
    expect(items.map(({ headers }) => headers['webhook-id'])).toEqual(young);
    const chain = items
      .map(({ body, headers }) => ({ id: headers['webhook-id']!, body: body! }))
      .reduce(advance, watermark);
    expect(chain).toEqual(await findQueue(store, delivering.caller, webhookId));
    await expect(pull(webhookId, 249)).rejects.toThrow(
      'up to number 250 of this webhook have expired. Continue with after=250',
    );

    const gone = `et-${Math.floor(time - config.retentionDays * 86_400_000 - 1000)
      .toString(16)
      .padStart(12, '0')}${'0'.repeat(20)}`;
    const explanation = await explainDelivery(store, delivering.caller, {
      webhookId,
      eventId: gone,
      now: time,
      retentionDays: config.retentionDays,
      box: delivering.services.secrets,
    });
    expect(explanation.state).toBe('EXPIRED');
  });

  test('an undelivered event expires like any other, and its endpoint continues with the next event', async () => {
    const webhookId = await delivering.webhook(receiver.url, { active: false });
    await append(120);
    const time = await later();
    await append(5);
    expect(await expireBefore(time - 60_000)).toMatchObject({ deliveries: 0, events: 0 });
    expect(await expireBefore(time)).toMatchObject({ deliveries: 120, events: 120 });
    await delivering.services.store.run('update webhooks set active = 1, updated_at = $1', [Date.now()]);
    delivering.services.store.hint({ tenantId: 'acme', webhookId, about: 'changed' });
    await delivered(5);
    expect(receiver.received.map(({ headers }) => Number(headers['webhook-sequence']))).toEqual([
      121, 122, 123, 124, 125,
    ]);
  });

  test('an old event that a backfill gave to an endpoint loses its body and keeps its place in the chain', async () => {
    await append(3);
    const time = await later();
    const webhookId = await delivering.webhook(receiver.url);
    const { store } = delivering.services;
    await store.run(
      `insert into replays (tenant_id, id, webhook_id, mode, kind, position, through, state, scheduled, created_at, updated_at)
       values ('acme', 'r', $1, 'SANDBOX', 'replay', 0, $2, 'running', 0, $2, $2)`,
      [webhookId, Date.now() + 60_000],
    );
    await delivered(3);
    expect(await expireBefore(time)).toMatchObject({ deliveries: 0, events: 3 });
    const { items } = await pull(webhookId, 0);
    expect(items.map(({ body }) => body)).toEqual([null, null, null]);
    const chain = items.reduce(
      (hash, { digest, headers }) => chainHash(hash, headers['webhook-id']!, digest),
      '0'.repeat(64),
    );
    expect(chain).toBe((await findQueue(store, delivering.caller, webhookId)).hash);
  });

  test('when a body expires, its pending delivery is given up and is not due any more', async () => {
    const ids = await append(2);
    const time = await later();
    receiver.behave((_, response) => response.writeHead(500).end());
    const webhookIds = [
      await delivering.webhook(receiver.url, { active: false }),
      await delivering.webhook(receiver.url, { delivery: { retryDelays: [3600] } }),
    ];
    const { store, config } = delivering.services;
    for (const webhookId of webhookIds) {
      for (const eventId of ids) {
        await redeliverEvent(delivering.services, delivering.caller, { id: webhookId, eventId });
      }
    }
    const states = async () =>
      (await store.all<{ state: string }>('select state from deliveries order by state')).map(
        ({ state }) => state,
      );
    await expect.poll(states, { timeout: 10_000 }).toEqual(['retrying', 'retrying', 'waiting', 'waiting']);
    await store.run('update webhooks set active = 1');
    expect(await findOldestDue(store, Date.now() + 7_200_000)).toBeDefined();
    // Deliveries to a failing endpoint wait for a probe, so they are not due.
    await store.run('update webhooks set failing_since = 1');
    expect(await findOldestDue(store, Date.now() + 7_200_000)).toBeUndefined();
    await store.run('update webhooks set failing_since = null');

    expect(await expireBefore(time)).toMatchObject({ deliveries: 0, events: 2 });
    expect(await store.all('select distinct state, due_at, last_error from deliveries')).toEqual([
      { state: 'failed', due_at: null, last_error: 'EXPIRED' },
    ]);
    expect(await findOldestDue(store, Date.now() + 7_200_000)).toBeUndefined();
    for (const webhookId of webhookIds) {
      const { retentionDays } = config;
      const box = delivering.services.secrets;
      const of = { webhookId, eventId: ids[0]!, now: Date.now(), retentionDays, box };
      expect(await explainDelivery(store, delivering.caller, of)).toMatchObject({ state: 'EXPIRED' });
    }
  });

  test('the outcome of an attempt is not kept if its delivery has expired', async () => {
    const webhookId = await delivering.webhook(receiver.url);
    const ids = await append(3);
    await delivered(3);
    const time = await later();
    expect(await expireBefore(time)).toMatchObject({ deliveries: 3 });
    const { store } = delivering.services;
    const response = {
      startedAt: time,
      durationMs: 5,
      status: 200,
      error: null,
      cause: null,
      headers: null,
      body: 'late',
      retryAfter: null,
    };
    const late = {
      tenantId: 'acme',
      webhookId,
      wasDueAt: null,
      response,
      verdict: { kind: 'delivered' },
    } as const;
    await store.recordOutcomes({
      outcomes: [
        { ...late, sequence: 1, eventId: ids[0]!, number: 1 },
        { ...late, sequence: 2, eventId: ids[1]!, number: 2 },
      ],
      cursors: [],
      now: time,
    });
    expect(await store.all('select * from attempts')).toEqual([]);
  });

  test('rows of other tables are removed by their age or at the time in their column', async () => {
    const { store } = delivering.services;
    const now = Date.now();
    const old = now - 1;
    await store.run(
      `insert into tokens (id, tenant_id, mode, user_id, created_at, expires_at) values ('t-old', 'acme', 'SANDBOX', 'u', 0, $1)`,
      [old],
    );
    await store.run(
      `insert into tokens (id, tenant_id, mode, user_id, created_at, expires_at) values ('t-new', 'acme', 'SANDBOX', 'u', 0, $1)`,
      [now + 60_000],
    );
    for (const [key, at] of [
      ['old', old],
      ['new', now + 1],
    ] as const) {
      await store.run(
        `insert into idempotency_keys (tenant_id, mode, key, digest, event_id, created_at) values ('acme', 'SANDBOX', $1, 'd', 'e', $2)`,
        [key, at],
      );
      await store.run(
        `insert into callbacks (session_id, sequence, tenant_id, mode, user_id, event_id, name, arguments, at)
         values ($1, 1, 'acme', 'SANDBOX', 'u', 'e', 'onUIEvent', '{}', $2)`,
        [key, at],
      );
    }
    for (const [provider, endsAt] of [
      ['old', old],
      ['new', now + 1],
    ] as const) {
      await store.run(
        `insert into session_figures (tenant_id, mode, day, day_ends_at, provider_id, template_id, device, step, sessions)
         values ('acme', 'SANDBOX', $2, $2, $1, '', '', 0, 1)`,
        [provider, endsAt],
      );
    }
    expect(await expireBefore(now)).toMatchObject({
      tokens: 1,
      idempotency_keys: 1,
      callbacks: 1,
      session_figures: 1,
    });
    expect(await store.all('select provider_id from session_figures')).toEqual([{ provider_id: 'new' }]);
    expect(await store.all('select id from tokens')).toEqual([{ id: 't-new' }]);
    expect(await store.all('select session_id from callbacks')).toEqual([{ session_id: 'new' }]);
  });

  test('a deleted endpoint is removed when its last delivery has expired', async () => {
    const webhookId = await delivering.webhook(receiver.url);
    await append(3);
    await delivered(3);
    const time = await later();
    const { store } = delivering.services;
    await store.run('update webhooks set deleted_at = $1, active = 0 where id = $2', [time - 1, webhookId]);
    expect(await expireBefore(time)).toMatchObject({ webhooks: 1 });
    for (const table of ['webhooks', 'queues', 'cursors', 'floors']) {
      expect(await store.get(`select count(*) as count from ${table}`)).toEqual({ count: 0 });
    }
  });

  test('only one process has a lease, and another acquires it when that process has died', async () => {
    const { store } = delivering.services;
    const one = new Leases({ store, processId: 'one', leaseMs: 60_000 });
    const other = new Leases({ store, processId: 'other', renewMs: 0 });
    expect(await one.acquire('job', ['test'])).toEqual(['test']);
    await other.sweep();
    expect(await other.acquire('job', ['test'])).toEqual([]);
    await store.run('update leases set leased_until = leased_until - 60000');
    await other.sweep();
    expect(await other.acquire('job', ['test'])).toEqual(['test']);
    await one.release('job', ['test']);
    expect(await one.renew('job', ['test'])).toEqual([]);
    expect(await one.acquire('job', ['test'])).toEqual([]);
    await other.release('job', ['test']);
    expect(await one.acquire('job', ['test'])).toEqual(['test']);
  });
});
