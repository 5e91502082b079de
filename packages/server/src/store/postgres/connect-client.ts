import type { Client } from 'pg';
import { connectionConfig } from './connection.ts';
import { Nodes } from './nodes.ts';
import { requireWritable } from './require-writable.ts';

/** Connects to the primary, outside of a pool. With `orReadOnly`, a standby is accepted if there is no primary. */
export async function connectClient(url: string, options: { orReadOnly?: boolean } = {}): Promise<Client> {
  const nodes = await Nodes.find(url, options);
  const client = new nodes.Client(connectionConfig);
  await client.connect();
  if (options.orReadOnly) return client;
  try {
    await requireWritable(client);
  } catch (error) {
    await client.end();
    throw error;
  }
  return client;
}
