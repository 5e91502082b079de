import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { shredUserEvents } from '../../actions/shred-user-events.ts';
import { bucketOf } from '../../domain/bucket-of.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { type Postgres, startPostgres } from '../../store/testing/start-postgres.ts';
import type { AttemptOutcome } from '../model/attempt-outcome.ts';
import { makeOutcome } from '../testing/make-outcome.ts';

/* SQLite has a single writer, so its transactions cannot wait for each other. */

let postgres: Postgres;
let store: Store;
let other: Client;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());
beforeEach(async () => {
  const databaseUrl = await postgres.createDatabase();
  other = new Client(databaseUrl);
  await other.connect();
  // A waiting transaction checks for deadlocks after this time. `other` checks later, so PostgreSQL always aborts the
  // store's transaction.
  await other.query(`alter database "${new URL(databaseUrl).pathname.slice(1)}" set deadlock_timeout = '3s'`);
  await other.query(`set deadlock_timeout = '10min'`);
  store = await openStore({ databaseUrl, dataDir: '' });
  for (const n of [1, 2, 3]) {
    await store.run(
      `insert into events (tenant_id, mode, id, type, source_id, user_id, bucket, created_at, body)
       values ('acme', 'SANDBOX', $1, 'USER_CREATED', 'u', 'u', $2, 1, 'text')`,
      [`et-${n}`, bucketOf('u')],
    );
    await store.run(
      `insert into deliveries (tenant_id, webhook_id, sequence, mode, event_id, source_id, payload, created_at, updated_at)
       values ('acme', 'wh-1', $2, 'SANDBOX', $1, 'u', 0, 1, 1)`,
      [`et-${n}`, n],
    );
  }
});
afterEach(async () => {
  await other.end();
  await store.close();
});

const outcome = (sequence: number, status: number) => makeOutcome({ sequence, status });
const record = (...outcomes: AttemptOutcome[]) => store.recordOutcomes({ outcomes, cursors: [], now: 10 });
const erase = () => shredUserEvents({ store, now: () => 20 }, { tenantId: 'acme', mode: 'SANDBOX' }, ['u']);

const lock = (sequence: number) =>
  other.query('select 1 from deliveries where sequence = $1 for update', [sequence]);
const countWaiting = (count: number) =>
  expect
    .poll(() => store.get('select count(*) as count from pg_locks where not granted'), { timeout: 10_000 })
    .toEqual({ count });
const deliveries = () =>
  store.all('select sequence, state, attempts, erased from deliveries order by sequence');

test('outcomes whose transaction gives its locks up because of a deadlock are written afterwards', async () => {
  await other.query('begin');
  await lock(1);
  const recorded = record(outcome(1, 500), outcome(2, 200));
  await countWaiting(1);
  await lock(2);
  await other.query('commit');
  await recorded;
  expect((await deliveries()).slice(0, 2)).toEqual([
    { sequence: 1, state: 'retrying', attempts: 1, erased: 0 },
    { sequence: 2, state: 'delivered', attempts: 1, erased: 0 },
  ]);
});

test('an erasure is done even if PostgreSQL first aborts its transaction because of a deadlock', async () => {
  await other.query('begin');
  await lock(2);
  const erased = erase();
  await countWaiting(1);
  await lock(1);
  await other.query('commit');
  await erased;
  expect(await deliveries()).toEqual(
    [1, 2, 3].map((sequence) => ({ sequence, state: 'failed', attempts: 0, erased: 1 })),
  );
  expect(await store.all('select body from events')).toEqual(Array(3).fill({ body: null }));
});

test('first successes, other outcomes and an erasure of their user do not make each other fail', async () => {
  await other.query('begin');
  await lock(2);
  // `other` has locked the second delivery. The erasure has locked the first and waits for the second. The outcomes
  // wait for the first.
  const erased = erase();
  await countWaiting(1);
  const recorded = record(outcome(1, 500), outcome(3, 200));
  await countWaiting(2);
  await other.query('commit');
  await Promise.all([erased, recorded]);
  expect((await deliveries()).map(({ erased }: { erased?: number }) => erased)).toEqual([1, 1, 1]);
  expect(await store.all('select response_body from attempts where response_body is not null')).toEqual([]);
});
