import { pipeline } from 'node:stream/promises';
import pg, { type Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { connectClient } from '../store/postgres/connect-client.ts';
import { queriesOf } from '../store/postgres/connection.ts';
import { applyMigrations } from '../store/postgres/migrate-postgres.ts';
import { columnList } from './back-up-postgres.ts';
import { BackupError, damagedArchive } from './backup-error.ts';
import { closeOnAbort } from './close-on-abort.ts';
import { liftTimeouts } from './lift-timeouts.ts';
import { type Manifest, tableOfEntry } from './manifest.ts';
import { discard } from './require-unchanged.ts';
import type { RestoreTarget } from './restore-target.ts';

export async function openPostgresTarget(url: string, signal?: AbortSignal): Promise<RestoreTarget> {
  const client = await connectClient(url);
  const closing = closeOnAbort(client, signal);
  try {
    await client.query('begin');
    await liftTimeouts(client);
    await requireEmpty(client);
  } catch (error) {
    await client.end();
    throw error;
  }
  let tables: Manifest['tables'] = {};
  let own = new Set<string>();
  return {
    async begin(manifest) {
      await applyMigrations(client, new Set(manifest.migrations));
      tables = manifest.tables;
      own = await readTables(client);
    },
    async load(entry, content) {
      const table = tableOfEntry(entry) ?? '';
      const columns = tables[table];
      if (!columns) throw damagedArchive(`its manifest does not name ${entry}`);
      // A backup copies every table if a newer version has migrated the database, so the archive may contain tables of
      // other applications.
      if (!own.has(table)) return discard(content);
      // Some migrations insert rows. The archive has these rows too, so the table is emptied first.
      await client.query(`truncate ${pg.escapeIdentifier(table)}`);
      await pipeline(
        content,
        client.query(copyFrom(`copy ${pg.escapeIdentifier(table)} (${columnList(columns)}) from stdin`)),
      );
    },
    read: (work) => work(queriesOf(client)),
    async commit() {
      // From here on, `signal` is ignored: if the commit were aborted, nobody would know whether it had succeeded.
      closing[Symbol.dispose]();
      await client.query('commit');
      // Without `analyze`, PostgreSQL plans queries without statistics until its first automatic analysis.
      await client.query('begin');
      await liftTimeouts(client);
      await client.query('analyze');
      await client.query('commit');
    },
    [Symbol.asyncDispose]: () => client.end(),
  };
}

async function readTables(client: Client): Promise<Set<string>> {
  const { rows } = await client.query<{ table: string }>(
    `select relname as table from pg_class
     where relnamespace = quote_ident(current_schema())::regnamespace and relkind = 'r'`,
  );
  return new Set(rows.map(({ table }) => table));
}

async function requireEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ table: string }>(
    `select relname as table from pg_class
     where relnamespace = quote_ident(current_schema())::regnamespace and relkind in ('r', 'v', 'm', 'p') limit 1`,
  );
  if (rows.length > 0) {
    throw new BackupError(
      `The database is not empty: it contains the table or view ${rows[0]?.table}. Create an empty database with createdb, and name it with --database-url.`,
    );
  }
}
