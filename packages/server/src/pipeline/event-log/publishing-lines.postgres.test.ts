import { bodyDigest, chainHash } from '@winkwire/receiver/checkpoint';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import { openStore } from '../../store/open-store.ts';
import type { Hint, Store } from '../../store/store.ts';
import { type Postgres, startPostgres } from '../../store/testing/start-postgres.ts';
import type { Publication } from '../model/publication.ts';
import { renderEvent } from './render-event.ts';

let postgres: Postgres;
const stores: Store[] = [];
beforeAll(async () => {
  postgres = await startPostgres();
});
afterEach(async () => {
  vi.restoreAllMocks();
  for (const store of stores.splice(0)) await store.close();
});
afterAll(() => postgres[Symbol.asyncDispose]());

/** Opens the database twice, as two processes do. */
async function openTwice(): Promise<[Store, Store]> {
  const databaseUrl = await postgres.createDatabase();
  const open = () => openStore({ databaseUrl, dataDir: '' });
  const both: [Store, Store] = [await open(), await open()];
  stores.push(...both);
  return both;
}

async function register(store: Store, id: string, tenantId = 'acme'): Promise<void> {
  await store.transaction(async (transaction) => {
    await transaction.run(
      `insert into webhooks (tenant_id, id, mode, name, url, event_types, active, include_payload, secrets, headers,
        delivery, created_at, updated_at)
      values ($2, $1, 'SANDBOX', 'n', 'https://x.example', '["ALL_EVENTS"]', 1, 0, '[]', '{}', '{}', 1, 1)`,
      [id, tenantId],
    );
    await transaction.run(
      `insert into queues (tenant_id, webhook_id, shard, sequence, hash) values ($2, $1, 0, 0, '')`,
      [id, tenantId],
    );
    await transaction.run(
      `insert into webhook_versions (tenant_id, mode, version) values ($1, 'SANDBOX', 1)
       on conflict (tenant_id, mode) do update set version = webhook_versions.version + 1`,
      [tenantId],
    );
  });
}

const publication = (sourceId = 's', tenantId = 'acme'): Publication => ({
  event: renderEvent({ tenantId, mode: 'SANDBOX', type: 'USER_CREATED', sourceId, data: {} }, Date.now()),
});

/** After these events, the store relies on its remembered counters. */
async function warmUp(store: Store): Promise<void> {
  for (let n = 0; n < 3; n++) await store.publish(publication('warm-up'));
}

/** Returns a function that counts the statements that have locked the counters. */
function countLocked(): () => number {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  return () => query.mock.calls.filter(([config]) => JSON.stringify(config).includes('chain_hash')).length;
}

/**
 * Returns a function that counts the transactions so far. A batch in one statement needs no `begin`, so it is not
 * counted.
 */
function countTransactions(): () => number {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  return () => query.mock.calls.filter(([text]) => (text as unknown) === 'begin').length;
}

interface Delivered {
  sequence: number;
  id: string;
  source_id: string;
  body_digest: string;
}

/** Fails if a sequence is missing or a stored hash does not match. */
async function deliveriesTo(store: Store, webhookId: string): Promise<Delivered[]> {
  const rows = await store.all<Delivered>(
    `select d.sequence, e.id, e.source_id, e.body_digest from deliveries d
     join events e on e.tenant_id = d.tenant_id and e.mode = d.mode and e.id = d.event_id
     where d.webhook_id = $1 order by d.sequence`,
    [webhookId],
  );
  expect(rows.map(({ sequence }) => sequence)).toEqual(rows.map((_, index) => index + 1));
  const hash = rows.reduce((before, { id, body_digest }) => chainHash(before, id, body_digest), '');
  expect(await store.get('select sequence, hash from queues where webhook_id = $1', [webhookId])).toEqual({
    sequence: rows.length,
    hash,
  });
  return rows;
}

/** Locks the counters of tenants, as a backfill does. Returns a function that releases them. */
async function lockCounters(operator: Store, tenants: readonly string[]): Promise<() => Promise<void>> {
  const [locked, release] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holding = operator.transaction(async (transaction) => {
    for (const tenantId of tenants)
      await transaction.run('update queues set shard = shard where tenant_id = $1', [tenantId]);
    locked.resolve();
    await release.promise;
  });
  await locked.promise;
  return () => {
    release.resolve();
    return holding;
  };
}

