import type { Client } from 'pg';
import { type AppliedMigration, missingMigrations } from '../missing-migrations.ts';

/**
 * The key of an advisory lock: `wink` as a number. The process that gets the lock migrates. The others wait, and then
 * find nothing left to do.
 */
const lock = 0x77696e6b;

/** Migrates the database to the newest schema. Several processes may call this at the same time. */
export async function migratePostgres(client: Client): Promise<void> {
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [lock]);
  await applyMigrations(client);
  await client.query('commit');
}

/** Applies the missing migrations in the open transaction, or only those whose numbers are `wanted`. */
export async function applyMigrations(client: Client, wanted?: ReadonlySet<number>): Promise<void> {
  await client.query(
    'create table if not exists migrations (number integer primary key, name text not null, applied_at bigint not null)',
  );
  const { rows } = await client.query<AppliedMigration>('select number, name from migrations');
  const missing = missingMigrations('postgres', rows, wanted);
  for (const { number, name, sql } of missing) {
    await client.query(sql);
    await client.query('insert into migrations (number, name, applied_at) values ($1, $2, $3)', [
      number,
      name,
      Date.now(),
    ]);
  }
}
