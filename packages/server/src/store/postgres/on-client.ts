import type { Pool, PoolClient } from 'pg';
import { isPostgresUnavailable } from '../../platform/store-unavailable.ts';

/** Throws if a synchronous standby had to confirm a commit of `work`, but none did. */
export async function onClient<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  // If the connection breaks between two statements, no statement reports the error, so this listener keeps it.
  const breaks = (error: Error): void => {
    broken = error;
  };
  client.on('error', breaks);
  try {
    const result = await work(client);
    requireReplicated(client);
    return result;
  } catch (error) {
    // A statement that timed out may still be running, so its connection is not used again.
    if (isPostgresUnavailable(error)) broken ??= error;
    throw error;
  } finally {
    client.off('error', breaks);
    client.release(broken);
  }
}

export function requireReplicated(client: PoolClient & { isUnreplicated?: boolean }): void {
  if (client.isUnreplicated) throw new Unreplicated();
}

class Unreplicated extends Error {
  override name = 'Unreplicated';
  /** Means that the outcome of the transaction is unknown. */
  readonly code = '08007';

  constructor() {
    super('No synchronous standby confirmed the commit in time, so a failover could lose it.');
  }
}
