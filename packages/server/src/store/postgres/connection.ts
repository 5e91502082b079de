import pg, { type ClientConfig, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';
import type { Queries, Value } from '../store.ts';

/**
 * Our own parsers, keyed by the number that PostgreSQL gives the type. Times and counters are bigint (20), and sums are
 * numeric (1700). All of them fit a JavaScript number.
 */
const parsers: Record<number, (text: string) => unknown> = { 20: Number, 1700: Number };

export const connectionConfig: ClientConfig = {
  application_name: 'winkwire',
  types: {
    getTypeParser: ((type: number, format?: 'text' | 'binary') =>
      parsers[type] ?? pg.types.getTypeParser(type, format as 'text')) as typeof pg.types.getTypeParser,
  },
  // Without this timeout, a request would wait indefinitely for a database that does not respond.
  connectionTimeoutMillis: 5000,
  keepAlive: true,
};

/**
 * The timeout of one statement in ms. It includes the time that the statement waits for earlier statements or for a
 * lock. Without this timeout, a database behind a broken network would block every query until TCP gives up. That
 * takes a quarter of an hour.
 */
export const queryTimeoutMs = 15_000;

export interface ServerLimits {
  statementMs: number;
  /** The limit in ms from `begin` to `commit` of a batch. PostgreSQL supports this limit since version 17. */
  flightMs: number;
  silenceMs: number;
}

/**
 * Limits that PostgreSQL itself enforces. `statementMs` is a little less than the driver's timeout. If only the driver
 * gave up, the statement would keep waiting for its lock, with its commit queued behind it, and every retry would add
 * another such statement. `silenceMs` ends a transaction whose process sends nothing, as on SQLite. Without this limit,
 * if a machine failed, its transactions would keep their locks until TCP gives up, which takes hours. Until then, no
 * delivery could be created for the webhooks whose rows are locked.
 */
export const serverLimits: ServerLimits = { statementMs: 14_000, flightMs: 14_000, silenceMs: 10_000 };

/**
 * The statements that set the limits of a connection. Statements are used because a pooler refuses connections that
 * pass the limits as startup parameters. The statements also set the lock timeout and the isolation level, because the
 * database may have other defaults for them. With `serializable`, most concurrent requests would fail.
 */
export const limitsOf = ({ statementMs, silenceMs }: ServerLimits): string =>
  `set statement_timeout = ${statementMs}; set idle_in_transaction_session_timeout = ${silenceMs};
   set lock_timeout = 0; set default_transaction_isolation = 'read committed'`;

/**
 * Each statement of a batch has a limit. All statements together may still take longer than the driver waits. The
 * driver would then give up the batch, although PostgreSQL still commits it. A limit for the whole transaction prevents
 * that.
 */
export const flightLimitOf = ({ flightMs }: ServerLimits): string =>
  `select set_config('transaction_timeout', '${flightMs}', false) where current_setting('server_version_num')::int >= 170000`;

interface Client {
  query<Row extends QueryResultRow>(config: QueryConfig): Promise<QueryResult<Row>>;
}

/** Names of prepared statements, keyed by SQL text. With a name, each connection parses a statement only once. */
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
