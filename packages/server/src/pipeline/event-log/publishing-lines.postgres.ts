// biome-ignore-all lint/style/noNonNullAssertion: a batch is not empty, and there are connections
import { againAfterLockTimeout } from '../../store/postgres/again-after-lock-timeout.ts';
import type { Queries } from '../../store/store.ts';
import type { PackedHandoff } from '../model/handoff.ts';
import type { Publication } from '../model/publication.ts';
import { appendAtOnce, numberAtOnce } from './append-at-once.postgres.ts';
import type { Appending } from './append-events.postgres.ts';
import { appendLocked } from './append-locked.postgres.ts';
import type { Known } from './known-counters.ts';
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

interface Shared {
  connection: Run;
  /** How many statements are in flight on it. */
  count: number;
}

interface Flight {
  /** The connection on which one statement is appending the batch. Undefined if no such statement is in flight. */
  shared: Shared | undefined;
  /** Resolves when this statement has been sent. If none was sent, resolves when the batch has ended. */
  passed: Promise<void>;
  ended: Promise<void>;
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
  readonly #shared: readonly Shared[];

  constructor(options: Options) {
    this.#options = options;
    this.#shared = options.connections.map((connection) => ({ connection, count: 0 }));
  }

  /** All publications must be of one tenant and mode. */
  async publish(publications: readonly Publication[]): Promise<Published> {
    const key = logKey(publications[0]!.event);
    const ahead = this.#last.get(key);
    const [passed, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const flight: Flight = { shared: undefined, passed: passed.promise, ended: ended.promise };
    this.#last.set(key, flight);
    try {
      await ahead?.passed;
      const packed = await this.#appendAtOnce(publications, { flight, ahead, passed: passed.resolve });
      if (packed) return { ...packed, ...allStored(publications) };
      await ahead?.ended;
      return await againAfterLockTimeout(() => this.#appendAlone(publications));
    } finally {
      passed.resolve();
      ended.resolve();
      if (this.#last.get(key) === flight) this.#last.delete(key);
    }
  }

  /** Resolves with undefined if nothing was stored. */
  async #appendAtOnce(
    publications: readonly Publication[],
    { flight, ahead, passed }: { flight: Flight; ahead: Flight | undefined; passed(): void },
  ): Promise<PackedHandoff | undefined> {
    const { known } = this.#options;
    const batch = prepareBatch(publications, known);
    const numbered = batch && numberAtOnce(batch, known);
    if (!numbered) return undefined;
    const shared = ahead?.shared ?? this.#leastBusy();
    flight.shared = shared;
    shared.count++;
    const appending = appendAtOnce(shared.connection, numbered, known);
    passed();
    try {
      return await appending;
    } finally {
      flight.shared = undefined;
      shared.count--;
    }
  }

  /** A statement that waits for a locked counter keeps its connection busy, so new tenants get another one. */
  #leastBusy(): Shared {
    return this.#shared.reduce((least, other) => (other.count < least.count ? other : least));
  }

  async #appendAlone(publications: readonly Publication[]): Promise<Published> {
    const { known, alone, inTransaction } = this.#options;
    const batch = prepareBatch(publications, known);
    const locked = batch && (await appendLocked(alone, batch, known));
    if (locked) return { ...locked, ...allStored(publications) };
    return inTransaction((queries) => publishEvents(queries, publications, known));
  }
}

const allStored = (publications: readonly Publication[]): Pick<Published, 'events' | 'results'> => ({
  events: publications.map(({ event }) => event),
  results: publications.map(({ event }) => ({ kind: 'stored', eventId: event.id })),
});
