import { StoreUnavailable } from '../../platform/store-unavailable.ts';

/**
 * If a commit has waited for a synchronous standby for more than this many ms, the standby counts as gone. `/readyz`
 * makes a write of its own. If that write takes longer than this, `/readyz` counts the database as not ready.
 */
export const standbyWaitMs = 5000;

const writes = /\b(insert|update|delete)\b/i;

/**
 * Refuses writes while commits wait for a synchronous standby that is gone. PostgreSQL does not limit how long such a
 * commit waits, and does not end the commit when its connection breaks. If every write were attempted, each would
 * occupy a connection to PostgreSQL until the standby is back. Soon there would be no connection left, not even for
 * reads and for an operator. A waiting commit is never cancelled, because this would make its events visible. The
 * events would then be delivered although a failover could still lose them.
 */
export class WriteGate {
  isClosed = false;

  /** Throws if writes are refused and `sql` is a write. A call without `sql` counts as a write. */
  pass(sql?: string): void {
    if (this.isClosed && (sql === undefined || writes.test(sql))) throw new StandbyGone();
  }
}

export class StandbyGone extends StoreUnavailable {
  constructor() {
    super(
      new Error('commits wait for a synchronous standby. Start a standby, or permit writes without one.'),
    );
  }
}
