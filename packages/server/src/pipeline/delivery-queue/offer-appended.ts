import type { Store } from '../../store/store.ts';
import { bodyFor } from '../fan-out/fan-out.ts';
import type { Appended } from '../model/appended.ts';
import type { QueueEntry } from './queue-entry.ts';

export interface OfferContext {
  store: Pick<Store, 'hint'>;
  /** So many offers are kept aside while a page is read; the rest is read itself. */
  maxOffersWhileReading: number;
  find(webhookId: string): QueueEntry | undefined;
}

/** Offers what was appended in this process to its lanes; whoever delivers for the others is told. */
export function offerAppended(
  { events, webhookIds, deliveries }: Appended,
  { store, maxOffersWhileReading, find }: OfferContext,
): Set<QueueEntry> {
  const touched = new Set<QueueEntry>();
  for (let at = 0; at < deliveries.length; at += 3) {
    const event = events[deliveries[at]!]!;
    const mark = deliveries[at + 1]!;
    const webhookId = webhookIds[mark < 0 ? -mark - 1 : mark]!;
    const entry = find(webhookId);
    if (!entry) {
      store.hint({ tenantId: event.tenantId, webhookId, about: 'appended' });
      continue;
    }
    const delivery = {
      tenantId: event.tenantId,
      webhookId,
      sequence: deliveries[at + 2]!,
      eventId: event.id,
      type: event.type,
      sourceId: event.sourceId,
      userId: event.userId,
      sessionId: event.sessionId,
      body: bodyFor(event, mark < 0),
      attempts: 0,
      attemptsBefore: 0,
      dueAt: null,
      createdAt: event.at,
      traceparent: event.traceparent,
    };
    if (entry.readingPage && entry.offeredWhileReading.length < maxOffersWhileReading)
      entry.offeredWhileReading.push(delivery);
    entry.lane.offer(delivery);
    touched.add(entry);
  }
  return touched;
}
