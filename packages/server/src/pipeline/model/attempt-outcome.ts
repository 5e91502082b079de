import type { DeliveryFailure, FailureCause } from '@winkwire/contract/delivery-failures';
import type { Verdict } from './verdict.ts';

/** What came of one request: data, also when it failed. */
export interface AttemptResponse {
  /** ms since 1970 */
  startedAt: number;
  durationMs: number;
  /** HTTP status; null when no answer came, then `error` says why. */
  status: number | null;
  error: DeliveryFailure | null;
  /** What is known beyond `error`. */
  cause: FailureCause | null;
  /** Those kept, as JSON: content-type, retry-after, server and the like. */
  headers: string | null;
  /** The first 16 KiB, after decompression. */
  body: string | null;
  /** The header `Retry-After` as it came. */
  retryAfter: string | null;
}

/** An attempt with what follows from it, ready to be written. */
export interface AttemptOutcome {
  tenantId: string;
  webhookId: string;
  sequence: number;
  /** From 1. */
  number: number;
  /** When the attempt was due, as the store had it; null for a first attempt. */
  wasDueAt: number | null;
  response: AttemptResponse;
  verdict: Verdict;
}

/** Most are: such an attempt is kept in its delivery's row. */
export const isFirstSuccess = ({ number, verdict }: AttemptOutcome): boolean =>
  number === 1 && verdict.kind === 'delivered';

/** An endpoint's low-water mark, written along with outcomes. */
export interface CursorMove {
  tenantId: string;
  webhookId: string;
  sequence: number;
}

export interface OutcomeBatch {
  outcomes: AttemptOutcome[];
  cursors: CursorMove[];
  now: number;
}

/** Columns that an outcome gives its delivery. */
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
