import type { Answer } from '../attempt-log/outcome.ts';
import type { Verdict } from '../deliver/verdict.ts';
import type { Delivery } from './delivery.ts';

/** The log's one wide line of an attempt. */
export function attemptLine(delivery: Delivery, answer: Answer, verdict: Verdict): object {
  const { tenantId, webhookId, sequence, eventId, type, sourceId, sessionId, attempts } = delivery;
  const { status, error, durationMs } = answer;
  return {
    tenantId,
    webhookId,
    sequence,
    eventId,
    type,
    sourceId,
    sessionId,
    attempt: attempts + 1,
    status,
    error,
    milliseconds: durationMs,
    verdict: verdict.kind,
    nextAttemptAt: 'at' in verdict ? new Date(verdict.at).toISOString() : undefined,
  };
}
