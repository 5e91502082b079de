import type { DeliveryFailure, FailureCause } from '@winkwire/contract/delivery-failures';
import type { Verdict } from './verdict.ts';

/** The response to one request, or why there was none. A failure is data, not an exception. */
export interface AttemptResponse {
  /** In ms since 1970. */
  startedAt: number;
  durationMs: number;
  /** The HTTP status. If it is null, no valid response arrived, and `error` says why. */
  status: number | null;
  error: DeliveryFailure | null;
  /** The exact cause of the error, if it is known. */
  cause: FailureCause | null;
  /** The headers that are kept, as JSON: content-type, retry-after, server, date, location and x-request-id. */
  headers: string | null;
  /** The first 16 KiB of the response's body, after decompression. */
  body: string | null;
  /** The header `Retry-After`, unparsed. */
  retryAfter: string | null;
}

/** How an attempt ended, and what follows from that. */
export interface AttemptOutcome {
  tenantId: string;
  webhookId: string;
  sequence: number;
  /** The event that was sent. After a failover that lost commits, the sequence number may belong to another event. */
  eventId: string;
  /** The number of the attempt, from 1. */
  number: number;
  /** The due time that the delivery had in the store before this attempt; null if it was pending. */
  wasDueAt: number | null;
  response: AttemptResponse;
  verdict: Verdict;
}

/** Whether the first attempt succeeded. This is the most common outcome, so it has SQL statements of its own. */
export const isFirstSuccess = ({ number, verdict }: AttemptOutcome): boolean =>
  number === 1 && verdict.kind === 'delivered';

/** A new cursor of a webhook: the first attempts of all its deliveries up to `sequence` are recorded. */
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
