import type { Share } from '../fan-out/fan-out.ts';
import type { Subscriptions } from '../fan-out/subscriptions.ts';
import type { Counter, NumberedShare } from './number-shares.ts';

/** What a process remembers between batches. The database may have changed since the last batch. */
export interface Known {
  subscriptions: Subscriptions;
  counters: KnownCounters;
}

const maxKnown = 100_000;

interface KnownCounter extends Counter {
  /** True if no other process changed the counter between the last two batches of this process. */
  isOwn: boolean;
}

/**
 * The counters as this process left them. Another process may have changed them, so a batch must compare them with the
 * stored ones.
 */
export class KnownCounters {
  readonly #counters = new Map<string, KnownCounter>();

  /** Undefined if the counter is unknown, or if other processes change it too. */
  own(tenantId: string, webhookId: string): Counter | undefined {
    const known = this.#counters.get(keyOf(tenantId, webhookId));
    return known?.isOwn ? known : undefined;
  }

  /**
   * Call this when a batch has been numbered, even before it is stored. If the counter `before` the batch is not the
   * remembered one, another process has changed the counter.
   */
  learn(tenantId: string, shares: readonly NumberedShare[]): void {
    if (this.#counters.size > maxKnown) this.#counters.clear();
    for (const { webhookId, before, after } of shares) {
      const key = keyOf(tenantId, webhookId);
      const known = this.#counters.get(key);
      const isOwn = known?.sequence === before.sequence && known.hash === before.hash;
      this.#counters.set(key, { ...after, isOwn });
    }
  }

  /** Forgets the counters of a batch that was not stored. */
  forget(tenantId: string, shares: readonly Share[]): void {
    for (const { webhookId } of shares) this.#counters.delete(keyOf(tenantId, webhookId));
  }
}

const keyOf = (tenantId: string, webhookId: string): string => `${tenantId} ${webhookId}`;
