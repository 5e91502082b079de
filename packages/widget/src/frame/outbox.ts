import type { CallbackRecord } from '@winkwire/contract/callbacks';
import { mostFrameEvents } from '@winkwire/contract/widget-api';
import type { WidgetClient } from './widget-client.ts';

/** Callbacks and acknowledgements within this time go into one request. */
const batchDelayMs = 300;
const maxRetryDelayMs = 30_000;

/**
 * Sends to the event log, in the background, the callbacks that this frame created and the acknowledgements of the
 * page: in order, batched, retried, and as beacons when the frame goes away.
 */
export class Outbox {
  readonly #client: WidgetClient;
  #events: CallbackRecord[] = [];
  #acknowledged: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #sending = false;

  constructor(client: WidgetClient) {
    this.#client = client;
  }

  record(callback: CallbackRecord): void {
    this.#events.push(callback);
    this.#schedule(batchDelayMs);
  }

  acknowledge(eventId: string): void {
    this.#acknowledged.push(eventId);
    this.#schedule(batchDelayMs);
  }

  /** Hands all events that wait to the browser, which sends it even after the frame is gone. */
  flushByBeacon(): void {
    clearTimeout(this.#timer);
    for (const events of batches(this.#events)) this.#client.sendBeacon('events', { events });
    for (const eventIds of batches(this.#acknowledged)) {
      this.#client.sendBeacon('acknowledgements', { eventIds });
    }
    this.#events = [];
    this.#acknowledged = [];
  }

  #schedule(delay: number): void {
    if (this.#sending) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#flush(), delay);
  }

  async #flush(): Promise<void> {
    this.#sending = true;
    // What is in flight stays in the lists until the server has it. A closing frame may send it a second time; the
    // server recognises an event by its id.
    const events = this.#events.slice(0, mostFrameEvents);
    const acknowledged = this.#acknowledged.slice(0, mostFrameEvents);
    try {
      if (events.length > 0) await this.#client.request('events', { method: 'POST', body: { events } });
      this.#events = this.#events.filter((event) => !events.includes(event));
      if (acknowledged.length > 0) {
        await this.#client.request('acknowledgements', { method: 'POST', body: { eventIds: acknowledged } });
      }
      this.#acknowledged = this.#acknowledged.filter((eventId) => !acknowledged.includes(eventId));
      this.#failures = 0;
    } catch {
      this.#failures += 1;
    }
    this.#sending = false;
    if (this.#events.length + this.#acknowledged.length === 0) return;
    this.#schedule(Math.min(batchDelayMs * 2 ** this.#failures, maxRetryDelayMs));
  }
}

function batches<Item>(items: readonly Item[]): Item[][] {
  const count = Math.ceil(items.length / mostFrameEvents);
  return Array.from({ length: count }, (_, index) =>
    items.slice(index * mostFrameEvents, (index + 1) * mostFrameEvents),
  );
}
