import type { Handoff } from '../pipeline/model/handoff.ts';

type Listener = (handoff: Handoff) => void;

export interface ErrorLog {
  error(fields: object, message: string): void;
}

/**
 * The listeners that a store calls after each commit of events.
 *
 * Their errors are only logged. If the caller got such an error, it would regard the events as refused, although they
 * are stored.
 */
export class HandoffListeners {
  readonly #log: ErrorLog;
  readonly #stored: Listener[] = [];
  readonly #appended: Listener[] = [];

  constructor(log: ErrorLog) {
    this.#log = log;
  }

  /** Whether this process sends deliveries. */
  get hasAppended(): boolean {
    return this.#appended.length > 0;
  }

  onStored(listener: Listener): void {
    this.#stored.push(listener);
  }

  /** `listener` is called only for events that have deliveries, or that a webhook cannot get because it is unreadable. */
  onAppended(listener: Listener): void {
    this.#appended.push(listener);
  }

  call(handoff: Handoff): void {
    if (handoff.events.length === 0) return;
    for (const listener of this.#stored) this.#try(listener, handoff);
    if (handoff.isForNobody) return;
    for (const listener of this.#appended) this.#try(listener, handoff);
  }

  #try(listener: Listener, handoff: Handoff): void {
    try {
      listener(handoff);
    } catch (error) {
      this.#log.error({ err: error }, 'events.not-handed-off');
    }
  }
}
