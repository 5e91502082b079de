import type { Client } from 'pg';
import { againAfterDeadlock, isDeadlock } from '../again-after-deadlock.ts';
import { type AppliedMigration, type Migration, missingMigrations } from '../missing-migrations.ts';
import type { VetDatabase } from '../store.ts';
import { queriesOf } from './connection.ts';

/** The key of an advisory lock: `wink` as a number. Only the process that holds the lock migrates. */
const lock = 0x77696e6b;

/**
 * Several processes may call this at the same time. Requests to the previous version can cause a deadlock, and then
 * everything is repeated. If `vet` throws, the caller must end the connection, which rolls everything back.
 */
export const migratePostgres = (client: Client, vet?: VetDatabase): Promise<void> =>
  againAfterDeadlock(async () => {
    try {
      await migrate(client, vet);
    } catch (error) {
      if (isDeadlock(error)) await client.query('rollback');
      throw error;
    }
  });

async function migrate(client: Client, vet: VetDatabase | undefined): Promise<void> {
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock($1)', [lock]);
  const missing = missingMigrations('postgres', await readApplied(client));
  await vet?.(queriesOf(client));
  await apply(client, missing);
  await client.query('commit');
}

/** Runs within the open transaction. */
export async function applyMigrations(client: Client, wanted: ReadonlySet<number>): Promise<void> {
  await apply(client, missingMigrations('postgres', await readApplied(client), wanted));
}

async function readApplied(client: Client): Promise<AppliedMigration[]> {
  await client.query(
    'create table if not exists migrations (number integer primary key, name text not null, applied_at bigint not null)',
  );
  return (await client.query<AppliedMigration>('select number, name from migrations')).rows;
}

async function apply(client: Client, missing: readonly Migration[]): Promise<void> {
  for (const { number, name, sql } of missing) {
    await client.query(sql);
    await client.query('insert into migrations (number, name, applied_at) values ($1, $2, $3)', [
      number,
      name,
      Date.now(),
    ]);
  }
}
