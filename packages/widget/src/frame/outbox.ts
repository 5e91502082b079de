import type { CallbackRecord } from '@winkwire/contract/callbacks';
import { mostFrameEvents } from '@winkwire/contract/widget-api';
import { ApiFailure } from './api-failure.ts';
import type { WidgetClient } from './widget-client.ts';

const minRetryDelayMs = 300;
const maxRetryDelayMs = 30_000;
/** With only one request in flight, a missing response would delay the next event. */
const mostInFlight = 3;

interface OutboxSettings {
  client: Pick<WidgetClient, 'sendNow'>;
  onNumbered: (callbacks: CallbackRecord[]) => void;
  onRejected: (callback: CallbackRecord) => void;
}

/**
 * Sends callbacks at once, because the tab may be about to close. Every request begins with the oldest unconfirmed
 * callbacks. This keeps the order, even if a later request arrives first.
 */
export class Outbox {
  readonly #settings: OutboxSettings;
  #unconfirmed: CallbackRecord[] = [];
  #size = mostFrameEvents;
  #inFlight = 0;
  #failures = 0;
  #isScheduled = false;

  constructor(settings: OutboxSettings) {
    this.#settings = settings;
  }

  /** Oldest first. */
  get unconfirmed(): readonly CallbackRecord[] {
    return this.#unconfirmed;
  }

  /** Whether a request has failed since the last success. A request that the server rejects does not count. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  record(callback: CallbackRecord): void {
    this.#unconfirmed.push(callback);
    if (this.#failures === 0 && this.#inFlight < mostInFlight) this.#schedule(0);
  }

  confirm(callbacks: readonly CallbackRecord[]): void {
    const confirmed = new Set(callbacks.map(({ eventId }) => eventId));
    this.#unconfirmed = this.#unconfirmed.filter(({ eventId }) => !confirmed.has(eventId));
  }

  /** Sends callbacks until the remaining ones fit into one request. Rejects if the log does not store the callbacks. */
  async shorten(): Promise<void> {
    while (this.#unconfirmed.length > mostFrameEvents)
      await this.#number(this.#unconfirmed.slice(0, mostFrameEvents));
  }

  #schedule(delay: number): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const send = () => {
      this.#isScheduled = false;
      void this.#send();
    };
    // A microtask still runs while the tab is being closed. A timer might never fire, even one of 0 ms.
    if (delay === 0) queueMicrotask(send);
    else setTimeout(send, delay);
  }

  async #send(): Promise<void> {
    const batch = this.#unconfirmed.slice(0, this.#size);
    if (batch.length === 0) return;
    this.#inFlight += 1;
    try {
      await this.#number(batch);
      this.#failures = 0;
      this.#size = Math.min(this.#size * 2, mostFrameEvents);
    } catch (error) {
      if (isRejection(error)) this.#splitRejected(batch);
      else this.#failures += 1;
    }
    this.#inFlight -= 1;
    if (this.#unconfirmed.length === 0 || this.#inFlight > 0) return;
    this.#schedule(
      this.#failures === 0 ? 0 : Math.min(minRetryDelayMs * 2 ** this.#failures, maxRetryDelayMs),
    );
  }

  async #number(batch: CallbackRecord[]): Promise<void> {
    const { sequences } = await this.#settings.client.sendNow<{ sequences: number[] }>('events', {
      events: batch,
    });
    this.confirm(batch);
    this.#settings.onNumbered(
      batch.map((callback, index) => ({ ...callback, sequence: sequences[index] ?? null })),
    );
  }

  /**
   * The log did not accept `batch`, so the next request has half as many events. A single event is dropped, because it
   * would block the others.
   */
  #splitRejected(batch: CallbackRecord[]): void {
    this.#size = Math.ceil(batch.length / 2);
    const [only] = batch;
    if (batch.length > 1 || !only || !this.#unconfirmed.includes(only)) return;
    this.confirm(batch);
    this.#settings.onRejected(only);
  }
}

/** Whether the server will never accept this request. */
const isRejection = (error: unknown): boolean =>
  error instanceof ApiFailure && (error.code === 'INVALID_PARAMETERS' || error.code === 'MISSING_RESOURCE');
