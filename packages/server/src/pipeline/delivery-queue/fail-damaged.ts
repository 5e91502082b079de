// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import type { Logger } from 'pino';
import type { PipelineMetrics } from '../../metrics/pipeline-metrics.ts';
import type { Store } from '../../store/store.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';

/**
 * A body that has changed since it was stored is not sent, and blocks no other delivery. Once the body is restored, a
 * redelivery or a recovery sends it.
 */
export async function failDamaged(
  { store, log, metrics }: { store: Store; log: Logger; metrics: PipelineMetrics },
  damaged: readonly QueuedDelivery[],
): Promise<void> {
  for (const { tenantId, webhookId, sequence, eventId, type } of damaged) {
    const changed = await store.run(
      `update deliveries set state = 'failed', due_at = null, last_status = null, last_error = 'BODY_DAMAGED',
         last_cause = null, updated_at = $4
       where tenant_id = $1 and webhook_id = $2 and sequence = $3 and state in ('waiting', 'retrying')`,
      [tenantId, webhookId, sequence, Date.now()],
    );
    if (changed === 0) continue;
    log.error({ tenantId, webhookId, sequence, eventId, type, error: 'BODY_DAMAGED' }, 'delivery.held');
    metrics.damaged();
  }
  const { tenantId, webhookId } = damaged[0]!;
  store.hint({ tenantId, webhookId, about: 'reread' });
}
