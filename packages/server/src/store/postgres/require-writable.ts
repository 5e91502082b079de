import type { ClientBase } from 'pg';
import { NoPrimary } from '../../platform/no-primary.ts';

/** Throws NoPrimary if the node is a standby, or accepts no writes for another reason. */
export async function requireWritable(client: ClientBase & { host?: string; port?: number }): Promise<void> {
  const { rows } = await client.query<{ transaction_read_only: string }>('show transaction_read_only');
  if (rows[0]?.transaction_read_only === 'off') return;
  throw new NoPrimary([{ name: `${client.host}:${client.port}`, state: 'read-only' }]);
}
