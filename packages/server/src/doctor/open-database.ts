import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg, { type Client } from 'pg';
import type { Config } from '../config.ts';
import { ConfigError } from '../platform/config-error.ts';
import { connectionConfig, queriesOf } from '../store/postgres/connection.ts';
import { vetPostgres } from '../store/postgres/vet-postgres.ts';
import { Statements } from '../store/sqlite/statements.ts';
import type { Queries } from '../store/store.ts';

/** A database that is examined. Unlike a store, it is not migrated when it is opened. */
export interface ExaminedDatabase extends AsyncDisposable {
  engine: 'sqlite' | 'postgres';
  queries: Queries;
  /** The engine and its version. */
  version: string;
}

/** Throws what opening a database throws, or ConfigError if it has the wrong version, encoding or pooler. */
export const openDatabase = ({ databaseUrl, dataDir }: Config): Promise<ExaminedDatabase> =>
  databaseUrl === null ? openSqliteFile(dataDir) : openPostgresDatabase(databaseUrl);

async function openSqliteFile(dataDir: string): Promise<ExaminedDatabase> {
  const file = join(dataDir, 'winkwire.sqlite');
  if (!existsSync(file)) {
    throw new ConfigError(`There is no database at ${file}. Name the folder of the server with --data-dir.`);
  }
  const database = new DatabaseSync(file);
  database.exec('pragma busy_timeout = 5000; pragma synchronous = full');
  const statements = new Statements(database);
  const all: Queries['all'] = async <Row extends object>(
    sql: string,
    parameters: readonly (string | number | null)[] = [],
  ) => statements.of(sql).all(...parameters) as Row[];
  const [row] = await all<{ version: string }>('select sqlite_version() as version');
  return {
    engine: 'sqlite',
    version: `SQLite ${row?.version}`,
    queries: {
      all,
      get: async <Row extends object>(sql: string, parameters?: readonly (string | number | null)[]) =>
        (await all<Row>(sql, parameters))[0],
      run: async (sql, parameters = []) => Number(statements.of(sql).run(...parameters).changes),
    },
    [Symbol.asyncDispose]: async () => database.close(),
  };
}

async function openPostgresDatabase(url: string): Promise<ExaminedDatabase> {
  const client = await connect(url);
  try {
    await vetPostgres(client, () => connect(url));
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

async function connect(url: string): Promise<Client> {
  const client = new pg.Client(connectionConfig(url));
  client.on('error', () => {});
  await client.connect();
  return client;
}
