import type { Hint, Store } from '../../store/store.ts';
import { bodyFor } from '../fan-out/fan-out.ts';
import type { HandedDelivery, Handoff } from '../model/handoff.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import type { QueueEntry } from './queue-entry.ts';

export interface OfferContext {
  store: Pick<Store, 'hint'>;
  /**
   * At most this many offers are kept during the read of a page, and repeated after it. Further deliveries are read
   * from the store.
   */
  maxOffersWhileReading: number;
  find(webhookId: string): QueueEntry | undefined;
}

/**
 * Offers new deliveries to their lanes, and returns the entries of these lanes. If another process delivers for an
 * endpoint, that process gets a hint.
 */
export function offerAppended(
  handoff: Handoff,
  { store, maxOffersWhileReading, find }: OfferContext,
): Set<QueueEntry> {
  for (const [tenantId, webhookId] of handoff.unreadable)
    if (!find(webhookId)?.endpoint.unreadable) store.hint({ tenantId, webhookId, about: 'changed' });
  const touched = new Set<QueueEntry>();
  // One hint for each webhook, because each delivery of a batch has a higher sequence than the one before.
  const elsewhere = new Map<string, Hint>();
  handoff.forEach((handed) => {
    const { webhookId, event, sequence } = handed;
    const entry = find(webhookId);
    if (!entry) {
      elsewhere.set(webhookId, { tenantId: event.tenantId, webhookId, about: 'grown', head: sequence });
      return;
    }
    const delivery = queued(handed);
    const { readingPage, offeredWhileReading } = entry;
    if (readingPage && offeredWhileReading.length < maxOffersWhileReading) offeredWhileReading.push(delivery);
    entry.lane.offer(delivery);
    touched.add(entry);
  });
  for (const hint of elsewhere.values()) store.hint(hint);
  return touched;
}

const queued = ({ event, webhookId, sequence, withPayload }: HandedDelivery): QueuedDelivery => ({
  tenantId: event.tenantId,
  webhookId,
  sequence,
  eventId: event.id,
  type: event.type,
  sourceId: event.sourceId,
  userId: event.userId,
  sessionId: event.sessionId,
  body: bodyFor(event, withPayload),
  attempts: 0,
  attemptsBefore: 0,
  dueAt: null,
  createdAt: event.at,
  traceparent: event.traceparent,
});
