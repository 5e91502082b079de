import type { WebhookHealth } from '@winkwire/contract/resources/webhook-health';
import { hasBacklog } from '../domain/backlogs.ts';
import { readDelivery, readOr } from '../domain/webhook-columns.ts';
import { findWebhookHealth } from '../domain/webhook-health.ts';
import { timeOfProbe } from '../domain/webhook-row.ts';
import { lockWebhook } from '../domain/webhooks.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

const ofWebhook = 'tenant_id = $1 and webhook_id = $2';

const nextRetry = `
  select sequence from deliveries where ${ofWebhook} and due_at is not null order by due_at limit 1`;

/**
 * An earlier delivery of its source may block the retry that is due first. Without `+ 0`, PostgreSQL might look for the
 * minimum in all deliveries of the webhook.
 */
const firstRetryOfSource = `
  select min(sequence + 0) from deliveries
  where ${ofWebhook} and due_at is not null and source_id = (
    select source_id from deliveries where ${ofWebhook} and due_at is not null order by due_at limit 1)`;

/**
 * Makes the process that delivers to the endpoint send the next pending delivery at once, despite an open breaker or a
 * Retry-After. If none is pending, or all may wait behind a retry because of strict order, a retry is made due.
 */
export async function probeWebhook(
  { now, store }: Pick<Services, 'now' | 'store'>,
  caller: Caller,
  id: string,
): Promise<WebhookHealth> {
  const { tenantId } = caller;
  const at = now();
  await store.transaction(async (transaction) => {
    const webhook = await lockWebhook(transaction, caller, id);
    if (webhook.active === 0) {
      throw new Failure('INVALID_PARAMETERS', 'The webhook is paused, so nothing is sent. Resume it first.');
    }
    const has = await hasBacklog(transaction, { tenantId, webhookId: id });
    if (!has.waiting && !has.retrying) {
      throw new Failure(
        'INVALID_PARAMETERS',
        'Nothing waits to be sent. Send a test to find out whether the endpoint works.',
      );
    }
    const strictOrder = readOr(() => readDelivery(webhook).strictOrder, false);
    if (!has.waiting || strictOrder) {
      await transaction.run(
        `update deliveries set due_at = $3
         where tenant_id = $1 and webhook_id = $2 and due_at > $3
           and sequence = (${strictOrder ? firstRetryOfSource : nextRetry})`,
        [tenantId, id, at],
      );
    }
    await transaction.run('update webhooks set probe_requested_at = $3 where tenant_id = $1 and id = $2', [
      tenantId,
      id,
      timeOfProbe(webhook, at),
    ]);
  });
  // The hint causes the probe, so the health must be read before the hint is sent. The portal shows any newer failure
  // as the failure of the probe.
  const health = await findWebhookHealth(store, caller, { webhookId: id, now: at });
  store.hint({ tenantId, webhookId: id, about: 'changed' });
  return health;
}
