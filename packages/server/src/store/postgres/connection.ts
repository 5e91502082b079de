import pg, { type PoolClient, type PoolConfig } from 'pg';
import type { Queries, Value } from '../store.ts';

/** Times and counters are bigint and fit a JavaScript number. Sums are numeric. */
const parsers: Record<number, (text: string) => unknown> = { 20: Number, 1700: Number };

export const connectionConfig = (url: string): PoolConfig => ({
  connectionString: url,
  application_name: 'winkwire',
  types: {
    getTypeParser: ((type: number, format?: 'text' | 'binary') =>
      parsers[type] ?? pg.types.getTypeParser(type, format as 'text')) as typeof pg.types.getTypeParser,
  },
  // A database that is gone must not block a request forever.
  connectionTimeoutMillis: 5000,
  keepAlive: true,
});

/**
 * The timeout of one statement in ms, waiting included. Without it, a database that vanished behind a broken network
 * would block every query until TCP gives up, which takes a quarter of an hour.
 */
export const queryTimeout = 15_000;

export interface ServerLimits {
  statementMs: number;
  /** From `begin` to `commit` of a batch. Servers before version 17 do not have this limit. */
  flightMs: number;
  silenceMs: number;
}

/**
 * Limits that the server itself enforces. A statement ends a little before the driver's timeout: if only the driver
 * gave up, the statement would go on waiting for its lock, with the commit queued behind it, and every retry would
 * add another one. A transaction whose process has gone silent also ends: a machine that vanished would otherwise
 * keep its locks, and block all publications for those endpoints, until TCP gives up after hours. The times are the
 * same as on SQLite.
 */
export const serverLimits: ServerLimits = { statementMs: 14_000, flightMs: 14_000, silenceMs: 10_000 };

/** As statements, because a pooler refuses connections that start with these settings. */
export const limitsOf = ({ statementMs, silenceMs }: ServerLimits): string =>
  `set statement_timeout = ${statementMs}; set idle_in_transaction_session_timeout = ${silenceMs}`;

/**
 * When several statements each wait less than their own limit, the driver gives up all of them while the server goes
 * on to their commit. This limit prevents that.
 */
export const flightLimitOf = ({ flightMs }: ServerLimits): string =>
  `select set_config('transaction_timeout', '${flightMs}', false) where current_setting('server_version_num')::int >= 170000`;

type Client = Pick<PoolClient, 'query'>;

/** Statement names by SQL text, so that each connection plans a statement once. */
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
