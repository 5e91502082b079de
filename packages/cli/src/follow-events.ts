import type { EventRecord } from '@winkwire/contract/resources';

/** Fetches one page of the log, newest events first. Without `cursor`, fetches the first page. */
export type FetchPage = (
  cursor: string | undefined,
) => Promise<{ items: EventRecord[]; nextCursor: string | null }>;

/**
 * How long a commit may take, in ms. An event gets its id and time before its commit. So newer events may be read
 * before an older event becomes visible.
 */
const commitMarginMs = 10_000;

/**
 * Follows the end of the log. It returns no event twice, and misses none if no commit takes longer than
 * `commitMarginMs`.
 */
export class EventFollower {
  readonly #fetchPage: FetchPage;
  /**
   * The times of the events that were returned or skipped, by event id. An entry is kept as long as `next` may
   * read the same event again.
   */
  readonly #returned = new Map<string, number>();
  #newest = 0;
  /** The local time, in ms, at which `#newest` was read. */
  #newestReadAt = 0;
  /** Every event before this time has been returned or skipped. */
  #completeUntil = 0;
  readonly #now: () => number;

  constructor(fetchPage: FetchPage, now = () => performance.now()) {
    this.#fetchPage = fetchPage;
    this.#now = now;
  }

  /**
   * Returns the newest `count` events of the log, oldest first. Skips all other events that are already in the log.
   */
  async start(count: number): Promise<EventRecord[]> {
    const found: EventRecord[] = [];
    for await (const event of this.#newestFirst()) {
      this.#see(event);
      if (found.length >= count && timeOf(event) < this.#newest - commitMarginMs) break;
      if (found.length < count) found.push(event);
      this.#returned.set(event.id, timeOf(event));
    }
    this.#completeUntil = this.#newest - commitMarginMs;
    return found.reverse();
  }

  /** Returns the events that were added since the last call, oldest first. */
  async next(): Promise<EventRecord[]> {
    const startedAt = this.#serverTime();
    const found: EventRecord[] = [];
    for await (const event of this.#newestFirst()) {
      if (timeOf(event) < this.#completeUntil) break;
      if (!this.#returned.has(event.id)) found.push(event);
    }
    for (const event of found) {
      this.#returned.set(event.id, timeOf(event));
      this.#see(event);
    }
    this.#completeUntil = Math.max(startedAt, this.#newest) - commitMarginMs;
    for (const [id, time] of this.#returned) {
      if (time < this.#completeUntil) this.#returned.delete(id);
    }
    return found.reverse();
  }

  #see(event: EventRecord): void {
    if (timeOf(event) <= this.#newest) return;
    this.#newest = timeOf(event);
    this.#newestReadAt = this.#now();
  }

  /**
   * The earliest time that the server's clock can show now. Without it, the last events of a burst would be read again
   * every second until the next event.
   */
  #serverTime(): number {
    return this.#newest + this.#now() - this.#newestReadAt;
  }

  async *#newestFirst(): AsyncGenerator<EventRecord> {
    let cursor: string | undefined;
    do {
      const page = await this.#fetchPage(cursor);
      yield* page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}

const timeOf = ({ createdAt }: EventRecord): number => Date.parse(createdAt);
