// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
import type { RenderedEvent } from './rendered-event.ts';

/**
 * The new deliveries of a transaction, packed so that they are cheap to send to another thread. Only this file knows
 * the layout.
 */
export interface PackedHandoff {
  webhookIds: string[];
  filterSizes: FilterSize[];
  unreadable: UnreadableWebhook[];
  /**
   * Three numbers for each delivery: the index of its event, the index of its webhook's id, and its sequence. If the
   * payload is included, the second number is `-index - 1`.
   */
  deliveries: Float64Array;
}

/** The number of values and objects in the filters. Each event is compared with all of them. */
export type FilterSize = readonly [tenantId: string, mode: string, size: number];

/**
 * A webhook that got no delivery, because its event types or filter cannot be read. The process that delivers to it
 * gets only a hint.
 */
export type UnreadableWebhook = readonly [tenantId: string, webhookId: string];

export interface HandedDelivery {
  event: RenderedEvent;
  webhookId: string;
  sequence: number;
  withPayload: boolean;
}

interface HandedShare {
  webhookId: string;
  /** Indexes in the list of the batch's events of one tenant and mode. */
  events: readonly number[];
  /** For each delivery, whether its body includes the payload. */
  withPayload: readonly boolean[];
  first: number;
}

/** A committed batch on its way to the lanes of this process. */
export class Handoff {
  readonly events: readonly RenderedEvent[];
  readonly webhookIds: readonly string[];
  readonly filterSizes: readonly FilterSize[];
  readonly unreadable: readonly UnreadableWebhook[];
  readonly #deliveries: Float64Array;

  constructor(
    events: readonly RenderedEvent[],
    { webhookIds, filterSizes, unreadable, deliveries }: PackedHandoff,
  ) {
    this.events = events;
    this.webhookIds = webhookIds;
    this.filterSizes = filterSizes;
    this.unreadable = unreadable;
    this.#deliveries = deliveries;
  }

  /** Whether no lane needs the batch. */
  get isForNobody(): boolean {
    return this.webhookIds.length === 0 && this.unreadable.length === 0;
  }

  /** Visits the deliveries of each webhook in the order of their sequences. */
  forEach(visit: (delivery: HandedDelivery) => void): void {
    const numbers = this.#deliveries;
    for (let at = 0; at < numbers.length; at += 3) {
      const webhook = numbers[at + 1]!;
      const withPayload = webhook < 0;
      visit({
        event: this.events[numbers[at]!]!,
        webhookId: this.webhookIds[withPayload ? -webhook - 1 : webhook]!,
        sequence: numbers[at + 2]!,
        withPayload,
      });
    }
  }

  countByEvent(): number[] {
    const counts = new Array<number>(this.events.length).fill(0);
    for (let at = 0; at < this.#deliveries.length; at += 3) counts[this.#deliveries[at]!]!++;
    return counts;
  }
}

export class HandoffPacker {
  readonly #webhookIds: string[] = [];
  readonly #filterSizes: FilterSize[] = [];
  readonly #unreadable: UnreadableWebhook[] = [];
  readonly #deliveries: number[] = [];

  /** `indexes` contains the index of each event in the whole batch. */
  add({ webhookId, events, withPayload, first }: HandedShare, indexes: readonly number[]): void {
    const webhook = this.#webhookIds.push(webhookId) - 1;
    for (const [n, event] of events.entries()) {
      this.#deliveries.push(indexes[event]!, withPayload[n] ? -webhook - 1 : webhook, first + n);
    }
  }

  addFilterSize(tenantId: string, mode: string, size: number): void {
    if (size > 0) this.#filterSizes.push([tenantId, mode, size]);
  }

  addUnreadable(tenantId: string, webhookIds: readonly string[]): void {
    for (const webhookId of webhookIds) this.#unreadable.push([tenantId, webhookId]);
  }

  pack(): PackedHandoff {
    return {
      webhookIds: this.#webhookIds,
      filterSizes: this.#filterSizes,
      unreadable: this.#unreadable,
      deliveries: Float64Array.from(this.#deliveries),
    };
  }
}
