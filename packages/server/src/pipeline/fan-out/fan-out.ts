// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
import { EventData } from '../../domain/event-data.ts';
import type { Subscription } from '../../domain/subscription.ts';
import type { RenderedEvent } from '../model/rendered-event.ts';

/** The events of a batch for one endpoint, in order. */
export interface Share {
  webhookId: string;
  /** The positions of these events in the batch, from 0. */
  events: number[];
  /** Whether the endpoint gets the payload, for each of `events`. */
  withPayload: boolean[];
}

/** The shares are in the order of the subscriptions. */
export function fanOut(
  events: readonly Pick<RenderedEvent, 'type' | 'body' | 'payloadBody'>[],
  subscriptions: readonly Subscription[],
): Share[] {
  const shares: Share[] = [];
  // Shared by all endpoints, so that each body is parsed at most once.
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

/** The number of values and objects in the filters. Each event is compared with all of them. */
export const filterSizeOf = (subscriptions: readonly Subscription[]): number =>
  subscriptions.reduce((sum, { filterSize }) => sum + filterSize, 0);

export const unreadableOf = (subscriptions: readonly Subscription[]): string[] =>
  subscriptions.flatMap(({ webhookId, isUnreadable }) => (isUnreadable ? [webhookId] : []));

export const bodyFor = (event: Pick<RenderedEvent, 'body' | 'payloadBody'>, withPayload: boolean): string =>
  withPayload && event.payloadBody !== null ? event.payloadBody : event.body;
