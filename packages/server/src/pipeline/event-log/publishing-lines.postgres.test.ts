import { chainHash } from '@winkwire/receiver/checkpoint';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { StoreUnavailable } from '../../platform/store-unavailable.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
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

async function register(store: Store, id: string): Promise<void> {
  await store.transaction(async (transaction) => {
    await transaction.run(
      `insert into webhooks (tenant_id, id, mode, name, url, event_types, active, include_payload, secrets, headers,
        delivery, created_at, updated_at)
      values ('acme', $1, 'SANDBOX', 'n', 'https://x.example', '["ALL_EVENTS"]', 1, 0, '[]', '{}', '{}', 1, 1)`,
      [id],
    );
    await transaction.run(
      `insert into queues (tenant_id, webhook_id, shard, sequence, hash) values ('acme', $1, 0, 0, '')`,
      [id],
    );
    await transaction.run(
      `insert into webhook_versions (tenant_id, mode, version) values ('acme', 'SANDBOX', 1)
       on conflict (tenant_id, mode) do update set version = webhook_versions.version + 1`,
    );
  });
}

const publication = (sourceId = 's'): Publication => ({
  event: renderEvent(
    { tenantId: 'acme', mode: 'SANDBOX', type: 'USER_CREATED', sourceId, data: {} },
    Date.now(),
  ),
});

/** After these events, the store relies on its remembered counters. */
async function warmUp(store: Store): Promise<void> {
  for (let n = 0; n < 3; n++) await store.publish(publication('warm-up'));
}

/** The returned function gives the number of transactions so far. A batch in one statement needs no `begin`. */
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

test('an endpoint that another process registers receives the next event', async () => {
  const [one, other] = await openTwice();
  await register(one, 'wh-1');
  await warmUp(one);
  await register(other, 'wh-2');
  await one.publish(publication('next'));
  expect(await deliveriesTo(one, 'wh-2')).toMatchObject([{ sequence: 1, source_id: 'next' }]);
  expect(await deliveriesTo(one, 'wh-1')).toHaveLength(4);
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

test('a batch that PostgreSQL aborts because of a deadlock is stored afterwards', async () => {
  const databaseUrl = await postgres.createDatabase();
  const operator = new pg.Client(databaseUrl);
  await operator.connect();
  // The operator's `deadlock_timeout` is longer than that of the store, so in a deadlock PostgreSQL aborts the
  // transaction of the batch.
  await operator.query(`alter database ${operator.database} set deadlock_timeout = '3s'`);
  await operator.query(`set deadlock_timeout = '60s'`);
  const store = await openStore({ databaseUrl, dataDir: '' });
  stores.push(store);
  await register(store, 'wh-1');
  await register(store, 'wh-2');
  await warmUp(store);
  const lock = (id: string) => operator.query('select 1 from queues where webhook_id = $1 for update', [id]);
  await operator.query('begin');
  await lock('wh-2');
  const transactions = countTransactions();
  const stored = store.publish(publication());
  const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
  await expect.poll(async () => (await operator.query(waiting)).rowCount).toBe(1);
  await lock('wh-1');
  await operator.query('commit');
  expect(await stored).toMatchObject({ kind: 'stored' });
  // The aborted batch is stored in a transaction, which is aborted too if it locks `wh-1` before the operator.
  expect(transactions()).toBeGreaterThanOrEqual(1);
  for (const id of ['wh-1', 'wh-2']) expect(await deliveriesTo(store, id)).toHaveLength(4);
  await operator.end();
});

test('a batch is stored even if PostgreSQL aborts its transaction as well', async () => {
  const [store, operator] = await openTwice();
  await register(store, 'wh-1');
  await warmUp(store);
  // Changes the counter, so the next statement of `store` is refused.
  await operator.publish(publication('other process'));
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
  expect(sources.slice(3)).toEqual(['other process', 'kept']);
});
