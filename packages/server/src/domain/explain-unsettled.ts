import { plural } from '@winkwire/contract/plural';
import { timestamp } from '@winkwire/contract/timestamp';
import { type BlockingReasons, countLimit } from './blocking-reasons.ts';
import type { DeliveryRow } from './deliveries.ts';
import type { WebhookRow } from './endpoint.ts';
import { adviceFor, capital, describeOutcome, type Finding } from './explanation-words.ts';
import { readDelivery } from './webhook-columns.ts';

interface Unsettled {
  webhook: WebhookRow;
  delivery: DeliveryRow;
  standing: BlockingReasons;
  now: number;
}

export function explainUnsettled({ webhook, delivery, standing, now }: Unsettled): Finding {
  const { sequence, due_at: dueAt, state } = delivery;
  const { hasActiveProcess, blockedBy, retryAfter } = standing;
  if (!hasActiveProcess) {
    return {
      state: 'HELD',
      sentence: `No process delivers to this endpoint. Start one with the role "deliver". Delivery ${sequence} waits until such a process runs.`,
    };
  }
  if (state === 'waiting' && blockedBy) {
    return {
      state: 'PARKED',
      sentence: `Blocked by delivery ${blockedBy.sequence} of the same source (event ${blockedBy.event_id}), because the endpoint uses strict order. Attempt ${blockedBy.attempts + 1} of that delivery is due at ${timestamp(blockedBy.due_at)}.`,
    };
  }
  if (retryAfter && retryAfter.until > (dueAt ?? now)) {
    return {
      state: 'HELD',
      sentence: `The receiver responded with ${retryAfter.status} and a Retry-After until ${timestamp(retryAfter.until)}. All deliveries to the endpoint wait until then.`,
      nextAttemptAt: retryAfter.until,
    };
  }
  if (dueAt !== null && dueAt > now) return explainRetrying(delivery, dueAt);
  if (webhook.failing_since !== null) return explainFailing(webhook.failing_since, standing, sequence);
  return dueAt === null ? explainWaiting(webhook, standing.earlier) : explainDue(delivery, dueAt);
}

function explainRetrying(delivery: DeliveryRow, dueAt: number): Finding {
  return {
    state: 'RETRYING',
    sentence: `${happened(delivery)}. Attempt ${delivery.attempts + 1} follows at ${timestamp(dueAt)} or shortly after.${adviceFor(delivery)}`,
    nextAttemptAt: dueAt,
  };
}

function explainDue(delivery: DeliveryRow, dueAt: number): Finding {
  return {
    state: 'RETRYING',
    sentence: `${happened(delivery)}. Attempt ${delivery.attempts + 1} has been due since ${timestamp(dueAt)}; it is in flight or will be sent as soon as a slot is free.${adviceFor(delivery)}`,
    nextAttemptAt: dueAt,
  };
}

function happened(delivery: DeliveryRow): string {
  const { attempts, attempts_before: before, updated_at: at } = delivery;
  if (attempts > before) return capital(describeOutcome(delivery, `attempt ${attempts}`));
  return `A redelivery was requested at ${timestamp(at)}`;
}

/** An endpoint fails from the time its breaker opens until a delivery succeeds or the owner resumes it. */
function explainFailing(since: number, { lastFailure }: BlockingReasons, sequence: number): Finding {
  const last = lastFailure
    ? ` At ${timestamp(lastFailure.ended_at)}, ${describeOutcome(lastFailure, 'the last attempt')}.`
    : '';
  return {
    state: 'HELD',
    sentence: `The endpoint has been failing since ${timestamp(since)}.${last} Its circuit breaker is open: only probes are sent, one at a time, after waits of up to a minute. Delivery ${sequence} waits for a successful probe, or is itself a probe.${lastFailure ? adviceFor(lastFailure) : ''}`,
  };
}

function explainWaiting(webhook: WebhookRow, earlier: number): Finding {
  const { ratePerSecond } = readDelivery(webhook);
  const count =
    earlier >= countLimit ? `${countLimit} deliveries or more` : plural(earlier, 'delivery', 'deliveries');
  const position =
    earlier === 0
      ? 'it is in flight or the next to be sent'
      : `${count} ${earlier === 1 ? 'is' : 'are'} ahead of it`;
  const rate =
    ratePerSecond === undefined ? '' : `, and the rate limit of the endpoint is ${ratePerSecond} a second`;
  return { state: 'WAITING', sentence: `The first attempt has not completed: ${position}${rate}.` };
}
