// biome-ignore-all lint/style/noNonNullAssertion: the list is not empty here
import { Fifo } from '../../platform/fifo.ts';
import type { Publication } from '../model/publication.ts';
import type { EventCosts } from './event-costs.ts';
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

/**
 * Publications that are not stored yet. Each tenant and mode has a line of its own, and a batch takes one publication
 * from each line in turn. So a tenant with many events does not block the others.
 */
export class PublicationQueue<Item extends QueuedPublication> {
  readonly #lines = new Map<string, Fifo<Item>>();
  readonly #costs: EventCosts;
  #length = 0;
  /** The line from which the last batch took its last publication. */
  #last = '';

  constructor(costs: EventCosts) {
    this.#costs = costs;
  }

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
      cost += this.#costs.costOf(line.first!.publication.event);
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

  /** Moves the line behind those that were added while the last batch was written. */
  #moveLastToEnd(): void {
    const line = this.#lines.get(this.#last);
    if (!line || this.#lines.size === 1) return;
    this.#lines.delete(this.#last);
    this.#lines.set(this.#last, line);
  }
}
