// biome-ignore-all lint/style/noNonNullAssertion: a batch is not empty, and there are connections
import { againAfterDeadlock } from '../../store/again-after-deadlock.ts';
import type { Queries } from '../../store/store.ts';
import type { Publication } from '../model/publication.ts';
import { appendAtOnce, numberAtOnce } from './append-at-once.postgres.ts';
import type { Appending, Known } from './append-events.postgres.ts';
import { appendLocked } from './append-locked.postgres.ts';
import { logKey } from './log-key.ts';
import { prepareBatch } from './prepared-batch.ts';
import { type Published, publishEvents } from './publish-events.postgres.ts';

type Run = Pick<Queries, 'run'>;

interface Options {
  known: Known;
  /** Each connection runs statements in the order of the calls. Each statement is a transaction of its own. */
  connections: readonly Run[];
  /**
   * Runs each statement on a connection of its own. A statement that waits for a counter would otherwise delay other
   * tenants.
   */
  alone: Pick<Queries, 'all'>;
  inTransaction(work: (queries: Queries) => Promise<Published & Appending>): Promise<Published>;
}

interface Flight {
  connection: Run;
  /** Whether one statement appends the batch. If so, the next batch can be sent before this one has ended. */
  isAtOnce: boolean;
  ended: Promise<unknown>;
}

/**
 * Stores the batches of one tenant and mode in order.
 *
 * Normally, each batch is one statement, which is sent before the previous batch has ended. If remembered counters are
 * wrong, batches are stored one after the other, by a statement that locks the counters. If that statement is refused,
 * for example because of a repeated idempotency key, a transaction stores the batch.
 */
export class PublishingLines {
  readonly #options: Options;
  /** The newest unwritten batch of each tenant and mode. */
  readonly #last = new Map<string, Flight>();
  #turn = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** All publications must be of one tenant and mode. */
  publish(publications: readonly Publication[]): Promise<Published> {
    const key = logKey(publications[0]!.event);
    const ahead = this.#last.get(key);
    const flight: Flight = {
      connection: ahead?.connection ?? this.#nextConnection(),
      isAtOnce: ahead?.isAtOnce ?? true,
      ended: Promise.resolve(),
    };
    const published = this.#publish(publications, flight, ahead);
    const end = (): void => {
      if (this.#last.get(key) === flight) this.#last.delete(key);
    };
    flight.ended = published.then(end, end);
    this.#last.set(key, flight);
    return published;
  }

  /** Uses the connections in turn, so that batches of several tenants are committed at the same time. */
  #nextConnection(): Run {
    const { connections } = this.#options;
    return connections[this.#turn++ % connections.length]!;
  }

  async #publish(
    publications: readonly Publication[],
    flight: Flight,
    ahead: Flight | undefined,
  ): Promise<Published> {
    const { known, alone, inTransaction } = this.#options;
    const batch = prepareBatch(publications, known);
    const numbered = batch && flight.isAtOnce ? numberAtOnce(batch, known) : undefined;
    flight.isAtOnce = numbered !== undefined;
    const packed = numbered && (await appendAtOnce(flight.connection, numbered, known));
    if (packed) return { ...packed, ...allStored(publications) };
    flight.isAtOnce = false;
    await ahead?.ended;
    const locked = batch && (await appendLocked(alone, batch, known));
    if (locked) return { ...locked, ...allStored(publications) };
    return againAfterDeadlock(() => inTransaction((queries) => publishEvents(queries, publications, known)));
  }
}

const allStored = (publications: readonly Publication[]): Pick<Published, 'events' | 'results'> => ({
  events: publications.map(({ event }) => event),
  results: publications.map(({ event }) => ({ kind: 'stored', eventId: event.id })),
});
