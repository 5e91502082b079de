import { EventData } from '../../domain/event-data.ts';
import type { Subscription } from '../../domain/subscription.ts';
import type { RenderedEvent } from '../model/rendered-event.ts';

/** What one endpoint gets of a batch, in the batch's order: indexes into its events. */
export interface Share {
  webhookId: string;
  events: number[];
  /** Whether the body with the payload is the one for this endpoint; one for each of `events`. */
  withPayload: boolean[];
}

/** Divides the events of one tenant and mode among its endpoints, in the order of their ids. */
export function fanOut(
  events: readonly Pick<RenderedEvent, 'type' | 'body' | 'payloadBody'>[],
  subscriptions: readonly Subscription[],
): Share[] {
  const shares: Share[] = [];
  // Once for all endpoints: what one of them has parsed, the others need not.
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

/** What the filters cost for each event, in values. */
export const filterSizeOf = (subscriptions: readonly Subscription[]): number =>
  subscriptions.reduce((sum, { filterSize }) => sum + filterSize, 0);

/** The text that an endpoint is sent. */
export const bodyFor = (event: Pick<RenderedEvent, 'body' | 'payloadBody'>, withPayload: boolean): string =>
  withPayload && event.payloadBody !== null ? event.payloadBody : event.body;
