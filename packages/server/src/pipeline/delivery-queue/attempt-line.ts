import type { Endpoint } from '../../domain/endpoint.ts';
import type { AttemptResponse } from '../model/attempt-outcome.ts';
import type { QueuedDelivery } from '../model/queued-delivery.ts';
import type { Verdict } from '../model/verdict.ts';

export function attemptLine(
  { mode }: Pick<Endpoint, 'mode'>,
  delivery: QueuedDelivery,
  { response, verdict }: { response: AttemptResponse; verdict: Verdict },
): object {
  const { tenantId, webhookId, sequence, eventId, type, sourceId, userId, sessionId, attempts } = delivery;
  const { status, error, cause, durationMs } = response;
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
