import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deleteWebhook } from '../../actions/delete-webhook.ts';
import { shardCount } from '../../domain/shard-of.ts';
import { SecretBox } from '../../platform/secret-box.ts';
import type { Services } from '../../platform/services.ts';
import type { Store } from '../../store/store.ts';
import { type Engine, startEngine } from '../../store/testing/engines.ts';
import { startDelivering } from '../testing/start-delivering.ts';
import { startDispatcher } from '../testing/start-dispatcher.ts';
import { startReceiver } from '../testing/start-receiver.ts';
import { LaneReader } from './lane-reader.ts';
import { LeasedEndpoints } from './leased-endpoints.ts';
import { mayRest, type QueueEntry, scheduleRead, wake } from './queue-entry.ts';
import { QueueMemory } from './queue-memory.ts';

/** A store whose queries end when the test resolves them or lets them fail. */
function controlled() {
  const queries: { since: unknown; resolve(rows: object[]): void; fail(): void }[] = [];
  const all = (_: string, parameters: unknown[] = []) =>
    new Promise((resolve, reject) =>
      queries.push({ since: parameters[0], resolve, fail: () => reject(new Error('away')) }),
    );
  return { queries, store: { all } as unknown as Store };
}

/** A store whose query for retrying deliveries waits for `release`. */
function slowRetries(store: Store) {
  const [released, queried, stateRead] = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
  const slow = new Proxy(store, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return async (...given: unknown[]) => {
        if (name === 'all' && String(given[0]).includes('select d.source_id, d.sequence, d.due_at')) {
          queried!.resolve();
          await released!.promise;
        }
        const result = await value.apply(target, given);
        if (name === 'get' && String(given[0]).includes('from webhooks w')) stateRead!.resolve();
        return result;
      };
    },
  });
  return {
    store: slow,
    queried: queried!.promise,
    release: released!.resolve,
    stateRead: stateRead!.promise,
  };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** Counts how many endpoints are read with all columns. All shards are leased. */
function countingReads(services: Pick<Services, 'secrets' | 'store'>, reads: Store = services.store) {
  const read = { rows: 0, statements: 0 };
  const store = {
    all: async (sql: string, values: unknown[]) => {
      read.statements++;
      const rows = await reads.all(sql, values as []);
      if (sql.includes('w.*')) read.rows += rows.length;
      return rows;
    },
    get: (sql: string, values: unknown[]) => reads.get(sql, values as []),
  } as unknown as Store;
  const common = { reads: store, memory: new QueueMemory(10), awake: new Set<QueueEntry>(), pump: wake };
  const logError = (error: unknown) => expect.fail(String(error));
  const endpoints = new LeasedEndpoints({
    ...common,
    box: services.secrets,
    log: pino({ level: 'silent' }),
    reader: new LaneReader({ ...common, pageSize: 10, failDamaged: async () => {}, logError }),
    leasedShards: () => new Set(Array.from({ length: shardCount }, (_, shard) => shard)),
    withUnwritten: (endpoint) => endpoint,
    logError,
  });
  return { endpoints, read };
}

