import { Fifo } from '../../platform/fifo.ts';
import type { Handoff } from '../model/handoff.ts';
import type { Publication } from '../model/publication.ts';
import { charactersOf, type RenderedEvent } from '../model/rendered-event.ts';

export interface QueuedPublication {
  publication: Publication;
}

/** Publications of one batch at most. */
const mostPublications = 500;
/**
 * What a batch may cost, in deliveries: some 20 ms of the database's thread where filters are large, and everybody's writes
 * wait for it. It is more than 500 usual events to one endpoint each.
 */
const mostCost = 1200;
/** So many characters of a body cost as much as a delivery: parsed for filters, hashed, and stored. */
const charactersOfDelivery = 400;
/** Of an event whose tenant has published nothing yet: three of them tell what the others cost. */
const unknownCost = 300;
/** So many values that filters compare with cost as much as a delivery. */
const valuesOfDelivery = 500;
/** Tenants and modes whose deliveries are remembered. */
const mostKnown = 10_000;

/**
 * What waits to be published, in a line for each tenant and mode. A batch takes one from each line in turn, so a tenant with
 * a thousand endpoints, or with events of a megabyte, keeps the others waiting for a batch of bounded cost and not for all
 * that it has published.
 */
export class PublicationQueue<Item extends QueuedPublication> {
  readonly #lines = new Map<string, Fifo<Item>>();
  /** What an event of each tenant and mode costs, as the last batch had it: its deliveries and the filters it was compared with. */
  readonly #costs = new Map<string, number>();
  /** Who was served last. */
  #last = '';

  get isEmpty(): boolean {
    return this.#lines.size === 0;
  }

  push(item: Item): void {
    const owner = ownerOf(item.publication.event);
    const line = this.#lines.get(owner) ?? new Fifo<Item>();
    line.push(item);
    this.#lines.set(owner, line);
  }

  /** The next batch: one publication at least, each tenant's in the order in which they came. */
  take(): Item[] {
    const batch: Item[] = [];
    let cost = 0;
    this.#letOthersBegin();
    while (this.#lines.size > 0 && batch.length < mostPublications) {
      const [owner, line] = this.#lines.entries().next().value!;
      cost += this.#costOf(owner, line.first!);
      if (batch.length > 0 && cost > mostCost) break;
      batch.push(line.shift()!);
      this.#last = owner;
      // The others come first now. A line of its own needs no turns.
      if (line.length === 0) this.#lines.delete(owner);
      else if (this.#lines.size > 1) {
        this.#lines.delete(owner);
        this.#lines.set(owner, line);
      }
    }
    return batch;
  }

  /** Learns from a batch what the next ones will cost. */
  learn(handoff: Handoff): void {
    if (this.#costs.size > mostKnown) this.#costs.clear();
    const sums = new Map<string, { events: number; deliveries: number }>();
    const counts = handoff.countByEvent();
    for (const [index, event] of handoff.events.entries()) {
      const owner = ownerOf(event);
      const sum = sums.get(owner) ?? { events: 0, deliveries: 0 };
      sums.set(owner, sum);
      sum.events++;
      sum.deliveries += counts[index]!;
    }
    for (const [owner, sum] of sums) this.#costs.set(owner, sum.deliveries / sum.events);
    for (const [tenantId, mode, size] of handoff.filterSizes) {
      const owner = ownerOf({ tenantId, mode });
      this.#costs.set(owner, (this.#costs.get(owner) ?? 0) + size / valuesOfDelivery);
    }
  }

  /** Whoever came while the last batch was written goes before the tenant that ended it. */
  #letOthersBegin(): void {
    const line = this.#lines.get(this.#last);
    if (!line || this.#lines.size === 1) return;
    this.#lines.delete(this.#last);
    this.#lines.set(this.#last, line);
  }

  #costOf(owner: string, { publication }: Item): number {
    const known = this.#costs.get(owner) ?? unknownCost;
    return known + charactersOf(publication.event) / charactersOfDelivery;
  }
}

const ownerOf = ({ tenantId, mode }: Pick<RenderedEvent, 'tenantId' | 'mode'>): string =>
  `${tenantId} ${mode}`;
