import { timestamp } from '@winkwire/contract/timestamp';
import type { DeliveryRow } from './deliveries.ts';
import type { DeliverySettings, WebhookRow } from './endpoint.ts';
import { adviceOn, capital, describeAnswer, plural, type Told } from './explanation-words.ts';
import { countLimit, type Standing } from './standing.ts';

interface Unsent {
  webhook: WebhookRow;
  delivery: DeliveryRow;
  standing: Standing;
  now: number;
}

/** Why a delivery to an endpoint that is not paused has not been sent yet: what has to happen first is what is told. */
export function explainUnsent({ webhook, delivery, standing, now }: Unsent): Told {
  const { sequence, due_at: dueAt, state } = delivery;
  const { isServed, behind, asked } = standing;
  if (!isServed) {
    return {
      state: 'HELD',
      sentence: `No process delivers for this endpoint now: start one with the role "deliver". Number ${sequence} waits.`,
    };
  }
  if (state === 'waiting' && behind) {
    return {
      state: 'PARKED',
      sentence: `Parked behind ${behind.event_id}, number ${behind.sequence}, of the same source, whose attempt ${behind.attempts + 1} is due at ${timestamp(behind.due_at)}: the endpoint keeps strict order.`,
    };
  }
  if (asked && asked.until > (dueAt ?? now)) {
    return {
      state: 'HELD',
      sentence: `The receiver answered ${asked.status} and asked with Retry-After for patience until ${timestamp(asked.until)}; the whole endpoint waits.`,
      nextAttemptAt: asked.until,
    };
  }
  if (dueAt !== null && dueAt > now) return explainRetrying(delivery, dueAt);
  if (webhook.failing_since !== null) return explainFailing(webhook.failing_since, standing, sequence);
  return dueAt === null ? explainWaiting(webhook, standing.earlier) : explainDue(delivery, dueAt);
}

function explainRetrying(delivery: DeliveryRow, dueAt: number): Told {
  return {
    state: 'RETRYING',
    sentence: `${happened(delivery)}; attempt ${delivery.attempts + 1} follows at ${timestamp(dueAt)} or soon after.${adviceOn(delivery)}`,
    nextAttemptAt: dueAt,
  };
}

function explainDue(delivery: DeliveryRow, dueAt: number): Told {
  return {
    state: 'RETRYING',
    sentence: `${happened(delivery)}; attempt ${delivery.attempts + 1} is due since ${timestamp(dueAt)}, and is under way or made as soon as the endpoint has room.${adviceOn(delivery)}`,
    nextAttemptAt: dueAt,
  };
}

function happened(delivery: DeliveryRow): string {
  const { attempts, attempts_before: before, updated_at: at } = delivery;
  if (attempts > before) return `${capital(describeAnswer(delivery))} to attempt ${attempts}`;
  return `It was asked for again at ${timestamp(at)}`;
}

/** The breaker opens when an endpoint is first called failing, and closes with the success that ends that. */
function explainFailing(since: number, { lastFailure }: Standing, sequence: number): Told {
  const last = lastFailure
    ? ` (the last answer, at ${timestamp(lastFailure.updated_at)}: ${describeAnswer(lastFailure)})`
    : '';
  return {
    state: 'HELD',
    sentence: `The endpoint fails since ${timestamp(since)}${last}, so its breaker is open: one request at a time asks, at most a minute apart, whether it works again. Number ${sequence} waits for that, or is the one.${lastFailure ? adviceOn(lastFailure) : ''}`,
  };
}

function explainWaiting(webhook: WebhookRow, earlier: number): Told {
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
