import pg from 'pg';
import { nodeName } from '../../platform/node-urls.ts';
import { connectionConfig } from './connection.ts';

/** After this many ms, a node counts as not responding. */
const nodeTimeoutMs = 2000;

export interface NodeReport {
  url: string;
  name: string;
  state: 'writable' | 'read-only' | 'unreachable';
  /** An old primary has a lower timeline than its successor. 0 if the node is not writable or hides its timeline. */
  timeline: number;
  error?: Error & { code?: string };
}

/** Never rejects: a node that does not respond is `unreachable`. */
export async function examineNode(url: string): Promise<NodeReport> {
  const report = { url, name: nodeName(url), timeline: 0 };
  const client = new pg.Client({
    ...connectionConfig,
    connectionString: url,
    connectionTimeoutMillis: nodeTimeoutMs,
    query_timeout: nodeTimeoutMs,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ transaction_read_only: string }>('show transaction_read_only');
    if (rows[0]?.transaction_read_only !== 'off') return { ...report, state: 'read-only' };
    return { ...report, state: 'writable', timeline: await timelineOf(client) };
  } catch (error) {
    return { ...report, state: 'unreachable', error: error as Error };
  } finally {
    // The end of the connection is not awaited, because a node that has not responded would not respond now either.
    void client.end().catch(() => {});
  }
}

/** The name of the current write-ahead log file begins with the timeline. Some hosted databases hide this name. */
async function timelineOf(client: pg.Client): Promise<number> {
  const { rows } = await client
    .query<{ timeline: string }>('select left(pg_walfile_name(pg_current_wal_lsn()), 8) as timeline')
    .catch(() => ({ rows: [] }));
  return Number.parseInt(rows[0]?.timeline ?? '0', 16);
}