describe.each(['sqlite', 'postgres'] as const)('a poll on %s', (name) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());

  test('reads only endpoints that have changed, and finds them without a hint, whatever date the change has', async () => {
    await using place = await engine.place();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const { services } = delivering;
    const ids = [];
    for (let n = 0; n < 5; n++) ids.push(await delivering.webhook('http://127.0.0.1:9000'));
    const { endpoints, read } = countingReads(services);
    const pollAll = async () => {
      for (let n = 0; n < 30; n++) await endpoints.poll();
    };
    await pollAll();
    expect(read.rows).toBe(5);
    await pollAll();
    expect(read.rows).toBe(5);

    // A process with a slow clock can give its change a time before the last polls.
    const [first, second] = ids as [string, string];
    await services.store.run('update webhooks set active = 0, updated_at = 1 where id = $1', [first]);
    await services.store.run('update webhooks set probe_requested_at = $1 where id = $2', [
      Date.now(),
      second,
    ]);
    await endpoints.poll();
    expect(endpoints.get(second)?.endpoint.probeRequestedAt).not.toBeNull();
    await pollAll();
    expect(endpoints.get(first)?.lane.paused).toBe(true);
    expect(read.rows).toBe(7);

    await deleteWebhook(services, delivering.caller, second);
    await endpoints.poll();
    expect(endpoints.get(second)).toBeUndefined();
    await pollAll();
    expect(read.rows).toBe(8);
  });

  test('the new deliveries of many endpoints are found with two statements, which read no settings', async () => {
    await using place = await engine.place();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const { caller, services } = delivering;
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push(await delivering.webhook('http://127.0.0.1:9000'));
    const { endpoints, read } = countingReads(services);
    for (let n = 0; n < 30; n++) await endpoints.poll();
    await delivering.append({});
    const before = { ...read };
    const hints = ids.map((webhookId) => ({ tenantId: caller.tenantId, webhookId, about: 'grown' }) as const);
    await Promise.all(hints.map((hint) => endpoints.onHint(hint)));
    await expect.poll(() => ids.map((id) => endpoints.get(id)!.lane.head)).toEqual([1, 1, 1, 1, 1]);
    expect(read).toEqual({ rows: before.rows, statements: before.statements + 2 });
  });

  test('a hint that names the newest delivery leads to a read of deliveries, and to no other', async () => {
    await using place = await engine.place();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const webhookId = await delivering.webhook('http://127.0.0.1:9000');
    const { endpoints, read } = countingReads(delivering.services);
    for (let n = 0; n < 30; n++) await endpoints.poll();
    const { lane, awake } = endpoints.get(webhookId)!;
    awake.clear();
    const { statements } = read;
    await endpoints.onHint({ tenantId: delivering.caller.tenantId, webhookId, about: 'grown', head: 1 });
    expect([lane.needsPage, awake.size, read.statements]).toEqual([true, 1, statements]);
  });

  test('finds deliveries and retries that no hint has reported', async () => {
    await using place = await engine.place();
    await using delivering = await startDelivering({ ...place.config, roles: ['api'] });
    const { store } = delivering.services;
    const id = await delivering.webhook('http://127.0.0.1:9000');
    const { endpoints } = countingReads(delivering.services);
    await endpoints.poll();
    for (let n = 0; n < 30; n++) await endpoints.poll();
    const { lane, awake } = endpoints.get(id)!;
    expect([lane.head, lane.needsPage]).toEqual([0, false]);
    awake.clear();
    await delivering.append({});
    await endpoints.poll();
    expect([lane.head, awake.size]).toEqual([1, 1]);
    await store.run(`update deliveries set state = 'retrying', due_at = 5`);
    for (let n = 0; n < 30; n++) await endpoints.poll();
    expect(endpoints.get(id)?.nextDueAt).toBe(5);
  });
});

/** A store of one endpoint whose reads of its state wait for `release`. */
function slowStates(store: Store) {
  const released = Promise.withResolvers<void>();
  const read = Promise.withResolvers<void>();
  const get = async (sql: string, values: unknown[]) => {
    const row = await store.get(sql, values as []);
    read.resolve();
    await released.promise;
    return row;
  };
  const all = (sql: string, values: unknown[]) => store.all(sql, values as []);
  return { reads: { get, all } as unknown as Store, read: read.promise, release: released.resolve };
}

test('a change of an endpoint that is read for the first time because it has grown is noticed', async () => {
  await using delivering = await startDelivering({ roles: ['api'] });
  const { caller, services } = delivering;
  const webhookId = await delivering.webhook('http://127.0.0.1:9000');
  const { reads, read, release } = slowStates(services.store);
  const { endpoints } = countingReads(services, reads);
  const of = { tenantId: caller.tenantId, webhookId };
  const first = endpoints.onHint({ ...of, about: 'grown' });
  await read;
  await delivering.append({});
  await services.store.run(`update deliveries set state = 'retrying', due_at = 5`);
  await services.store.run('update webhooks set updated_at = 7 where id = $1', [webhookId]);
  await endpoints.onHint({ ...of, about: 'due' });
  release();
  await first;
  const entry = endpoints.get(webhookId)!;
  expect([entry.lane.head, entry.endpoint.updatedAt, entry.nextDueAt]).toEqual([1, 7, 5]);
});

test('a hint with a wrong tenant does not hide that an endpoint has grown', async () => {
  await using delivering = await startDelivering({ roles: ['api'] });
  const { caller, services } = delivering;
  const ids: string[] = [];
  for (let n = 0; n < 2; n++) ids.push(await delivering.webhook('http://127.0.0.1:9000'));
  const { endpoints } = countingReads(services);
  for (let n = 0; n < 30; n++) await endpoints.poll();
  await delivering.append({});
  const hints = [caller.tenantId, 'other'].flatMap((tenantId) =>
    ids.map((webhookId) => ({ tenantId, webhookId, about: 'grown' }) as const),
  );
  await Promise.all(hints.map((hint) => endpoints.onHint(hint)));
  expect(ids.map((id) => endpoints.get(id)!.lane.head)).toEqual([1, 1]);
});

