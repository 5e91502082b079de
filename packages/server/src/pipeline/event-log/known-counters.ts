import type { Counter, NumberedShare } from './number-shares.ts';

const maxKnown = 100_000;

interface KnownCounter extends Counter {
  /**
   * True if no other process has changed the counter between the last two batches of this process that used it. Then
   * probably no other process will change it before the next batch.
   */
  isOwn: boolean;
}

/**
 * The counters of webhooks, as this process left them. Another process may have changed them since. Therefore a batch
 * that relies on them must compare them with the stored ones.
 */
export class KnownCounters {
  readonly #counters = new Map<string, KnownCounter>();

  /** Returns the counter, unless it is unknown or other processes change it too. */
  own(tenantId: string, webhookId: string): Counter | undefined {
    const known = this.#counters.get(keyOf(tenantId, webhookId));
    return known?.isOwn ? known : undefined;
  }

  /**
   * Remembers each counter as it is after a batch, even if the batch is not stored yet. `before` is the counter before
   * the batch. It was read from the database, or the statement that appends the batch compares it with the database. If
   * `before` differs from the remembered counter, another process has changed the counter.
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
  forget(tenantId: string, shares: readonly NumberedShare[]): void {
    for (const { webhookId } of shares) this.#counters.delete(keyOf(tenantId, webhookId));
  }
}

const keyOf = (tenantId: string, webhookId: string): string => `${tenantId} ${webhookId}`;
