import type { AttemptOutcome } from '../model/attempt-outcome.ts';

interface Options {
  sequence: number;
  tenantId?: string;
  webhookId?: string;
  /** With a status other than 200, the delivery is retried. */
  status?: number;
}

/** The outcome of a first attempt. */
export const makeOutcome = ({
  sequence,
  tenantId = 'acme',
  webhookId = 'wh-1',
  status = 200,
}: Options): AttemptOutcome => ({
  tenantId,
  webhookId,
  sequence,
  eventId: `et-${sequence}`,
  number: 1,
  wasDueAt: null,
  response: {
    startedAt: 5,
    durationMs: 7,
    status,
    error: null,
    cause: null,
    headers: '{}',
    body: 'ok',
    retryAfter: null,
  },
  verdict: status === 200 ? { kind: 'delivered' } : { kind: 'retry', at: 99 },
});
