// biome-ignore-all lint/style/noNonNullAssertion: a webhook has a queue
import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';

export interface QueueRow {
  sequence: number;
  hash: string;
}

export async function findQueue(queries: Queries, caller: Caller, webhookId: string): Promise<QueueRow> {
  const row = await queries.get<QueueRow>(
    'select sequence, hash from queues where tenant_id = $1 and webhook_id = $2',
    [caller.tenantId, webhookId],
  );
  return row!;
}
