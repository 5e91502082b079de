import {
  readSubscriptionOrNone,
  type Subscription,
  type SubscriptionRow,
} from '../../domain/subscription.ts';

const cacheLimit = 10_000;

/** Keyed by tenant and mode. The version shows whether an entry is current. */
export class Subscriptions {
  readonly #cache = new Map<string, { version: number; subscriptions: Subscription[] }>();

  find(key: string, version: number): Subscription[] | undefined {
    const entry = this.#cache.get(key);
    return entry?.version === version ? entry.subscriptions : undefined;
  }

  /** Whatever their version. */
  newest(key: string): { version: number; subscriptions: readonly Subscription[] } | undefined {
    return this.#cache.get(key);
  }

  keep(key: string, version: number, rows: readonly SubscriptionRow[]): Subscription[] {
    const subscriptions = rows.map(readSubscriptionOrNone);
    if (this.#cache.size >= cacheLimit) this.#cache.clear();
    this.#cache.set(key, { version, subscriptions });
    return subscriptions;
  }
}
