import { StoreUnavailable } from '../../platform/store-unavailable.ts';

/** If a commit has waited for a synchronous standby for longer than this many ms, the standby counts as gone. */
export const standbyWaitMs = 5000;

const writes = /\b(insert|update|delete)\b/i;

/**
 * Refuses writes while a synchronous standby is gone, because waiting commits would soon occupy every connection.
 * Waiting commits are not cancelled. Otherwise, events would be delivered that a failover could still lose.
 */
export class WriteGate {
  isClosed = false;

  /** Throws if writes are refused. A call without `sql` counts as a write. */
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
