import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { bucketOf } from '../domain/bucket-of.ts';
import { eraseUserRows } from '../domain/erase-user-rows.ts';
import { lockSessionsOfUser } from '../domain/sessions.ts';
import type { Services } from '../platform/services.ts';
import { openStore } from '../store/open-store.ts';
import type { Store, Transaction } from '../store/store.ts';
import { countRoundTrips } from '../store/testing/count-round-trips.ts';
import { type Engine, type Place, startEngine } from '../store/testing/engines.ts';
import { expireAccounts } from './expire-accounts.ts';
import { expireArchives } from './expire-archives.ts';
import { shredUserEvents } from './shred-user-events.ts';

const caller = { tenantId: 'acme', mode: 'SANDBOX' } as const;
const services = (store: Store) =>
  ({ store, now: () => Date.now(), config: { retentionDays: 1 } }) as unknown as Services;

describe.each(['sqlite', 'postgres'] as const)('rows are locked only briefly on %s', (name) => {
  let engine: Engine;
  let place: Place;
  let store: Store;
  let trips: number;
  beforeAll(async () => {
    engine = await startEngine(name);
  });
  afterAll(() => engine[Symbol.asyncDispose]());
  beforeEach(async () => {
    place = await engine.place();
    store = await openStore(place.config);
    trips = 0;
    const begin = store.transaction.bind(store);
    store.transaction = (work) =>
      begin(async (transaction) => {
        const { queries, count } = countRoundTrips(transaction);
        const result = await work({ ...transaction, ...queries });
        trips += count();
        return result;
      });
  });
  afterEach(async () => {
    await store.close();
    await place[Symbol.asyncDispose]();
  });

  test('the events of a user and their deliveries are shredded in few round trips', async () => {
    for (let n = 1; n <= 30; n++) await addEvent(store, n);
    await shredUserEvents(services(store), caller, ['u']);
    expect(trips).toBeLessThanOrEqual(3);
    const shredded = 'select count(*) as count from deliveries where erased = 1 and last_error = $1';
    expect(await store.get(shredded, ['ERASED'])).toEqual({ count: 30 });
    expect(await store.all('select id from events where body is not null')).toEqual([]);
  });

  test('the rows of a user are deleted in one round trip', async () => {
    await store.transaction((transaction) => eraseUserRows(transaction, caller, 'u'));
    expect(trips).toBe(1);
  });

  test('the sessions of a user are locked together', async () => {
    const all = async () => ['s1', 's2', 's3'].map((id) => ({ id }));
    const lock = (transaction: Transaction) =>
      lockSessionsOfUser({ ...transaction, all } as never, { ...caller, userId: 'u' });
    await store.transaction(lock);
    expect(trips).toBe(1);
  });

  test.each([
    ['archives', expireArchives],
    ['accounts', expireAccounts],
  ] as const)('%s whose retention has ended are deleted together', async (_, expire) => {
    const rows = ['a', 'b', 'c'].map((id) => ({ id, tenant_id: 'acme', mode: 'SANDBOX' }));
    const begin = store.transaction;
    store.transaction = (work) =>
      begin((transaction) => work({ ...transaction, all: async () => rows as never }));
    await expire(services(store));
    expect(trips).toBe(1);
  });
});

async function addEvent(store: Store, n: number): Promise<void> {
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
