import type { EventRecord } from '@winkwire/contract/resources';

/** One page of the log, the newest events first; the first page where `cursor` is undefined. */
export type AskForPage = (
  cursor: string | undefined,
) => Promise<{ items: EventRecord[]; nextCursor: string | null }>;

/**
 * Milliseconds. An event's id and time are given before its commit, so it can appear behind events that were already
 * read. This is longer than a commit takes.
 */
const latestCommit = 10_000;

/** Follows the newest end of the log. Each event is given once, and none is left out, however many come at once. */
export class EventFollower {
  readonly #ask: AskForPage;
  /** Ids of what was given, with their times, as far back as an event can still appear. */
  readonly #given = new Map<string, number>();
  #newest = 0;

  constructor(ask: AskForPage) {
    this.#ask = ask;
  }

  /** Passes over what is in the log now; with `last`, gives that many of its newest events, the oldest first. */
  async start(last: number): Promise<EventRecord[]> {
    const found: EventRecord[] = [];
    for await (const event of this.#newestFirst()) {
      this.#newest = Math.max(this.#newest, timeOf(event));
      if (found.length >= last && timeOf(event) < this.#newest - latestCommit) break;
      if (found.length < last) found.push(event);
      this.#given.set(event.id, timeOf(event));
    }
    return found.reverse();
  }

  /** What has been added since the last call, the oldest first. */
  async next(): Promise<EventRecord[]> {
    const until = this.#newest - latestCommit;
    const found: EventRecord[] = [];
    for await (const event of this.#newestFirst()) {
      if (timeOf(event) < until) break;
      if (!this.#given.has(event.id)) found.push(event);
    }
    for (const event of found) {
      this.#given.set(event.id, timeOf(event));
      this.#newest = Math.max(this.#newest, timeOf(event));
    }
    for (const [id, time] of this.#given) if (time < this.#newest - latestCommit) this.#given.delete(id);
    return found.reverse();
  }

  async *#newestFirst(): AsyncGenerator<EventRecord> {
    let cursor: string | undefined;
    do {
      const page = await this.#ask(cursor);
      yield* page.items;
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
  }
}

const timeOf = ({ createdAt }: EventRecord): number => Date.parse(createdAt);
