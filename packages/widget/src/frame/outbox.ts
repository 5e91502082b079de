import type { CallbackRecord } from '@winkwire/contract/callbacks';
import { mostFrameEvents } from '@winkwire/contract/widget-api';
import { ApiFailure } from './api-failure.ts';
import type { WidgetClient } from './widget-client.ts';

const minRetryDelayMs = 300;
const maxRetryDelayMs = 30_000;
/** A request that has no response yet does not delay the next event, but a slow server must not get ever more of them. */
const mostInFlight = 3;

interface OutboxSettings {
  client: Pick<WidgetClient, 'sendNow'>;
  /** The log has these callbacks, and has numbered them. */
  onNumbered: (callbacks: CallbackRecord[]) => void;
  /** The log does not accept this callback. */
  onRejected: (callback: CallbackRecord) => void;
}

/**
 * Sends the callbacks of this frame to the event log, which numbers them. Each is sent at once, so that it survives the
 * end of the tab. A request carries everything that the log has not confirmed, in order: whichever request arrives first,
 * the numbers follow the order of the events.
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

  /** What the log may not have yet, in order. */
  get unconfirmed(): readonly CallbackRecord[] {
    return this.#unconfirmed;
  }

  /** Whether the last request failed. */
  get isFailing(): boolean {
    return this.#failures > 0;
  }

  record(callback: CallbackRecord): void {
    this.#unconfirmed.push(callback);
    if (this.#failures === 0 && this.#inFlight < mostInFlight) this.#schedule(0);
  }

  /** The log has these callbacks. The response to another request said so, or the one that closed the session. */
  confirm(callbacks: readonly CallbackRecord[]): void {
    const confirmed = new Set(callbacks.map(({ eventId }) => eventId));
    this.#unconfirmed = this.#unconfirmed.filter(({ eventId }) => !confirmed.has(eventId));
  }

  #schedule(delay: number): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    const send = () => {
      this.#isScheduled = false;
      void this.#send();
    };
    // A timer may be the last thing that a dying tab does not run.
    if (delay === 0) queueMicrotask(send);
    else setTimeout(send, delay);
  }

  async #send(): Promise<void> {
    const batch = this.#unconfirmed.slice(0, this.#size);
    if (batch.length === 0) return;
    this.#inFlight += 1;
    try {
      const { sequences } = await this.#settings.client.sendNow<{ sequences: number[] }>('events', {
        events: batch,
      });
      this.#failures = 0;
      this.#size = Math.min(this.#size * 2, mostFrameEvents);
      this.confirm(batch);
      this.#settings.onNumbered(
        batch.map((callback, index) => ({ ...callback, sequence: sequences[index] ?? null })),
      );
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

  /** One event that the log does not accept must not keep back the others: it is sent alone, and then dropped. */
  #splitRejected(batch: CallbackRecord[]): void {
    this.#size = Math.ceil(batch.length / 2);
    const [only] = batch;
    if (batch.length > 1 || !only || !this.#unconfirmed.includes(only)) return;
    this.confirm(batch);
    this.#settings.onRejected(only);
  }
}

/** Whether the server will not accept the same request later either. */
const isRejection = (error: unknown): boolean =>
  error instanceof ApiFailure && (error.code === 'INVALID_PARAMETERS' || error.code === 'MISSING_RESOURCE');
