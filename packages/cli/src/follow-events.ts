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
 * Follows the end of the log, and returns no event twice. An event can be missed only if the duration of its commit
 * plus the lag of its server's clock exceeds `commitMarginMs`.
 */
export class EventFollower {
  readonly #fetchPage: FetchPage;
  /**
   * The times of the events that were returned or skipped, keyed by event id. An entry is kept as long as `next` may
   * read its event again.
   */
  readonly #returned = new Map<string, number>();
  #newest = 0;
  /** The local time, in ms, at which `next` last found a new event, or at which `start` ended. */
  #foundAt = 0;
  /** Whether the last read found nothing new, and began `commitMarginMs` or more after `#foundAt`. */
  #isSettled = false;
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

  /**
   * Reads pages until an event is older than `#limit()`. If `#isSettled` is true, the first page with events is also
   * the last, unless it contains a new event. Without this rule, all events of the last burst would be read again every
   * second until the next event.
   */
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
   * Every event before this time has been returned or skipped. The time is derived from the newest event and not from
   * the local clock, because clocks differ.
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
