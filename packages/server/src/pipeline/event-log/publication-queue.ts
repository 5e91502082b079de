// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { Fifo } from '../../platform/fifo.ts';
import type { Handoff } from '../model/handoff.ts';
import type { Publication } from '../model/publication.ts';
import { charactersOf, type RenderedEvent } from '../model/rendered-event.ts';

export interface QueuedPublication {
  publication: Publication;
}

const maxPublications = 500;
/**
 * The maximum cost of a batch of two or more events. A delivery costs 1. If the webhooks have large filters, a batch of
 * this cost takes about 20 ms of SQLite's thread, and all other writes wait meanwhile. 500 usual events, each for one
 * endpoint, cost less.
 */
const maxCost = 1200;
/**
 * How many characters of a body cost as much as one delivery. They cost time because they are parsed, hashed and
 * stored.
 */
const charactersOfDelivery = 400;
/**
 * The assumed cost of an event, until a first batch with events of its tenant and mode has shown the real cost. It is
 * high, so that this first batch contains only a few events.
 */
const unknownCost = 300;
/**
 * How many values in filters cost as much as one delivery. They cost time because an event is compared with each of
 * them.
 */
const valuesOfDelivery = 500;
/** The maximum number of tenants and modes whose costs are remembered. When there are more, all costs are forgotten. */
const maxKnown = 10_000;

/**
 * Publications that are not stored yet. The publications of each tenant and mode wait in a line of their own. A batch
 * takes one publication from each line in turn. So if one tenant has a thousand endpoints, or publishes events of a
 * megabyte, the publications of other tenants wait for about two batches, not for everything that this tenant has
 * published.
 */
export class PublicationQueue<Item extends QueuedPublication> {
  readonly #lines = new Map<string, Fifo<Item>>();
  /**
   * For each tenant and mode: the average cost of its events in the last batch that contained any. The cost counts the
   * deliveries of the event, and the values of filters that the event is compared with, but not the length of its body.
   */
  readonly #costs = new Map<string, number>();
  #length = 0;
  /** The line from which the last batch took its last publication. */
  #last = '';

  get length(): number {
    return this.#length;
  }

  push(item: Item): void {
    const key = keyOf(item.publication.event);
    const line = this.#lines.get(key) ?? new Fifo<Item>();
    line.push(item);
    this.#length++;
    this.#lines.set(key, line);
  }

  /** Removes the next batch and returns it. The publications of each line are in order. */
  take(): Item[] {
    const batch: Item[] = [];
    let cost = 0;
    this.#moveLastToEnd();
    while (this.#lines.size > 0 && batch.length < maxPublications) {
      const [key, line] = this.#lines.entries().next().value!;
      cost += this.#costOf(key, line.first!);
      if (batch.length > 0 && cost > maxCost) break;
      batch.push(line.shift()!);
      this.#last = key;
      // Removes the line if it is empty. Otherwise, puts it behind the others, if there are any.
      if (line.length === 0) this.#lines.delete(key);
      else if (this.#lines.size > 1) {
        this.#lines.delete(key);
        this.#lines.set(key, line);
      }
    }
    this.#length -= batch.length;
    return batch;
  }

  /** Learns from a batch what the next ones will cost. */
  learn(handoff: Handoff): void {
    if (this.#costs.size > maxKnown) this.#costs.clear();
    const sums = new Map<string, { events: number; deliveries: number }>();
    const counts = handoff.countByEvent();
    for (const [index, event] of handoff.events.entries()) {
      const key = keyOf(event);
      const sum = sums.get(key) ?? { events: 0, deliveries: 0 };
      sums.set(key, sum);
      sum.events++;
      sum.deliveries += counts[index]!;
    }
    for (const [key, sum] of sums) this.#costs.set(key, sum.deliveries / sum.events);
    for (const [tenantId, mode, size] of handoff.filterSizes) {
      const key = keyOf({ tenantId, mode });
      this.#costs.set(key, (this.#costs.get(key) ?? 0) + size / valuesOfDelivery);
    }
  }

  /** Moves the line `#last` behind the lines that were added while the last batch was written. */
  #moveLastToEnd(): void {
    const line = this.#lines.get(this.#last);
    if (!line || this.#lines.size === 1) return;
    this.#lines.delete(this.#last);
    this.#lines.set(this.#last, line);
  }

  #costOf(key: string, { publication }: Item): number {
    const known = this.#costs.get(key) ?? unknownCost;
    return known + charactersOf(publication.event) / charactersOfDelivery;
  }
}

const keyOf = ({ tenantId, mode }: Pick<RenderedEvent, 'tenantId' | 'mode'>): string => `${tenantId} ${mode}`;
