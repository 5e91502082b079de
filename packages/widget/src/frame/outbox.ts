import type { CallbackRecord } from '@winkwire/contract/callbacks';
import { mostFrameEvents } from '@winkwire/contract/widget-api';
import { ApiFailure } from './api-failure.ts';
import type { WidgetClient } from './widget-client.ts';

/** Callbacks and acknowledgements within this time go into one request. */
const batchDelayMs = 300;
const maxRetryDelayMs = 30_000;

/**
 * Sends to the event log, in the background, the callbacks that this frame created and the acknowledgements of the
 * page: in order, batched, retried, and as beacons when the frame goes away.
 */
export class Outbox {
  readonly #events: Batches<CallbackRecord>;
  readonly #acknowledged: Batches<string>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #sending = false;

  constructor(client: WidgetClient) {
    this.#events = new Batches(client, 'events', 'events');
    this.#acknowledged = new Batches(client, 'acknowledgements', 'eventIds');
  }

  record(callback: CallbackRecord): void {
    this.#events.waiting.push(callback);
    this.#schedule(batchDelayMs);
  }

  acknowledge(eventId: string): void {
    this.#acknowledged.waiting.push(eventId);
    this.#schedule(batchDelayMs);
  }

  /** Hands all events that wait to the browser, which sends it even after the frame is gone. */
  flushByBeacon(): void {
    clearTimeout(this.#timer);
    this.#events.sendAllByBeacon();
    this.#acknowledged.sendAllByBeacon();
  }

  #schedule(delay: number): void {
    if (this.#sending) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), delay);
  }

  async #flush(): Promise<void> {
    this.#sending = true;
    try {
      await this.#events.sendOne();
      await this.#acknowledged.sendOne();
      this.#failures = 0;
    } catch {
      this.#failures += 1;
    }
    this.#sending = false;
    if (this.#events.waiting.length + this.#acknowledged.waiting.length === 0) return;
    this.#schedule(Math.min(batchDelayMs * 2 ** this.#failures, maxRetryDelayMs));
  }
}

/** Items for one path of the API, in order. */
class Batches<Item> {
  waiting: Item[] = [];
  readonly #client: WidgetClient;
  readonly #path: string;
  readonly #name: string;
  #size = mostFrameEvents;

  constructor(client: WidgetClient, path: string, name: string) {
    this.#client = client;
    this.#path = path;
    this.#name = name;
  }

  /** Sends the first batch. Throws when it has to be sent again. */
  async sendOne(): Promise<void> {
    // What is in flight stays in the list until the server has it. A closing frame may send it a second time; the
    // server recognises an event by its id.
    const batch = this.waiting.slice(0, this.#size);
    if (batch.length === 0) return;
    try {
      await this.#client.request(this.#path, { method: 'POST', body: { [this.#name]: batch } });
      this.#size = Math.min(this.#size * 2, mostFrameEvents);
    } catch (error) {
      if (!isRejection(error)) throw error;
      // One item that the server does not accept must not keep back the others: it is sent alone, and then dropped.
      this.#size = Math.ceil(batch.length / 2);
      if (batch.length > 1) return;
    }
    this.waiting = this.waiting.filter((item) => !batch.includes(item));
  }

  sendAllByBeacon(): void {
    for (let start = 0; start < this.waiting.length; start += mostFrameEvents) {
      const batch = this.waiting.slice(start, start + mostFrameEvents);
      this.#client.sendBeacon(this.#path, { [this.#name]: batch });
    }
    this.waiting = [];
  }
}

/** Whether the server will not accept the same request later either. */
const isRejection = (error: unknown): boolean =>
  error instanceof ApiFailure && (error.code === 'INVALID_PARAMETERS' || error.code === 'MISSING_RESOURCE');
