import { isRefusal } from './api-failure.ts';
import type { WidgetClient } from './widget-client.ts';

/** Acknowledgements wait this long, so that one request can carry several. */
const batchDelayMs = 300;
const maxRetryDelayMs = 30_000;
/** The server accepts 1000, but browsers limit the size of requests that outlive the page. */
const mostAcknowledgements = 500;

/** Reports to the server, in the background, which callbacks the host page has run. */
export class Acknowledgements {
  readonly #client: Pick<WidgetClient, 'sendNow' | 'sendBeacon'>;
  #waiting: string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  /** The ids that the server refused in the last request. They are sent once more. */
  #refused: readonly string[] = [];

  constructor(client: Pick<WidgetClient, 'sendNow' | 'sendBeacon'>) {
    this.#client = client;
  }

  add(eventId: string): void {
    this.#waiting.push(eventId);
    this.#schedule();
  }

  /** If an acknowledgement is lost, its callback may be forwarded again when the widget is next opened. */
  flush(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#waiting.length > 0) {
      const eventIds = this.#waiting.splice(0, mostAcknowledgements);
      this.#client.sendBeacon('acknowledgements', { eventIds });
    }
  }

  #schedule(): void {
    this.#timer ??= setTimeout(
      () => this.#send(),
      Math.min(batchDelayMs * 2 ** this.#failures, maxRetryDelayMs),
    );
  }

  async #send(): Promise<void> {
    const batch = this.#waiting.slice(0, mostAcknowledgements);
    try {
      await this.#client.sendNow('acknowledgements', { eventIds: batch });
      this.#settle(batch);
    } catch (error) {
      // A refused id is sent once more, because the session may have got a new token meanwhile.
      const refused = isRefusal(error) ? batch : [];
      const refusedTwice = refused.filter((eventId) => this.#refused.includes(eventId));
      if (refusedTwice.length > 0) this.#settle(refusedTwice);
      else this.#failures += 1;
      this.#refused = refused;
    }
    this.#timer = undefined;
    if (this.#waiting.length > 0) this.#schedule();
  }

  #settle(batch: string[]): void {
    this.#failures = 0;
    this.#refused = [];
    this.#waiting = this.#waiting.filter((eventId) => !batch.includes(eventId));
  }
}
