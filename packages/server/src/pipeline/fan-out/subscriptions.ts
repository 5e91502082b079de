import { readSubscription, type Subscription, type SubscriptionRow } from '../../domain/subscription.ts';

const cacheLimit = 10_000;

/** Subscriptions by tenant and mode, as they were at a version of theirs. */
export class Subscriptions {
  readonly #cache = new Map<string, { version: number; subscriptions: Subscription[] }>();

  /** What is kept, if it is of that version. */
  find(key: string, version: number): Subscription[] | undefined {
    const entry = this.#cache.get(key);
    return entry?.version === version ? entry.subscriptions : undefined;
  }

  /** What is kept, of whichever version. */
  newest(key: string): { version: number; subscriptions: readonly Subscription[] } | undefined {
    return this.#cache.get(key);
  }

  keep(key: string, version: number, rows: readonly SubscriptionRow[]): Subscription[] {
    const subscriptions = rows.map(readSubscription);
    if (this.#cache.size >= cacheLimit) this.#cache.clear();
    this.#cache.set(key, { version, subscriptions });
    return subscriptions;
  }
}
