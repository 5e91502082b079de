// biome-ignore-all lint/style/noNonNullAssertion: a batch is not empty, and there are connections
import { againAfterDeadlock } from '../../store/again-after-deadlock.ts';
import type { Queries } from '../../store/store.ts';
import type { Publication } from '../model/publication.ts';
import { appendAtOnce, numberAtOnce } from './append-at-once.postgres.ts';
import type { Appending, Known } from './append-events.postgres.ts';
import { type Published, publishEvents } from './publish-events.postgres.ts';

type Run = Pick<Queries, 'run'>;

interface Options {
  known: Known;
  /** Each connection runs statements in the order of the calls. Each statement is a transaction of its own. */
  connections: readonly Run[];
  inTransaction(work: (queries: Queries) => Promise<Published & Appending>): Promise<Published>;
}

/** A batch that is being written. */
interface Flight {
  connection: Run;
  /** Whether the batch is appended with one statement. If so, the next batch can be sent right behind it. */
  isAtOnce: boolean;
  ended: Promise<unknown>;
}

/**
 * Publishes batches. Those of one tenant and mode are stored in the order of the calls. A batch is usually written by
 * one statement, which is sent before the previous batch has been stored. The statement relies on the subscriptions
 * and counters that this process remembers. If they are out of date, or if one statement cannot append the batch for
 * another reason, the batch is stored in a transaction, which first reads the current subscriptions and counters. The
 * batches that were sent behind it are then stored in the same way.
 */
export class PublishingLines {
  readonly #options: Options;
  /** The newest batch of each tenant and mode, while it is being written. */
  readonly #last = new Map<string, Flight>();
  #turn = 0;

  constructor(options: Options) {
    this.#options = options;
  }

  /** All publications must be of one tenant and mode. */
  publish(publications: readonly Publication[]): Promise<Published> {
    const { tenantId, mode } = publications[0]!.event;
    const key = `${mode} ${tenantId}`;
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
    const { known, inTransaction } = this.#options;
    const batch = flight.isAtOnce ? numberAtOnce(publications, known) : undefined;
    flight.isAtOnce = batch !== undefined;
    const packed = batch && (await appendAtOnce(flight.connection, batch, known));
    if (packed) return { ...packed, ...allStored(publications) };
    flight.isAtOnce = false;
    await ahead?.ended;
    return againAfterDeadlock(() => inTransaction((queries) => publishEvents(queries, publications, known)));
  }
}

const allStored = (publications: readonly Publication[]): Pick<Published, 'events' | 'results'> => ({
  events: publications.map(({ event }) => event),
  results: publications.map(({ event }) => ({ kind: 'stored', eventId: event.id })),
});
