import type { Endpoint } from '../../domain/endpoint.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Answer } from '../model/outcome.ts';
import type { Verdict } from '../model/verdict.ts';

/** The log's one wide line of an attempt. */
export function attemptLine(
  { mode }: Pick<Endpoint, 'mode'>,
  delivery: Delivery,
  { answer, verdict }: { answer: Answer; verdict: Verdict },
): object {
  const { tenantId, webhookId, sequence, eventId, type, sourceId, userId, sessionId, attempts } = delivery;
  const { status, error, cause, durationMs } = answer;
  return {
    tenantId,
    mode,
    webhookId,
    sequence,
    eventId,
    type,
    sourceId,
    userId,
    sessionId,
    attempt: attempts + 1,
    status,
    error,
    cause: cause ?? undefined,
    milliseconds: durationMs,
    verdict: verdict.kind,
    nextAttemptAt: 'at' in verdict ? new Date(verdict.at).toISOString() : undefined,
  };
}