/** Registers a webhook for each tenant. The store relies on its remembered counters. */
async function openFor(tenants: readonly string[]): Promise<[Store, Store]> {
  const [store, operator] = await openTwice();
  for (const tenantId of tenants) {
    await register(store, `wh-${tenantId}`, tenantId);
    for (let n = 0; n < 3; n++) await store.publish(publication('warm-up', tenantId));
  }
  return [store, operator];
}

test('events of other tenants that are published in the same turn do not wait for a locked counter', async () => {
  const [store, operator] = await openFor(['x', 'y']);
  const release = await lockCounters(operator, ['x']);
  let isStored = false;
  const waiting = store.publish(publication('s', 'x')).then(() => {
    isStored = true;
  });
  const others = Array.from({ length: 39 }, () => store.publish(publication('s', 'y')));
  await Promise.all(others);
  await store.publish(publication('s', 'y'));
  expect(isStored).toBe(false);
  await release();
  await waiting;
  expect(await deliveriesTo(store, 'wh-x')).toHaveLength(4);
  expect(await deliveriesTo(store, 'wh-y')).toHaveLength(43);
});

test('two batches that wait for a locked counter do not delay other tenants, and keep their order', async () => {
  const [store, operator] = await openFor(['x', 'y']);
  const release = await lockCounters(operator, ['x']);
  const waiting = [store.publish(publication('first', 'x'))];
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  waiting.push(store.publish(publication('second', 'x')));
  await store.publish(publication('s', 'y'));
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  waiting.push(store.publish(publication('third', 'x')));
  await store.publish(publication('s', 'y'));
  await release();
  await Promise.all(waiting);
  const sources = (await deliveriesTo(store, 'wh-x')).map(({ source_id }) => source_id);
  expect(sources.slice(3)).toEqual(['first', 'second', 'third']);
});

test('with more locked tenants than connections, other tenants publish and their outcomes are recorded', async () => {
  const locked = Array.from({ length: 9 }, (_, n) => `x${n}`);
  const [store, operator] = await openFor([...locked, 'y']);
  await register(store, 'wh-new', 'new');
  const release = await lockCounters(operator, locked);
  let stored = 0;
  const waiting = ['first', 'second'].flatMap((sourceId) =>
    locked.map(async (tenantId) => {
      await store.publish(publication(sourceId, tenantId));
      stored++;
    }),
  );
  await store.publish(publication('s', 'y'));
  await store.publish(publication('s', 'new'));
  const cursors = [{ tenantId: 'y', webhookId: 'wh-y', sequence: 2 }];
  await store.recordOutcomes({ outcomes: [], cursors, now: 1 });
  expect(stored).toBe(0);
  await release();
  await Promise.all(waiting);
  for (const tenantId of locked) {
    const sources = (await deliveriesTo(store, `wh-${tenantId}`)).map(({ source_id }) => source_id);
    expect(sources.slice(3)).toEqual(['first', 'second']);
  }
});

test('a batch is stored with one statement if what the process remembers is up to date', async () => {
  const [store] = await openTwice();
  await register(store, 'wh-1');
  await warmUp(store);
  const transactions = countTransactions();
  await Promise.all([store.publish(publication()), store.publish(publication())]);
  expect(transactions()).toBe(0);
  expect(await deliveriesTo(store, 'wh-1')).toHaveLength(5);
});

test('two processes number the deliveries of one endpoint without gaps, and each in its order', async () => {
  const [one, other] = await openTwice();
  await register(one, 'wh-1');
  await warmUp(one);
  const publishAll = async (store: Store, name: string): Promise<void> => {
    for (let round = 0; round < 30; round++) {
      // The first event has a batch of its own, and the others follow in a second one.
      const first = store.publish(publication(`${name} ${round} 0`));
      await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
      await Promise.all([
        first,
        ...[1, 2, 3].map((n) => store.publish(publication(`${name} ${round} ${n}`))),
      ]);
    }
  };
  await Promise.all([publishAll(one, 'one'), publishAll(other, 'other')]);
  const sources = (await deliveriesTo(one, 'wh-1')).map(({ source_id }) => source_id);
  for (const name of ['one', 'other']) {
    const expected = Array.from({ length: 120 }, (_, n) => `${name} ${Math.floor(n / 4)} ${n % 4}`);
    expect(sources.filter((source) => source.startsWith(`${name} `))).toEqual(expected);
  }
});

