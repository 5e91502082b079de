import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Store } from '../store.ts';
import { type Postgres, startPostgres } from '../testing/start-postgres.ts';
import { migratePostgres } from './migrate-postgres.ts';
import { openPostgres } from './open-postgres.ts';

let postgres: Postgres;
let url: string;
let store: Store;
let migration: pg.Client;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());
beforeEach(async () => {
  url = await postgres.createDatabase();
  store = await openPostgres(url);
  await store.run(`insert into tenants (id, name, created_at) values ('acme', 'Acme', 1)`);
  migration = new pg.Client(url);
  await migration.connect();
  // So PostgreSQL always aborts the other side.
  await migration.query(`set deadlock_timeout = '1h'`);
  await migration.query('begin; alter table users add column added int');
});
afterEach(async () => {
  await migration.end();
  await store.close();
});

const waiting = `select 1 from pg_locks where not granted and database =
  (select oid from pg_database where datname = current_database())`;
const alterTenants = () => migration.query('alter table tenants add column added int; commit');

test('a transaction is repeated after a deadlock with a migration, and has an effect once', async () => {
  const [locked, proceed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let tries = 0;
  const opened = store.transaction(async (transaction) => {
    tries++;
    await transaction.run('update tenants set created_at = created_at + 1');
    locked.resolve();
    await proceed.promise;
    await transaction.all('select id from users');
  });
  await locked.promise;
  const altered = alterTenants();
  proceed.resolve();
  await opened;
  await altered;
  expect(tries).toBe(2);
  expect(await store.get('select created_at from tenants')).toEqual({ created_at: 2 });
});

test('a statement is repeated after a deadlock with a migration', async () => {
  const read = store.all('select tenants.id from tenants left join users on users.tenant_id = tenants.id');
  await expect.poll(async () => (await migration.query(waiting)).rowCount).toBe(1);
  await alterTenants();
  expect(await read).toEqual([{ id: 'acme' }]);
});

test('a migration is repeated after a deadlock', async () => {
  await migration.query('rollback');
  const deadlock = `do $$ begin raise exception 'deadlock detected' using errcode = '40P01'; end $$`;
  let tries = 0;
  await migratePostgres(migration, async (database) => {
    tries++;
    if (tries === 1) await database.all(deadlock);
  });
  expect(tries).toBe(2);
  // The transaction of the first try has ended.
  expect(await store.all(waiting)).toEqual([]);
});
