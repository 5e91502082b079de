import type { Verdict } from '../deliver/verdict.ts';

/** What came of one request: data, also when it failed. */
export interface Answer {
  /** ms since 1970 */
  startedAt: number;
  durationMs: number;
  /** HTTP status; null when no answer came, then `error` says why. */
  status: number | null;
  error: AnswerError | null;
  /** Those kept, as JSON: content-type, retry-after, server and the like. */
  headers: string | null;
  /** The first 16 KiB, after decompression. */
  body: string | null;
  /** The header `Retry-After` as it came. */
  retryAfter: string | null;
}

/** Why a request failed without a usable answer, told apart so that an owner knows where to look. */
export const answerErrors = {
  DNS_FAILED: 'The host name could not be resolved.',
  CONNECT_FAILED: 'The connection was refused or the host is unreachable.',
  CONNECT_TIMEOUT: 'No connection was made in time.',
  TLS_FAILED: 'The TLS handshake or the certificate failed.',
  CONNECTION_LOST: 'The connection was closed before an answer came.',
  TIMEOUT: 'No complete answer came in time.',
  PROTOCOL_ERROR: 'The answer is not HTTP.',
  REDIRECT_REFUSED: 'The answer is a redirect; webhooks do not follow them.',
  ADDRESS_REFUSED: 'The address is private, reserved, or not permitted by this server.',
  HEADER_REFUSED:
    'A header of the endpoint may not be sent: its name or value breaks a rule, or it is one of ours.',
  PROXY_FAILED: 'Our own way out, the egress proxy or address, failed; no attempt was spent.',
  ERASED: 'The user was erased before it was delivered.',
} as const;

export type AnswerError = keyof typeof answerErrors;

/** An attempt with what follows from it, ready to be written. */
export interface Outcome {
  tenantId: string;
  webhookId: string;
  sequence: number;
  /** From 1. */
  number: number;
  /** When the attempt was due, as the store had it; null for a first attempt. */
  wasDueAt: number | null;
  answer: Answer;
  verdict: Verdict;
}

/** Most are: such an attempt is kept in its delivery's row. */
export const isFirstSuccess = ({ number, verdict }: Outcome): boolean =>
  number === 1 && verdict.kind === 'delivered';

/** An endpoint's low-water mark, written along with outcomes. */
export interface CursorMove {
  tenantId: string;
  webhookId: string;
  sequence: number;
}

export interface OutcomeBatch {
  outcomes: Outcome[];
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