test('statements and transactions of two processes number the deliveries without gaps, in their order', async () => {
  const [one, other] = await openTwice();
  await register(one, 'wh-1');
  await register(one, 'wh-2');
  const locked = countLocked();
  const transactions = countTransactions();
  const publishAll = async (store: Store, name: string): Promise<void> => {
    for (let n = 0; n < 40; n++) {
      // A transaction appends this event directly, not as part of a batch.
      const aside = store.transaction(async ({ append }) =>
        append({ tenantId: 'acme', mode: 'SANDBOX', type: 'USER_CREATED', sourceId: 'aside', data: {} }),
      );
      const key = { key: `${n % 7}`, digest: 'd' };
      const claim = store.publish({ ...publication('keyed'), idempotency: key });
      await Promise.all([store.publish(publication(`${name} ${n}`)), aside, claim]);
    }
  };
  await Promise.all([publishAll(one, 'one'), publishAll(other, 'other')]);
  expect(locked()).toBeGreaterThan(0);
  expect(transactions()).toBeGreaterThan(80);
  for (const id of ['wh-1', 'wh-2']) {
    const sources = (await deliveriesTo(one, id)).map(({ source_id }) => source_id);
    for (const name of ['one', 'other']) {
      const expected = Array.from({ length: 40 }, (_, n) => `${name} ${n}`);
      expect(sources.filter((source) => source.startsWith(`${name} `))).toEqual(expected);
    }
    expect(sources.filter((source) => source === 'aside')).toHaveLength(80);
    expect(sources.filter((source) => source === 'keyed')).toHaveLength(7);
  }
});

test('without the function of the database, a transaction stores each batch', async () => {
  const [store] = await openTwice();
  await register(store, 'wh-1');
  await store.run('drop function chain_hash');
  await warmUp(store);
  expect(await deliveriesTo(store, 'wh-1')).toHaveLength(3);
});

test('a batch is one statement too while another process publishes to the same endpoint', async () => {
  const [one, other] = await openTwice();
  await register(one, 'wh-1');
  await warmUp(one);
  await warmUp(other);
  const transactions = countTransactions();
  for (let round = 0; round < 5; round++) {
    await Promise.all([one.publish(publication('one')), one.publish(publication('one'))]);
    await other.publish({ ...publication('other'), idempotency: { key: `${round}`, digest: 'd' } });
  }
  expect(transactions()).toBe(0);
  const sources = (await deliveriesTo(one, 'wh-1')).map(({ source_id }) => source_id);
  expect(sources.filter((source) => source !== 'warm-up')).toEqual(
    Array(5).fill(['one', 'one', 'other']).flat(),
  );
});

test('while a batch waits for a counter, other tenants do not wait', async () => {
  const [one, other] = await openTwice();
  await register(one, 'wh-1');
  const tenants = ['a', 'b', 'c', 'd', 'e'];
  for (const tenantId of tenants) {
    await register(one, `wh-${tenantId}`, tenantId);
    for (let n = 0; n < 3; n++) await one.publish(publication('warm-up', tenantId));
  }
  await one.publish(publication());
  await other.publish(publication());
  await one.publish(publication());
  let waiting: Promise<unknown> | undefined;
  await other.transaction(async (transaction) => {
    await transaction.run(`update queues set shard = shard where webhook_id = 'wh-1'`);
    waiting = one.publish(publication());
    const found = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
    await expect.poll(() => other.all(found)).toHaveLength(1);
    await Promise.all(tenants.map((tenantId) => one.publish(publication('s', tenantId))));
  });
  await waiting;
  expect(await deliveriesTo(one, 'wh-1')).toHaveLength(4);
});

test('while another process publishes too, a batch for many endpoints is one statement', async () => {
  const [one, other] = await openTwice();
  const ids = Array.from({ length: 300 }, (_, n) => `wh-${n}`);
  for (const id of ids) await register(one, id);
  await one.publish(publication('one'));
  await other.publish(publication('other'));
  const transactions = countTransactions();
  await one.publish(publication('one'));
  expect(transactions()).toBe(0);
  for (const id of ids) expect(await deliveriesTo(one, id)).toHaveLength(3);
});

