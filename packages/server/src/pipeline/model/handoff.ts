// biome-ignore-all lint/style/noNonNullAssertion: the indexes lie within the arrays, and a check would cost on the hot path
import type { RenderedEvent } from './rendered-event.ts';

/**
 * The deliveries that a transaction has created, packed for the message that SQLite's thread sends to the main thread.
 * In a message of objects, every property name would be written again for every object. Only this file knows the
 * layout.
 */
export interface PackedHandoff {
  webhookIds: string[];
  filterSizes: FilterSize[];
  unreadable: UnreadableWebhook[];
  /**
   * Three numbers for each delivery: the index of its event, the index of its webhook's id, and its sequence. If the
   * body of the delivery includes the payload, the second number is `-index - 1`.
   */
  deliveries: Float64Array;
}

/**
 * How many values and objects the filters of a tenant's webhooks in one mode contain. The work of comparing an event
 * with the filters grows with this number.
 */
export type FilterSize = readonly [tenantId: string, mode: string, size: number];

/**
 * A webhook that got no delivery because its event types or its filter cannot be read. The process that delivers for
 * this webhook then gets a hint, reads the webhook, logs what is wrong, and sends nothing to it.
 */
export type UnreadableWebhook = readonly [tenantId: string, webhookId: string];

/** A delivery that has just been committed. */
export interface HandedDelivery {
  event: RenderedEvent;
  webhookId: string;
  sequence: number;
  withPayload: boolean;
}

/** One webhook's deliveries, numbered from `first`. */
interface NumberedShare {
  webhookId: string;
  /** For each delivery, the index of its event among the events of this tenant and mode in the batch. */
  events: readonly number[];
  /** For each delivery, whether its body includes the payload. */
  withPayload: readonly boolean[];
  first: number;
}

/** A committed batch of events, with its deliveries, on its way to the lanes of this process. */
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

  /** Whether this batch contains nothing that a lane needs to know. */
  get isForNobody(): boolean {
    return this.webhookIds.length === 0 && this.unreadable.length === 0;
  }

  /** The deliveries of each webhook come in the order of their sequence. */
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

  /** `indexes` contains, for each event of the tenant and mode, its index in the whole batch. */
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
