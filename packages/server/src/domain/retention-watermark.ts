import { type Checkpoint, emptyCheckpoint } from '@winkwire/receiver/checkpoint';
import type { Queries } from '../store/store.ts';

/** The sequence of a webhook's last expired delivery, and the hash of the webhook's chain at this sequence. */
export async function findWatermark(
  queries: Queries,
  { tenantId, webhookId }: { tenantId: string; webhookId: string },
): Promise<Checkpoint> {
  const row = await queries.get<Checkpoint>(
    'select sequence, hash from floors where tenant_id = $1 and webhook_id = $2',
    [tenantId, webhookId],
  );
  return row ? { sequence: Number(row.sequence), hash: row.hash } : emptyCheckpoint;
}
