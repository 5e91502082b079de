import type { AttemptRecord } from '@winkwire/contract/resources/delivery';
import type { WebhookHealth } from '@winkwire/contract/resources/webhook-health';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import type { Store } from '../store/store.ts';
import { type Backlog, noBacklog, readBacklogs } from './backlogs.ts';
import { checkActiveProcess, findRetryAfter } from './blocking-reasons.ts';
import type { WebhookRow } from './endpoint.ts';
import { probeWaitMs } from './probe-wait.ts';
import { endpointAttempts } from './search-attempts.ts';
import { findWebhook } from './webhooks.ts';

/*
 * Only the process that delivers has the circuit breaker in memory. Other processes calculate the next probe from the
 * attempts since the endpoint was marked as failing.
 */

/**
 * After this many failed probes, the wait between two probes does not grow any more, so older failures need not be
 * read.
 */
const countedProbes = 5;

type Reads = Pick<Store, 'all' | 'engine' | 'get' | 'run'>;

export async function findWebhookHealth(
  store: Reads,
  caller: Caller,
  { webhookId, now }: { webhookId: string; now: number },
): Promise<WebhookHealth> {
  const webhook = await findWebhook(store, caller, webhookId);
  const [failures, backlogs, isServed, retryAfter] = await Promise.all([
    findFailures(store, caller, webhookId),
    readBacklogs(store, { ...caller, webhookId }),
    checkActiveProcess(store, { webhook, now }),
    findRetryAfter(store, { webhook, now }),
  ]);
  const backlog = backlogs.get(webhookId) ?? noBacklog;
  const { failing_since: failingSince } = webhook;
  const isOpen = webhook.active === 1 && failingSince !== null;
  const probe = isOpen && isServed ? nextProbe({ failures, failingSince, now, retryAfter }) : undefined;
  const nextAt =
    probe === undefined ? undefined : await whenSomethingIsDue(store, webhook, { probe, backlog });
  return {
    webhookId,
    failingSince: failingSince === null ? null : timestamp(failingSince),
    circuitBreaker: isOpen ? 'OPEN' : 'CLOSED',
    nextProbeAt: nextAt === undefined ? null : timestamp(nextAt),
    isServed,
    lastFailure: failures[0] ?? null,
    waiting: backlog.waiting,
    retrying: backlog.retrying,
    oldestBacklogAt: backlog.oldestAt === null ? null : timestamp(backlog.oldestAt),
  };
}

async function findFailures(store: Reads, caller: Caller, webhookId: string): Promise<AttemptRecord[]> {
  const scope = { ...caller, where: { 'd.webhook_id': webhookId } };
  return (await endpointAttempts.page(store, scope, { succeeded: false, size: countedProbes + 1 })).items;
}

interface Failing {
  failures: readonly AttemptRecord[];
  failingSince: number;
  now: number;
  retryAfter: { until: number } | undefined;
}

/**
 * When the breaker permits the next probe. The time may be up to a second late, because `startedAt` has whole seconds,
 * but it is never early.
 */
function nextProbe({ failures, failingSince, now, retryAfter }: Failing): number {
  const endOf = ({ startedAt, durationMs }: AttemptRecord) => Date.parse(startedAt) + 1000 + durationMs;
  // Attempts that were in flight when the breaker opened are not probes.
  const probes = failures.filter(({ startedAt }) => Date.parse(startedAt) > failingSince);
  const [last] = probes;
  const opened = last ? endOf(last) : failingSince;
  return Math.max(now, opened + probeWaitMs(probes.length), retryAfter?.until ?? 0);
}

/**
 * The time at which the next probe can be sent: when the breaker permits it and a delivery is due. Undefined if no
 * delivery is pending or retrying.
 */
async function whenSomethingIsDue(
  store: Reads,
  webhook: WebhookRow,
  { probe, backlog }: { probe: number; backlog: Backlog },
): Promise<number | undefined> {
  if (backlog.waiting > 0) return probe;
  const row = await store.get<{ at: number | null }>(
    'select min(due_at) as at from deliveries where tenant_id = $1 and webhook_id = $2 and due_at is not null',
    [webhook.tenant_id, webhook.id],
  );
  return row?.at ? Math.max(probe, Number(row.at)) : undefined;
}
