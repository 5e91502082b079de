import { StoreUnavailable } from '../../platform/store-unavailable.ts';

/**
 * A commit that waits for a synchronous standby longer than this, in ms, waits for one that is gone. `/readyz` waits no
 * longer either.
 */
export const standbyWaitMs = 5000;

const writes = /\b(insert|update|delete)\b/i;

/**
 * Refuses writes while commits wait for a synchronous standby that is gone. PostgreSQL limits neither how long such a
 * commit waits nor ends it when its connection breaks. If every write were tried, each would occupy a connection of the
 * server until the standby is back, and soon there would be none left, not even for reads and for an operator.
 * A waiting commit is never cancelled: that would make it visible, and a failover would then lose what was delivered.
 */
export class WriteGate {
  /** Whether writes are refused. */
  isClosed = false;

  /** Throws if writes are refused and the statement is one. Without a statement, it stands for any write. */
  pass(sql?: string): void {
    if (this.isClosed && (sql === undefined || writes.test(sql))) throw new StandbyGone();
  }
}

export class StandbyGone extends StoreUnavailable {
  constructor() {
    super(new Error('commits wait for a synchronous standby. Start one, or permit writes without it.'));
  }
}
