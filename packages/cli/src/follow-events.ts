import type { EventRecord } from '@winkwire/contract/resources';

/** One page of the log, newest events first. */
export type FetchPage = (
  cursor: string | undefined,
) => Promise<{ items: EventRecord[]; nextCursor: string | null }>;

/** How long a commit may take, in ms. Until an event is committed, newer events may already be visible. */
const commitMarginMs = 10_000;

/**
 * Returns no event twice. Misses an event only if its commit takes longer than `commitMarginMs`. If the clock of its
 * server is behind, that time is shorter.
 */
export class EventFollower {
  readonly #fetchPage: FetchPage;
  /** The ids and times of events that `next` may read again, but must not return again. */
  readonly #returned = new Map<string, number>();
  #newest = 0;
  /** The local time, in ms, at which a new event was last found. */
  #foundAt = 0;
  /** Whether nothing new was found for `commitMarginMs`. */
  #isSettled = false;
  readonly #now: () => number;

  constructor(fetchPage: FetchPage, now = () => performance.now()) {
    this.#fetchPage = fetchPage;
    this.#now = now;
  }

  /** Returns the newest `count` events, oldest first, and skips all older ones. */
  async start(count: number): Promise<EventRecord[]> {
    const found: EventRecord[] = [];
    for await (const event of this.#newestFirst()) {
      if (found.length >= count && timeOf(event) < this.#limit()) break;
      if (found.length < count) found.push(event);
      this.#remember(event);
    }
    this.#foundAt = this.#now();
    return found.reverse();
  }

  /** Returns the events that were added since the last call, oldest first. */
  async next(): Promise<EventRecord[]> {
    const startedAt = this.#now();
    const found = await this.#findNew();
    for (const event of found) this.#remember(event);
    if (found.length > 0) this.#foundAt = this.#now();
    this.#isSettled = found.length === 0 && startedAt - this.#foundAt >= commitMarginMs;
    for (const [id, time] of this.#returned) if (time < this.#limit()) this.#returned.delete(id);
    return found.reverse();
  }

  /** Reads pages until an event is older than `#limit()`. When settled, one page without new events is enough. */
  async #findNew(): Promise<EventRecord[]> {
    const found: EventRecord[] = [];
    for await (const page of this.#pages()) {
      const recent = page.filter((event) => timeOf(event) >= this.#limit());
      found.push(...recent.filter(({ id }) => !this.#returned.has(id)));
      const isIdle = this.#isSettled && page.length > 0 && found.length === 0;
      if (isIdle || recent.length < page.length) break;
    }
    return found;
  }

  #remember(event: EventRecord): void {
    this.#returned.set(event.id, timeOf(event));
    this.#newest = Math.max(this.#newest, timeOf(event));
  }

  /**
   * All events before this time have been returned or skipped. The time is taken from the newest event and not from the
   * local clock, because clocks differ.
   */
  #limit(): number {
    return this.#newest - commitMarginMs;
  }

  async *#newestFirst(): AsyncGenerator<EventRecord> {
    for await (const page of this.#pages()) yield* page;
  }

  async *#pages(): AsyncGenerator<EventRecord[]> {
    let cursor: string | undefined;
    do {
      const page = await this.#fetchPage(cursor);
      yield page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}

const timeOf = ({ createdAt }: EventRecord): number => Date.parse(createdAt);
