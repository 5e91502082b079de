import pg, { type PoolClient, type PoolConfig } from 'pg';
import type { Queries, Value } from '../store.ts';

/** Times and counters are bigint and fit a number; sums are numeric. */
const parsers: Record<number, (text: string) => unknown> = { 20: Number, 1700: Number };

export const connectionConfig = (url: string): PoolConfig => ({
  connectionString: url,
  application_name: 'winkwire',
  types: {
    getTypeParser: ((type: number, format?: 'text' | 'binary') =>
      parsers[type] ?? pg.types.getTypeParser(type, format as 'text')) as typeof pg.types.getTypeParser,
  },
  // A database that is gone must not hang a request for ever.
  connectionTimeoutMillis: 5000,
  keepAlive: true,
});

/**
 * Milliseconds for one statement, waiting included. Without it a database that vanished behind a dropped network
 * holds every query until TCP gives up, which takes a quarter of an hour.
 */
export const queryTimeout = 15_000;

export interface ServerLimits {
  statementMs: number;
  /** Of a batch from `begin` to `commit`; servers before version 17 know no such limit. */
  flightMs: number;
  silenceMs: number;
}

/**
 * What the server gives up by itself. A statement a little before the driver does: given up by the driver alone it goes on
 * waiting for its lock, with the commit that was sent behind it, and whoever tries again leaves one more of them. A
 * transaction whose process is silent: a machine that vanished in the middle of one would keep its locks, and with them
 * all that is published for those endpoints, until TCP gives up after hours. As long as on SQLite.
 */
export const serverLimits: ServerLimits = { statementMs: 14_000, flightMs: 14_000, silenceMs: 10_000 };

/** As statements: a pooler refuses to start a connection with them. */
export const limitsOf = ({ statementMs, silenceMs }: ServerLimits): string =>
  `set statement_timeout = ${statementMs}; set idle_in_transaction_session_timeout = ${silenceMs}`;

/** Statements that each wait for less are given up together by the driver, while the server goes on to their commit. */
export const flightLimitOf = ({ flightMs }: ServerLimits): string =>
  `select set_config('transaction_timeout', '${flightMs}', false) where current_setting('server_version_num')::int >= 170000`;

type Client = Pick<PoolClient, 'query'>;

/** Names by SQL text, so that each connection plans a statement once. */
const names = new Map<string, string>();

function nameOf(sql: string): string | undefined {
  let name = names.get(sql);
  if (name === undefined && names.size < 1000) {
    name = `s${names.size}`;
    names.set(sql, name);
  }
  return name;
}

export async function query<Row extends object>(
  client: Client,
  sql: string,
  parameters: readonly Value[] = [],
): Promise<{ rows: Row[]; count: number }> {
  const name = nameOf(sql);
  const result = await client.query<Row>({
    text: sql,
    values: parameters as Value[],
    ...(name ? { name } : {}),
  });
  return { rows: result.rows, count: result.rowCount ?? 0 };
}

export const queriesOf = (client: Client): Queries => ({
  all: async <Row extends object>(sql: string, parameters?: readonly Value[]) =>
    (await query<Row>(client, sql, parameters)).rows,
  get: async <Row extends object>(sql: string, parameters?: readonly Value[]) =>
    (await query<Row>(client, sql, parameters)).rows[0],
  run: async (sql, parameters) => (await query(client, sql, parameters)).count,
});