test('while another process publishes too, endpoints get their own events, and payloads only if they want them', async () => {
  const [one, other] = await openTwice();
  await register(one, 'wh-1');
  await register(one, 'wh-2');
  await one.run(
    `update webhooks set event_types = '["TASK_FINISHED"]', include_payload = 1 where id = 'wh-2'`,
  );
  await warmUp(one);
  await warmUp(other);
  const finished = renderEvent(
    { tenantId: 'acme', mode: 'SANDBOX', type: 'TASK_FINISHED', sourceId: 'c', data: {}, payload: { n: 1 } },
    Date.now(),
  );
  await other.publish(publication('b'));
  await Promise.all([one.publish(publication('a')), one.publish({ event: finished })]);
  expect((await deliveriesTo(one, 'wh-1')).slice(6).map(({ source_id }) => source_id)).toEqual([
    'b',
    'a',
    'c',
  ]);
  expect(
    await one.all(`select d.sequence, d.payload, q.hash from deliveries d
      join queues q on q.tenant_id = d.tenant_id and q.webhook_id = d.webhook_id where d.webhook_id = 'wh-2'`),
  ).toEqual([
    { sequence: 1, payload: 1, hash: chainHash('', finished.id, bodyDigest(finished.payloadBody!)) },
  ]);
});

test('an endpoint that another process registers receives the next event', async () => {
  const [one, other] = await openTwice();
  await register(one, 'wh-1');
  await warmUp(one);
  await register(other, 'wh-2');
  await one.publish(publication('next'));
  expect(await deliveriesTo(one, 'wh-2')).toMatchObject([{ sequence: 1, source_id: 'next' }]);
  expect(await deliveriesTo(one, 'wh-1')).toHaveLength(4);
});

test('a process that delivers nothing gives each hint with the tenant of the webhook', async () => {
  const [one, other] = await openTwice();
  await register(one, 'wh-a', 'a');
  await register(one, 'wh-b', 'b');
  const heard: Hint[] = [];
  other.onHint((hint) => heard.push(hint));
  await one.transaction(async ({ append }) => {
    for (const tenantId of ['a', 'b'])
      append({ tenantId, mode: 'SANDBOX', type: 'USER_CREATED', sourceId: 's', data: {} });
  });
  await expect.poll(() => heard).toHaveLength(2);
  expect(heard).toEqual(
    expect.arrayContaining([
      { tenantId: 'a', webhookId: 'wh-a', about: 'grown', head: 1 },
      { tenantId: 'b', webhookId: 'wh-b', about: 'grown', head: 1 },
    ]),
  );
});

test('an event whose key was used before is not stored, and the other events of its batch are stored', async () => {
  const [one, other] = await openTwice();
  await register(one, 'wh-1');
  await warmUp(one);
  const first = { ...publication('first'), idempotency: { key: 'k', digest: 'd' } };
  expect(await other.publish(first)).toEqual({ kind: 'stored', eventId: first.event.id });
  await warmUp(one);
  const results = await Promise.all([
    one.publish(publication('before')),
    one.publish({ ...publication('again'), idempotency: { key: 'k', digest: 'd' } }),
    one.publish({ ...publication('another'), idempotency: { key: 'k', digest: 'e' } }),
    one.publish({ ...publication('new key'), idempotency: { key: 'l', digest: 'd' } }),
  ]);
  expect(results).toMatchObject([
    { kind: 'stored' },
    { kind: 'repeated', eventId: first.event.id },
    { kind: 'conflict' },
    { kind: 'stored' },
  ]);
  const sources = (await deliveriesTo(one, 'wh-1')).map(({ source_id }) => source_id);
  expect(sources.filter((source) => source !== 'warm-up')).toEqual(['first', 'before', 'new key']);
});

test('an event that no endpoint wants is stored once for its key, whichever process stored it', async () => {
  const [one, other] = await openTwice();
  await one.publish(publication());
  await other.publish(publication());
  const keyed = () => ({ ...publication(), idempotency: { key: 'k', digest: 'd' } });
  const first = keyed();
  await other.publish(first);
  expect(await one.publish(keyed())).toEqual({ kind: 'repeated', eventId: first.event.id });
  expect(await one.all('select id from events where id = $1', [first.event.id])).toHaveLength(1);
  expect(await one.get('select count(*) as count from events')).toEqual({ count: 3 });
});

