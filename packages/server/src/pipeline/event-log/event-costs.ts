// biome-ignore-all lint/style/noNonNullAssertion: there is a count for each event
import type { Handoff } from '../model/handoff.ts';
import { charactersOf, type RenderedEvent } from '../model/rendered-event.ts';
import { logKey } from './log-key.ts';

/** This many characters of an event cost as much as one delivery. */
const charactersOfDelivery = 400;
/** The assumed cost of an event of a new tenant and mode. It is high, so that the first batch is small. */
const unknownCost = 300;
/** Comparing an event with this many filter values costs as much as one delivery. */
const valuesOfDelivery = 500;
/**
 * The part of the cost that stays after a batch with fewer deliveries. If the cost fell at once, one event without a
 * delivery would let the next 500 events of a tenant with 1,000 webhooks into one batch.
 */
const keptPart = 0.9;
/** With more tenants and modes than this, all costs are forgotten. */
const maxKnown = 10_000;

interface Cost {
  deliveries: number;
  filters: number;
}

/** The cost of an event, learned from earlier events of its tenant and mode. One delivery costs 1. */
export class EventCosts {
  readonly #known = new Map<string, Cost>();

  costOf(event: RenderedEvent): number {
    const known = this.#known.get(logKey(event));
    const cost = known ? known.deliveries + known.filters : unknownCost;
    return cost + charactersOf(event) / charactersOfDelivery;
  }

  learn(handoff: Handoff): void {
    if (this.#known.size > maxKnown) this.#known.clear();
    const filterSizes = new Map(
      handoff.filterSizes.map(([tenantId, mode, size]) => [logKey({ tenantId, mode }), size]),
    );
    for (const [key, average] of averageDeliveries(handoff)) {
      const before = this.#known.get(key)?.deliveries ?? 0;
      this.#known.set(key, {
        deliveries: Math.max(average, before * keptPart),
        filters: (filterSizes.get(key) ?? 0) / valuesOfDelivery,
      });
    }
  }
}

function averageDeliveries(handoff: Handoff): Map<string, number> {
  const sums = new Map<string, { events: number; deliveries: number }>();
  const counts = handoff.countByEvent();
  for (const [index, event] of handoff.events.entries()) {
    const key = logKey(event);
    const sum = sums.get(key) ?? { events: 0, deliveries: 0 };
    sums.set(key, sum);
    sum.events++;
    sum.deliveries += counts[index]!;
  }
  return new Map([...sums].map(([key, { events, deliveries }]) => [key, deliveries / events]));
}
