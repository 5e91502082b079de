// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
import { chainHash } from '@winkwire/receiver/checkpoint';
import { type Digests, digestFor, digestsOf } from '../../domain/body-digests.ts';
import type { Share } from '../fan-out/fan-out.ts';
import type { RenderedEvent } from '../model/rendered-event.ts';

export type DigestedEvent = RenderedEvent & { digests: Digests };

export const withDigests = (event: RenderedEvent): DigestedEvent => ({ ...event, digests: digestsOf(event) });

/** The last sequence of a webhook, and its hash. */
export interface Counter {
  sequence: number;
  hash: string;
}

export interface NumberedShare extends Share {
  before: Counter;
  first: number;
  /** The counter after the last delivery. */
  after: Counter;
}

export const numberShares = (
  events: readonly DigestedEvent[],
  shares: readonly Share[],
  counterOf: (webhookId: string) => Counter,
): NumberedShare[] =>
  shares.map((share) => {
    const before = counterOf(share.webhookId);
    let { hash } = before;
    for (const [n, index] of share.events.entries()) {
      const event = events[index]!;
      hash = chainHash(hash, event.id, digestFor(event.digests, share.withPayload[n]!));
    }
    const sequence = before.sequence + share.events.length;
    return { ...share, before, first: before.sequence + 1, after: { sequence, hash } };
  });
