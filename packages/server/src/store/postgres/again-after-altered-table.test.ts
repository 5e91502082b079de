import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Store } from '../store.ts';
import { type Postgres, startPostgres } from '../testing/start-postgres.ts';
import { openPostgres } from './open-postgres.ts';

let postgres: Postgres;
let store: Store;
let migration: pg.Client;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres[Symbol.asyncDispose]());
beforeEach(async () => {
  const url = await postgres.createDatabase();
  store = await openPostgres(url);
  migration = new pg.Client(url);
  await migration.connect();
});
afterEach(async () => {
  await migration.end();
  await store.close();
});

const readUsers = 'select * from users';
const readTenants = 'select * from tenants';
const touchTenants = 'update tenants set name = name returning *';
const addTenant = `insert into tenants (id, name, created_at) values ('acme', 'Acme', 1)`;

const addColumns = () =>
  migration.query(`alter table tenants add column added int default 7;
    alter table users add column added int default 7`);

test('statements on every connection read a table that another process has altered', async () => {
  await store.run(addTenant);
  const readOnAll = () => Promise.all(Array.from({ length: 5 }, () => store.all(readTenants)));
  await readOnAll();
  await addColumns();
  for (const rows of await readOnAll()) expect(rows).toMatchObject([{ id: 'acme', added: 7 }]);
  expect(await store.get(readTenants)).toMatchObject({ id: 'acme', added: 7 });
  expect(await store.run(readTenants)).toBe(1);
});

test('a transaction reads and writes tables that another process has altered, and has an effect once', async () => {
  await store.run(addTenant);
  const work = () =>
    store.transaction(async (transaction) => {
      transaction.append({ tenantId: 'acme', mode: 'SANDBOX', type: 'T', sourceId: 'u', data: {} });
      await transaction.run('update tenants set created_at = created_at + 1');
      const [users, tenant] = await Promise.all([transaction.all(readUsers), transaction.get(touchTenants)]);
      return { users, tenant };
    });
  await work();
  await addColumns();
  expect(await work()).toEqual({ users: [], tenant: expect.objectContaining({ created_at: 3, added: 7 }) });
  expect(await store.all('select id from events')).toHaveLength(2);
});

test('a transaction is repeated only if a table was altered', async () => {
  let calls = 0;
  const unsupported = `do $$ begin raise exception 'not supported' using errcode = '0A000'; end $$`;
  const work = store.transaction(async (transaction) => {
    calls++;
    await transaction.run(unsupported);
  });
  await expect(work).rejects.toThrow('not supported');
  expect(calls).toBe(1);
});
