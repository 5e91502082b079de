import type { EventRecord } from '@winkwire/contract/resources';

/** Fetches one page of the log, the newest events first. The first page when `cursor` is undefined. */
export type FetchPage = (
  cursor: string | undefined,
) => Promise<{ items: EventRecord[]; nextCursor: string | null }>;

/**
 * Longer than a commit takes. An event gets its id and time before its commit, so it can appear behind events that have
 * been read already.
 */
const commitMarginMs = 10_000;

/** Follows the newest end of the log. It returns each event once and omits none, whatever the number of new events. */
export class EventFollower {
  readonly #fetchPage: FetchPage;
  /** The times of the returned events by id, as far back as another event can still appear. */
  readonly #returned = new Map<string, number>();
  #newest = 0;

  constructor(fetchPage: FetchPage) {
    this.#fetchPage = fetchPage;
  }

  /** Skips what is in the log now, except for its newest `count` events, which it returns, the oldest first. */
  async start(count: number): Promise<EventRecord[]> {
    const found: EventRecord[] = [];
    for await (const event of this.#newestFirst()) {
      this.#newest = Math.max(this.#newest, timeOf(event));
      if (found.length >= count && timeOf(event) < this.#newest - commitMarginMs) break;
      if (found.length < count) found.push(event);
      this.#returned.set(event.id, timeOf(event));
    }
    return found.reverse();
  }

  /** The events that have been added since the last call, the oldest first. */
  async next(): Promise<EventRecord[]> {
    const until = this.#newest - commitMarginMs;
    const found: EventRecord[] = [];
    for await (const event of this.#newestFirst()) {
      if (timeOf(event) < until) break;
      if (!this.#returned.has(event.id)) found.push(event);
    }
    for (const event of found) {
      this.#returned.set(event.id, timeOf(event));
      this.#newest = Math.max(this.#newest, timeOf(event));
    }
    for (const [id, time] of this.#returned) {
      if (time < this.#newest - commitMarginMs) this.#returned.delete(id);
    }
    return found.reverse();
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
