import { chainHash } from '@winkwire/receiver/checkpoint';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../open-store.ts';
import type { Store } from '../store.ts';
import { type Postgres, startPostgres } from '../testing/start-postgres.ts';

let postgres: Postgres;
let store: Store;
beforeAll(async () => {
  postgres = await startPostgres();
  store = await openStore({ databaseUrl: await postgres.createDatabase(), dataDir: '' });
});
afterAll(async () => {
  await store.close();
  await postgres[Symbol.asyncDispose]();
});

/** Text that PostgreSQL can store: without NUL and lone surrogates. */
const text = fc
  .string({ unit: 'binary', maxLength: 20 })
  .map((value) => value.replaceAll('\0', '').toWellFormed());

test('the function of PostgreSQL makes the same chain of hashes as the receiver', async () => {
  const links = fc.array(fc.record({ id: text, digest: text }), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(text, links, async (before, events) => {
      const hash = events.reduce((previous, { id, digest }) => chainHash(previous, id, digest), before);
      const [row] = await store.all<{ hash: string }>(
        `select chain_hash($1, array(select v ->> 'id' from json_array_elements($2::json) with ordinality as e (v, n) order by n),
          array(select v ->> 'digest' from json_array_elements($2::json) with ordinality as e (v, n) order by n)) as hash`,
        [before, JSON.stringify(events)],
      );
      expect(row).toEqual({ hash });
    }),
  );
});

test('a database of which only the tables were dropped can be migrated again', async () => {
  const databaseUrl = await postgres.createDatabase();
  const open = () => openStore({ databaseUrl, dataDir: '' });
  const first = await open();
  const tables = await first.all<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = current_schema()`,
  );
  await first.run(`drop table ${tables.map(({ name }) => name).join(', ')} cascade`);
  await first.close();
  const again = await open();
  expect(await again.all('select chain_hash($1, array[]::text[], array[]::text[]) as hash', ['x'])).toEqual([
    { hash: 'x' },
  ]);
  await again.close();
});