test('events with new keys take one statement too', async () => {
  const [store] = await openTwice();
  await register(store, 'wh-1');
  await warmUp(store);
  const transactions = countTransactions();
  const keyed = ['b', 'a'].map((key) => ({ ...publication(), idempotency: { key, digest: 'd' } }));
  await Promise.all(keyed.map((each) => store.publish(each)));
  expect(transactions()).toBe(0);
  expect(await store.all('select key, event_id from idempotency_keys order by key')).toEqual([
    { key: 'a', event_id: keyed[1]!.event.id },
    { key: 'b', event_id: keyed[0]!.event.id },
  ]);
});

test('when a connection is lost, both batches in flight on it are refused, and the next one is stored', async () => {
  const [store, operator] = await openTwice();
  await register(store, 'wh-1');
  await warmUp(store);
  const release = Promise.withResolvers<void>();
  const locked = Promise.withResolvers<void>();
  const holding = operator.transaction(async (transaction) => {
    await transaction.run(`update queues set shard = shard where webhook_id = 'wh-1'`);
    locked.resolve();
    await release.promise;
  });
  await locked.promise;
  const waiting = `from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  const first = store.publish(publication('lost')).catch((error) => error);
  await expect.poll(() => operator.get(`select count(*) as count ${waiting}`)).toEqual({ count: 1 });
  const second = store.publish(publication('lost')).catch((error) => error);
  await operator.all(`select pg_terminate_backend(pid) ${waiting}`);
  expect(await first).toBeInstanceOf(StoreUnavailable);
  expect(await second).toBeInstanceOf(StoreUnavailable);
  release.resolve();
  await holding;
  await store.publish(publication('kept'));
  const sources = (await deliveriesTo(store, 'wh-1')).map(({ source_id }) => source_id);
  expect(sources).toEqual(['warm-up', 'warm-up', 'warm-up', 'kept']);
});

test('a batch in a deadlock gives its locks up, and is stored afterwards', async () => {
  const databaseUrl = await postgres.createDatabase();
  const operator = new pg.Client(databaseUrl);
  await operator.connect();
  // The batch waits for a lock for a shorter time than the operator, so PostgreSQL aborts the batch.
  await operator.query(`set deadlock_timeout = '60s'`);
  const store = await openStore({ databaseUrl, dataDir: '' });
  stores.push(store);
  await register(store, 'wh-1');
  await register(store, 'wh-2');
  await warmUp(store);
  const lock = (id: string) => operator.query('select 1 from queues where webhook_id = $1 for update', [id]);
  await operator.query('begin');
  await lock('wh-2');
  const locked = countLocked();
  const stored = store.publish(publication());
  const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await expect.poll(async () => (await operator.query(waiting)).rowCount).toBe(1);
  await lock('wh-1');
  await operator.query('commit');
  expect(await stored).toMatchObject({ kind: 'stored' });
  // On a busy machine, the batch may also reach its time limit for locks, and begin again.
  expect(locked()).toBeGreaterThan(0);
  for (const id of ['wh-1', 'wh-2']) expect(await deliveriesTo(store, id)).toHaveLength(4);
  await operator.end();
});

test('a batch is stored even if PostgreSQL aborts its transaction as well', async () => {
  const [store, operator] = await openTwice();
  await register(store, 'wh-1');
  await warmUp(store);
  // Changes the version of the subscriptions, so the next statements of `store` are refused.
  await register(operator, 'wh-2');
  const { query } = pg.Client.prototype as unknown as { query(...values: unknown[]): Promise<unknown> };
  let aborted = 0;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...values: unknown[]) {
    if (values[0] !== 'commit' || aborted === 2) return query.apply(this, values);
    aborted++;
    const deadlock = Object.assign(new Error('deadlock detected'), { code: '40P01' });
    return query.call(this, 'rollback').then(() => Promise.reject(deadlock));
  } as never);
  expect(await store.publish(publication('kept'))).toMatchObject({ kind: 'stored' });
  expect(aborted).toBe(2);
  const sources = (await deliveriesTo(store, 'wh-1')).map(({ source_id }) => source_id);
  expect(sources.slice(3)).toEqual(['kept']);
});
