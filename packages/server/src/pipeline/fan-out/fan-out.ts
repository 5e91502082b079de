// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
import { EventData } from '../../domain/event-data.ts';
import type { Subscription } from '../../domain/subscription.ts';
import type { RenderedEvent } from '../model/rendered-event.ts';

/** The events of a batch that go to one endpoint, in the order of the batch. */
export interface Share {
  webhookId: string;
  /** For each event of this share, its index among the events that were given to `fanOut`. */
  events: number[];
  /** For each of `events`, whether this endpoint gets the body with the payload. */
  withPayload: boolean[];
}

/** Divides the events of one tenant and mode among its endpoints. The shares are in the order of the subscriptions. */
export function fanOut(
  events: readonly Pick<RenderedEvent, 'type' | 'body' | 'payloadBody'>[],
  subscriptions: readonly Subscription[],
): Share[] {
  const shares: Share[] = [];
  // All endpoints share the data of an event, so that each body is parsed at most once.
  const data = events.map(({ body }) => new EventData(body));
  for (const { webhookId, includePayload, wants } of subscriptions) {
    const share: Share = { webhookId, events: [], withPayload: [] };
    for (const [index, event] of events.entries()) {
      if (!wants(event.type, data[index]!)) continue;
      share.events.push(index);
      share.withPayload.push(includePayload && event.payloadBody !== null);
    }
    if (share.events.length > 0) shares.push(share);
  }
  return shares;
}

/**
 * How many values and objects the filters of these subscriptions contain. The work of comparing an event with the
 * filters grows with this number.
 */
export const filterSizeOf = (subscriptions: readonly Subscription[]): number =>
  subscriptions.reduce((sum, { filterSize }) => sum + filterSize, 0);

/** The ids of the webhooks whose subscriptions cannot be read. */
export const unreadableOf = (subscriptions: readonly Subscription[]): string[] =>
  subscriptions.flatMap(({ webhookId, isUnreadable }) => (isUnreadable ? [webhookId] : []));

export const bodyFor = (event: Pick<RenderedEvent, 'body' | 'payloadBody'>, withPayload: boolean): string =>
  withPayload && event.payloadBody !== null ? event.payloadBody : event.body;
