// biome-ignore-all lint/style/noNonNullAssertion: the delivery was made in the same transaction
import type { Delivery } from '@winkwire/contract/resources/delivery';
import { damage, isIntactFor } from '../domain/body-digests.ts';
import { deliveryResource, findDelivery } from '../domain/deliveries.ts';
import { findEvent } from '../domain/events.ts';
import { findWebhook } from '../domain/webhooks.ts';
import { addDeliveries } from '../pipeline/event-log/add-deliveries.ts';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Services } from '../platform/services.ts';

/** Redelivers one event, whatever its state. A webhook without a delivery of the event gets one with a new sequence. */
export async function redeliverEvent(
  { now, store }: Pick<Services, 'now' | 'store'>,
  caller: Caller,
  { id, eventId }: { id: string; eventId: string },
): Promise<Delivery> {
  const { tenantId } = caller;
  const at = now();
  await store.transaction(async (transaction) => {
    const webhook = await findWebhook(transaction, caller, id);
    const event = await findEvent(transaction, caller, eventId);
    if (event.body === null)
      throw new Failure('MISSING_RESOURCE', 'The body of the event has expired or been erased.');
    const before = await findDelivery(transaction, caller, { webhookId: id, eventId });
    const includePayload = before ? before.payload === 1 : webhook.include_payload === 1;
    if (!isIntactFor(event, includePayload)) throw new Failure('SERVER_ERROR', `Event ${eventId}: ${damage}`);
    // A pending delivery will be sent anyway, so it keeps its state.
    const due = await transaction.run(
      `update deliveries set state = case when state = 'waiting' then state else 'retrying' end,
         due_at = case when state = 'waiting' then null else cast($4 as bigint) end, attempts_before = attempts, updated_at = $4
       where tenant_id = $1 and webhook_id = $2 and mode = $5 and event_id = $3`,
      [tenantId, id, eventId, at, caller.mode],
    );
    if (due > 0) return;
    await addDeliveries(transaction, { tenantId, webhookId: id, includePayload, now: at }, [event]);
  });
  store.hint({ tenantId, webhookId: id, about: 'due' });
  return deliveryResource((await findDelivery(store, caller, { webhookId: id, eventId }))!);
}
