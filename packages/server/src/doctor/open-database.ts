import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { Config } from '../config.ts';
import { ConfigError } from '../platform/config-error.ts';
import { databaseFile } from '../platform/database-file.ts';
import { keyFileOf } from '../platform/encryption-keys.ts';
import { keyTime } from '../platform/lost-database.ts';
import { connectClient } from '../store/postgres/connect-client.ts';
import { queriesOf } from '../store/postgres/connection.ts';
import { vetPostgres } from '../store/postgres/vet-postgres.ts';
import { fileQueries } from '../store/sqlite/file-queries.ts';
import { requireWholeFile } from '../store/sqlite/require-whole-file.ts';
import type { Queries } from '../store/store.ts';

/** A database that the doctor examines. Unlike a store, it is not migrated when it is opened. */
export interface ExaminedDatabase extends AsyncDisposable {
  engine: 'sqlite' | 'postgres';
  queries: Queries;
  version: string;
}

/** Throws ConfigError if there is no SQLite file, or if PostgreSQL's version, encoding or pooler is unsuitable. */
export const openDatabase = (config: Config): Promise<ExaminedDatabase> =>
  config.databaseUrl === null ? openSqliteFile(config) : openPostgresDatabase(config.databaseUrl);

async function openSqliteFile(config: Config): Promise<ExaminedDatabase> {
  const file = databaseFile(config.dataDir);
  if (!existsSync(file)) throw new ConfigError(missing(file, config));
  requireWholeFile(file);
  const database = new DatabaseSync(file);
  // As in the server, deleted bytes are overwritten: `winkwire sign-in` deletes expired links.
  database.exec('pragma busy_timeout = 5000; pragma synchronous = full; pragma secure_delete = on');
  const queries = fileQueries(database);
  const row = await queries.get<{ version: string }>('select sqlite_version() as version');
  return {
    engine: 'sqlite',
    version: `SQLite ${row?.version}`,
    queries,
    [Symbol.asyncDispose]: async () => database.close(),
  };
}

const missing = (file: string, config: Config): string =>
  keyTime(config) === undefined
    ? `There is no database at ${file}. Name the folder of the server with --data-dir.`
    : `There is no database at ${file}, although its key is there, ${keyFileOf(config)}. Restore the database from a backup: the next start makes an empty one.`;

async function openPostgresDatabase(url: string): Promise<ExaminedDatabase> {
  // A standby is accepted here, because `checkReplication` reports it.
  const client = await connectClient(url, { orReadOnly: true });
  try {
    await vetPostgres(client, () => connectClient(url, { orReadOnly: true }));
    const queries = queriesOf(client);
    const row = await queries.get<{ version: string }>(`select current_setting('server_version') as version`);
    return {
      engine: 'postgres',
      version: `PostgreSQL ${row?.version}`,
      queries,
      [Symbol.asyncDispose]: () => client.end(),
    };
  } catch (error) {
    await client.end();
    throw error;
  }
}
