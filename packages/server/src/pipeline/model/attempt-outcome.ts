import type { DeliveryFailure, FailureCause } from '@winkwire/contract/delivery-failures';
import type { Verdict } from './verdict.ts';

/** A failure is data, not an exception. */
export interface AttemptResponse {
  /** In ms since 1970. */
  startedAt: number;
  durationMs: number;
  /** Null if no valid response arrived. `error` says why. */
  status: number | null;
  error: DeliveryFailure | null;
  cause: FailureCause | null;
  /** As JSON: content-type, retry-after, server, date, location and x-request-id. */
  headers: string | null;
  /** The first 16 KiB, after decompression. */
  body: string | null;
  /** The header `Retry-After`, unparsed. */
  retryAfter: string | null;
}

/** How an attempt ended, and what follows. */
export interface AttemptOutcome {
  tenantId: string;
  webhookId: string;
  sequence: number;
  /** After a failover that lost commits, the sequence may belong to another event. */
  eventId: string;
  /** From 1. */
  number: number;
  /** The stored due time before this attempt. Null if the delivery was pending. */
  wasDueAt: number | null;
  response: AttemptResponse;
  verdict: Verdict;
}

/**
 * The most common outcome, so it has SQL statements of its own. They do not know a due time, which a redelivery sets even
 * before the first attempt.
 */
export const isFirstSuccess = ({ number, wasDueAt, verdict }: AttemptOutcome): boolean =>
  number === 1 && wasDueAt === null && verdict.kind === 'delivered';

/** All first attempts up to `sequence` are recorded. */
export interface CursorMove {
  tenantId: string;
  webhookId: string;
  sequence: number;
}

export interface OutcomeBatch {
  outcomes: AttemptOutcome[];
  cursors: CursorMove[];
  now: number;
  /** True if the same batch was written before without a confirmation. It may already be stored, but not on SQLite. */
  isRepeated?: boolean;
}

export function deliveryState(verdict: Verdict): { state: string; dueAt: number | null } {
  switch (verdict.kind) {
    case 'delivered':
      return { state: 'delivered', dueAt: null };
    case 'retry':
    case 'disable':
      return { state: 'retrying', dueAt: verdict.at };
    case 'give-up':
      return { state: 'failed', dueAt: null };
  }
}
