import pg, { type ClientConfig, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';
import type { Queries, Value } from '../store.ts';
import { isTableAltered } from './again-after-altered-table.ts';

/** Times and counters are bigint (20), and sums are numeric (1700). All of them fit a JavaScript number. */
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
 * The timeout of a statement, including its wait for a lock. Without it, a broken network would block every query for a
 * quarter of an hour.
 */
export const queryTimeoutMs = 15_000;

export interface ServerLimits {
  statementMs: number;
  /** The limit in ms from `begin` to `commit` of a batch. PostgreSQL supports this limit since version 17. */
  flightMs: number;
  silenceMs: number;
}

/**
 * Limits that PostgreSQL itself enforces. `statementMs` must be shorter than the driver's timeout. Otherwise,
 * PostgreSQL would still run statements that the driver has given up. `silenceMs` frees the locks of a machine that has
 * failed.
 */
export const serverLimits: ServerLimits = { statementMs: 14_000, flightMs: 14_000, silenceMs: 10_000 };

/**
 * A pooler refuses these limits as startup parameters, so statements set them. The isolation level is also set. If the
 * default were `serializable`, most concurrent requests would fail.
 */
export const limitsOf = ({ statementMs, silenceMs }: ServerLimits): string =>
  `set statement_timeout = ${statementMs}; set idle_in_transaction_session_timeout = ${silenceMs};
   set lock_timeout = 0; set default_transaction_isolation = 'read committed'`;

/** Limits the whole transaction. Otherwise, PostgreSQL could commit a batch that the driver has given up. */
export const flightLimitOf = ({ flightMs }: ServerLimits): string =>
  `select set_config('transaction_timeout', '${flightMs}', false) where current_setting('server_version_num')::int >= 170000`;

interface Client {
  query<Row extends QueryResultRow>(config: QueryConfig): Promise<QueryResult<Row>>;
}

/** With a name, each connection parses a statement only once. Without one, it is parsed each time. */
const names = new Map<string, string | undefined>();

function nameOf(sql: string): string | undefined {
  if (!names.has(sql) && names.size < 1000) names.set(sql, `s${names.size}`);
  return names.get(sql);
}

export async function query<Row extends object>(
  client: Client,
  sql: string,
  parameters: readonly Value[] = [],
): Promise<{ rows: Row[]; count: number }> {
  const name = nameOf(sql);
  const values = [...parameters];
  try {
    const result = await client.query<Row>({
      text: sql,
      values,
      ...(name ? { name } : {}),
    });
    return { rows: result.rows, count: result.rowCount ?? 0 };
  } catch (error) {
    // Otherwise, the statement would fail again until each connection that has prepared it is closed.
    if (isTableAltered(error)) names.set(sql, undefined);
    throw error;
  } finally {
    // The driver's objects of ended statements stay in memory until V8 marks the whole heap. Without this line, the
    // values would stay too: 2 KB for each event, and p99 of a delivery was 26 to 90 instead of 9 ms.
    values.length = 0;
  }
}

export const queriesOf = (client: Client): Queries => ({
  all: async <Row extends object>(sql: string, parameters?: readonly Value[]) =>
    (await query<Row>(client, sql, parameters)).rows,
  get: async <Row extends object>(sql: string, parameters?: readonly Value[]) =>
    (await query<Row>(client, sql, parameters)).rows[0],
  run: async (sql, parameters) => (await query(client, sql, parameters)).count,
});
