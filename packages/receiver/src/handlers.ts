import type { EventBody, EventFamily, EventType, TypesOf } from '@winkwire/contract';
import type { DeliveryHeaders } from './delivery.ts';

/** A type, a family such as `ACCOUNT_*`, or `*`. */
export type Pattern = EventType | EventFamily | '*';

/** The event types that match a pattern. */
export type Matching<P extends Pattern> = P extends EventFamily | '*' ? TypesOf<P> : Extract<P, EventType>;

export type Handler<Types extends EventType = EventType> = (
  event: EventBody<Types>,
  delivery: DeliveryHeaders,
) => unknown;

interface Registration {
  matches(type: string): boolean;
  handler: Handler;
}

export class Handlers {
  readonly #registrations: Registration[] = [];

  add(pattern: Pattern, handler: Handler): void {
    const start = pattern.endsWith('*') ? pattern.slice(0, -1) : undefined;
    const matches = (type: string) => (start === undefined ? type === pattern : type.startsWith(start));
    this.#registrations.push({ matches, handler });
  }

  /** Runs all matching handlers at once, and waits for all. Rejects with an AggregateError if any handler fails. */
  async run(event: EventBody, delivery: DeliveryHeaders): Promise<void> {
    const running = this.#registrations
      .filter(({ matches }) => matches(event.type))
      .map(async ({ handler }) => handler(event, delivery));
    const errors = (await Promise.allSettled(running))
      .filter((result) => result.status === 'rejected')
      .map(({ reason }): unknown => reason);
    if (errors.length === 0) return;
    const failed = running.length === 1 ? 'the handler' : `${errors.length} of ${running.length} handlers`;
    throw new AggregateError(errors, `${failed} of ${event.type} failed`);
  }
}
