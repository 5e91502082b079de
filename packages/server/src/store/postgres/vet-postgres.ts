// biome-ignore-all lint/style/noNonNullAssertion: the statement always returns a row
import type { Client } from 'pg';
import { ConfigError } from '../../platform/config-error.ts';

/** Refuses a database on which the server would start and then fail. Throws ConfigError. */
export async function vetPostgres(client: Client, connectOther: () => Promise<Client>): Promise<void> {
  await vetVersion(client);
  await vetEncoding(client);
  await vetPooling(client, connectOther);
}

const oldestVersion = 15;

async function vetVersion(client: Client): Promise<void> {
  const { version } = await row<{ version: number }>(
    client,
    `select current_setting('server_version_num')::int / 10000 as version`,
  );
  if (version < oldestVersion) {
    throw new ConfigError(
      `PostgreSQL ${oldestVersion} or newer is needed, but this is version ${version}. Upgrade it first.`,
    );
  }
}

/** Requires UTF-8, because other encodings lack characters that occur in names. */
async function vetEncoding(client: Client): Promise<void> {
  const { encoding } = await row<{ encoding: string }>(
    client,
    `select current_setting('server_encoding') as encoding`,
  );
  if (encoding !== 'UTF8') {
    throw new ConfigError(
      `The database has the encoding ${encoding}, in which some names cannot be stored. Create a database with: createdb -E UTF8 -T template0 NAME.`,
    );
  }
}

/**
 * Refuses a pooler in transaction mode, because it would mix up prepared statements, settings and LISTEN. Such a pooler
 * may change a client's connection while another client is in a transaction.
 */
async function vetPooling(client: Client, connectOther: () => Promise<Client>): Promise<void> {
  const before = await processOf(client);
  const other = await connectOther();
  try {
    await other.query('begin');
    await other.query('select 1');
    if ((await processOf(client)) !== before) {
      throw new ConfigError(
        'The database URL leads to a connection pooler in transaction mode, such as PgBouncer. Use its session mode, or connect to PostgreSQL directly.',
      );
    }
  } finally {
    await other.end();
  }
}

const processOf = async (client: Client): Promise<number> =>
  (await row<{ id: number }>(client, 'select pg_backend_pid() as id')).id;

async function row<Row extends object>(client: Client, sql: string): Promise<Row> {
  const { rows } = await client.query<Row>(sql);
  return rows[0]!;
}
