// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
import type { RenderedEvent } from './rendered-event.ts';

/**
 * The new deliveries of a transaction, packed because the cloning of objects writes every property name. Only this file
 * knows the layout.
 */
export interface PackedHandoff {
  webhookIds: string[];
  filterSizes: FilterSize[];
  unreadable: UnreadableWebhook[];
  /**
   * Indexes of the event and of the webhook's id, and the sequence. With the payload, the second index is `-index - 1`.
   */
  deliveries: Float64Array;
}

/** The number of values and objects in the filters, with which each event is compared. */
export type FilterSize = readonly [tenantId: string, mode: string, size: number];

/**
 * A webhook that got no delivery, because its event types or filter cannot be read. The process that delivers for it
 * gets a hint, and sends nothing to it.
 */
export type UnreadableWebhook = readonly [tenantId: string, webhookId: string];

export interface HandedDelivery {
  event: RenderedEvent;
  webhookId: string;
  sequence: number;
  withPayload: boolean;
}

interface NumberedShare {
  webhookId: string;
  /** Indexes among the events of this tenant and mode in the batch. */
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

  /** In the order of the sequence for each webhook. */
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
  add({ webhookId, events, withPayload, first }: NumberedShare, indexes: readonly number[]): void {
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
