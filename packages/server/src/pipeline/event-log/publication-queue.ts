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
 * What a batch may cost, in deliveries. It is some 20 ms of the database's thread if the filters are large, and all other
 * writes wait for it. 500 usual events to one endpoint each cost less.
 */
const maxCost = 1200;
/** This many characters of a body cost as much as a delivery: they are parsed for filters, hashed and stored. */
const charactersOfDelivery = 400;
/** The cost of an event whose tenant has published nothing yet, so that the first batch has few of them. */
const unknownCost = 300;
/** This many values that filters compare with cost as much as a delivery. */
const valuesOfDelivery = 500;
/** Tenants and modes whose costs are remembered. */
const maxKnown = 10_000;

/**
 * Publications that are not stored yet, in a line for each tenant and mode. A batch takes one from each line in turn. So
 * a tenant with a thousand endpoints, or with events of a megabyte, makes the others wait for one batch of bounded cost,
 * not for everything that it has published.
 */
export class PublicationQueue<Item extends QueuedPublication> {
  readonly #lines = new Map<string, Fifo<Item>>();
  /** What an event of each tenant and mode has cost in the last batch: its deliveries and its comparisons with filters. */
  readonly #costs = new Map<string, number>();
  /** The line that the last batch ended with. */
  #last = '';

  get isEmpty(): boolean {
    return this.#lines.size === 0;
  }

  push(item: Item): void {
    const key = keyOf(item.publication.event);
    const line = this.#lines.get(key) ?? new Fifo<Item>();
    line.push(item);
    this.#lines.set(key, line);
  }

  /** The next batch: at least one publication, those of each line in order. */
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
      // The other lines come first now. A line that is alone needs no turns.
      if (line.length === 0) this.#lines.delete(key);
      else if (this.#lines.size > 1) {
        this.#lines.delete(key);
        this.#lines.set(key, line);
      }
    }
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

  /** Lines that were added while the last batch was written go before the line that it ended with. */
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
