import { timestamp } from '@winkwire/contract/timestamp';
import { type BlockingReasons, countLimit } from './blocking-reasons.ts';
import type { DeliveryRow } from './deliveries.ts';
import type { DeliverySettings, WebhookRow } from './endpoint.ts';
import { adviceFor, capital, describeOutcome, type Finding, plural } from './explanation-words.ts';

interface Unsent {
  webhook: WebhookRow;
  delivery: DeliveryRow;
  standing: BlockingReasons;
  now: number;
}

/** Why a delivery to an endpoint that is not paused has not been sent yet: what has to happen first is what is told. */
export function explainUnsent({ webhook, delivery, standing, now }: Unsent): Finding {
  const { sequence, due_at: dueAt, state } = delivery;
  const { hasActiveProcess, blockedBy, retryAfter } = standing;
  if (!hasActiveProcess) {
    return {
      state: 'HELD',
      sentence: `No process delivers for this endpoint now: start one with the role "deliver". Number ${sequence} waits.`,
    };
  }
  if (state === 'waiting' && blockedBy) {
    return {
      state: 'PARKED',
      sentence: `Parked behind ${blockedBy.event_id}, number ${blockedBy.sequence}, of the same source, whose attempt ${blockedBy.attempts + 1} is due at ${timestamp(blockedBy.due_at)}: the endpoint keeps strict order.`,
    };
  }
  if (retryAfter && retryAfter.until > (dueAt ?? now)) {
    return {
      state: 'HELD',
      sentence: `The receiver answered ${retryAfter.status} and asked with Retry-After for patience until ${timestamp(retryAfter.until)}; the whole endpoint waits.`,
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
    sentence: `${happened(delivery)}; attempt ${delivery.attempts + 1} follows at ${timestamp(dueAt)} or soon after.${adviceFor(delivery)}`,
    nextAttemptAt: dueAt,
  };
}

function explainDue(delivery: DeliveryRow, dueAt: number): Finding {
  return {
    state: 'RETRYING',
    sentence: `${happened(delivery)}; attempt ${delivery.attempts + 1} is due since ${timestamp(dueAt)}, and is under way or made as soon as the endpoint has room.${adviceFor(delivery)}`,
    nextAttemptAt: dueAt,
  };
}

function happened(delivery: DeliveryRow): string {
  const { attempts, attempts_before: before, updated_at: at } = delivery;
  if (attempts > before) return `${capital(describeOutcome(delivery))} to attempt ${attempts}`;
  return `It was asked for again at ${timestamp(at)}`;
}

/** The breaker opens when an endpoint is first called failing, and closes with the success that ends that. */
function explainFailing(since: number, { lastFailure }: BlockingReasons, sequence: number): Finding {
  const last = lastFailure
    ? ` (the last answer, at ${timestamp(lastFailure.updated_at)}: ${describeOutcome(lastFailure)})`
    : '';
  return {
    state: 'HELD',
    sentence: `The endpoint fails since ${timestamp(since)}${last}, so its breaker is open: one request at a time asks, at most a minute apart, whether it works again. Number ${sequence} waits for that, or is the one.${lastFailure ? adviceFor(lastFailure) : ''}`,
  };
}

function explainWaiting(webhook: WebhookRow, earlier: number): Finding {
  const { ratePerSecond } = JSON.parse(webhook.delivery) as DeliverySettings;
  const count =
    earlier >= countLimit ? `${countLimit} deliveries or more` : plural(earlier, 'delivery', 'deliveries');
  const line =
    earlier === 0
      ? 'it is the next to be sent, or under way'
      : `${count} ${earlier === 1 ? 'is' : 'are'} before it`;
  const rate =
    ratePerSecond === undefined ? '' : `, and the endpoint takes ${ratePerSecond} a second at most`;
  return { state: 'WAITING', sentence: `The first attempt has not been answered: ${line}${rate}.` };
}