test('ticks visit an endpoint only while it has something to do', async () => {
  await using delivering = await startDelivering({ roles: ['api'] });
  const id = await delivering.webhook('http://127.0.0.1:9000');
  const { endpoints } = countingReads(delivering.services);
  for (let n = 0; n < 30; n++) await endpoints.poll();
  const entry = endpoints.get(id)!;
  expect(mayRest(entry)).toBe(true);
  entry.lane.raiseHead(1);
  expect(mayRest(entry)).toBe(false);
  entry.lane.skipTo(1);
  expect(mayRest(entry)).toBe(true);
  entry.awake.clear();
  scheduleRead(entry, 7);
  expect([mayRest(entry), entry.awake.has(entry)]).toEqual([false, true]);
  entry.lane.paused = true;
  expect(mayRest(entry)).toBe(true);
});

test('endpoints that could not be read are read at the next poll, even if a poll in progress succeeds', async () => {
  const { queries, store } = controlled();
  const common = {
    reads: store,
    memory: new QueueMemory(10),
    awake: new Set<never>(),
    pump: () => {},
    logError: () => {},
  };
  const endpoints = new LeasedEndpoints({
    ...common,
    box: new SecretBox([randomBytes(32)]),
    log: pino({ level: 'silent' }),
    reader: new LaneReader({ ...common, pageSize: 10, failDamaged: async () => {} }),
    leasedShards: () => new Set([1]),
    withUnwritten: (endpoint) => endpoint,
  });
  const polling = endpoints.poll();
  endpoints.onShardsChanged([1], []);
  queries[1]!.fail();
  await settled();
  queries[0]!.resolve([]);
  await settled();
  queries[2]!.resolve([]);
  await polling;

  for (const at of [3, 4]) {
    const next = endpoints.poll().catch(() => {});
    expect(queries[at]!.since).toBe(0);
    // This poll fails too, so the next poll must read all endpoints again.
    queries[at]!.fail();
    await next;
  }
});

test('nothing is sent to an endpoint that was deleted while its retries were read', async () => {
  await using receiver = await startReceiver();
  await using delivering = await startDelivering({ roles: ['api'] });
  const { services, caller } = delivering;
  const id = await delivering.webhook(receiver.url, { delivery: { strictOrder: true } });
  const other = await delivering.webhook(receiver.url);
  await delivering.append({});
  const { store, queried, release, stateRead } = slowRetries(services.store);
  await using _dispatcher = await startDispatcher(delivering, { store });
  await queried;
  await receiver.count(1);
  await deleteWebhook(services, caller, id);
  services.store.hint({ tenantId: caller.tenantId, webhookId: id, about: 'changed' });
  await stateRead;
  release();
  // By the time these events have arrived, a request to the deleted endpoint would have arrived too.
  for (const count of [2, 3]) {
    await delivering.append({});
    await receiver.count(count);
  }
  const rows = await services.store.all('select webhook_id, state from deliveries order by webhook_id');
  expect(receiver.received.map(({ headers }) => headers['webhook-sequence'])).toEqual(['1', '2', '3']);
  expect(rows).toContainEqual({ webhook_id: other, state: 'delivered' });
});

test('a failing endpoint that changes while its retries are read still gets a probe first', async () => {
  await using receiver = await startReceiver();
  await using delivering = await startDelivering({ roles: ['api'] });
  const { services, caller } = delivering;
  const id = await delivering.webhook(receiver.url, { delivery: { strictOrder: true } });
  await services.store.run('update webhooks set failing_since = 1 where id = $1', [id]);
  const { store, queried, release, stateRead } = slowRetries(services.store);
  await using dispatcher = await startDispatcher(delivering, { store });
  await queried;
  expect(await dispatcher.endpoints('open')).toBe(1);
  services.store.hint({ tenantId: caller.tenantId, webhookId: id, about: 'changed' });
  await stateRead;
  await settled();
  expect(await dispatcher.endpoints('open')).toBe(1);
  release();
  await delivering.append({});
  await receiver.count(1);
});
