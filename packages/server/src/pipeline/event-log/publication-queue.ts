// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { Fifo } from '../../platform/fifo.ts';
import type { Handoff } from '../model/handoff.ts';
import type { Publication } from '../model/publication.ts';
import { charactersOf } from '../model/rendered-event.ts';
import { logKey } from './log-key.ts';

export interface QueuedPublication {
  publication: Publication;
}

const maxPublications = 500;
/**
 * The maximum cost of a batch. One delivery costs 1. Other writes wait while SQLite writes a batch, which takes about
 * 20 ms if filters are large.
 */
const maxCost = 1200;
/** This many characters of an event cost as much as one delivery. */
const charactersOfDelivery = 400;
/** The assumed cost of an event of a new tenant and mode. It is high, so that the first batch is small. */
const unknownCost = 300;
/** Comparing an event with this many filter values costs as much as one delivery. */
const valuesOfDelivery = 500;
/** With more tenants and modes than this, all costs are forgotten. */
const maxKnown = 10_000;

/**
 * Publications that are not stored yet. Each tenant and mode has a line of its own, and a batch takes one publication
 * from each line in turn. So a tenant with many events does not block the others.
 */
export class PublicationQueue<Item extends QueuedPublication> {
  readonly #lines = new Map<string, Fifo<Item>>();
  /** The average cost of an event without its body, in the last batch. The keys are tenant and mode. */
  readonly #costs = new Map<string, number>();
  #length = 0;
  /** The line from which the last batch took its last publication. */
  #last = '';

  get length(): number {
    return this.#length;
  }

  push(item: Item): void {
    const key = logKey(item.publication.event);
    const line = this.#lines.get(key) ?? new Fifo<Item>();
    line.push(item);
    this.#length++;
    this.#lines.set(key, line);
  }

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
      // A line that is not empty goes behind the other lines.
      if (line.length === 0) this.#lines.delete(key);
      else if (this.#lines.size > 1) {
        this.#lines.delete(key);
        this.#lines.set(key, line);
      }
    }
    this.#length -= batch.length;
    return batch;
  }

  learn(handoff: Handoff): void {
    if (this.#costs.size > maxKnown) this.#costs.clear();
    const sums = new Map<string, { events: number; deliveries: number }>();
    const counts = handoff.countByEvent();
    for (const [index, event] of handoff.events.entries()) {
      const key = logKey(event);
      const sum = sums.get(key) ?? { events: 0, deliveries: 0 };
      sums.set(key, sum);
      sum.events++;
      sum.deliveries += counts[index]!;
    }
    for (const [key, sum] of sums) this.#costs.set(key, sum.deliveries / sum.events);
    for (const [tenantId, mode, size] of handoff.filterSizes) {
      const key = logKey({ tenantId, mode });
      this.#costs.set(key, (this.#costs.get(key) ?? 0) + size / valuesOfDelivery);
    }
  }

  /** Moves the line behind those that were added while the last batch was written. */
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
