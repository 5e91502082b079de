import { retentionStart } from '../domain/retention-start.ts';
import type { Pace } from '../platform/pace.ts';
import type { Services } from '../platform/services.ts';
import { expireDeliveries } from './expire-deliveries.ts';
import { expireEvents } from './expire-events.ts';
import { expireRows } from './expire-rows.ts';
import { expireWebhooks } from './expire-webhooks.ts';

/** Deletes all expired rows, except for expired accounts and archives, which other loops delete. */
export async function expireAll(
  { store, config, now }: Pick<Services, 'store' | 'config' | 'now'>,
  pace: Pace,
): Promise<Record<string, number>> {
  const cutoff = retentionStart(now(), config);
  const lost = (endpoint: { tenantId: string; webhookId: string }): void =>
    store.hint({ ...endpoint, about: 'reread' });
  // Deliveries are deleted first, because an event stays as long as a delivery refers to it.
  const deliveries = await expireDeliveries(store, { cutoff, pace, lost });
  const events = await expireEvents(store, { cutoff, pace, lost });
  const webhooks = await expireWebhooks(store, { cutoff });
  return { deliveries, events, webhooks, ...(await expireRows(store, { now: now(), cutoff, pace })) };
}
