import { plural } from '@winkwire/contract/plural';
import type { Explanation } from '@winkwire/contract/resources/reconciliation';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import type { Store } from '../store/store.ts';
import { type BlockingReasons, readBlockingReasons } from './blocking-reasons.ts';
import { damage, isIntactFor } from './body-digests.ts';
import { type DeliveryRow, findDelivery } from './deliveries.ts';
import type { WebhookRow } from './endpoint.ts';
import type { EventRow } from './events.ts';
import { explainUnmatched } from './explain-unmatched.ts';
import { explainUnsettled } from './explain-unsettled.ts';
import { adviceFor, capital, describeOutcome, type Finding } from './explanation-words.ts';
import { retentionStart } from './retention-start.ts';
import { findWebhook, heldReasonOf } from './webhooks.ts';
import { whyGone } from './why-gone.ts';

export interface ExplainOptions {
  now: number;
  retentionDays: number;
  box: SecretBox;
}

/** Throws MISSING_RESOURCE for an unknown webhook or event, unless the event's id shows that it has expired. */
export async function explainDelivery(
  store: Pick<Store, 'all' | 'engine' | 'get' | 'run'>,
  caller: Caller,
  of: { webhookId: string; eventId: string } & ExplainOptions,
): Promise<Explanation> {
  const { webhookId, eventId } = of;
  const webhook = await findWebhook(store, caller, webhookId);
  const event = await store.get<EventRow>(
    'select * from events where tenant_id = $1 and mode = $2 and id = $3',
    [caller.tenantId, caller.mode, eventId],
  );
  const delivery = event && (await findDelivery(store, caller, of));
  const { state, sentence, nextAttemptAt } = !event
    ? explainAbsence(eventId, of)
    : delivery
      ? await explainFound(store, { webhook, delivery, event, ...of })
      : explainUnmatched(webhook, event, of);
  return {
    eventId,
    webhookId,
    state,
    sentence,
    sequence: delivery?.sequence ?? null,
    nextAttemptAt: nextAttemptAt === undefined ? null : timestamp(nextAttemptAt),
  };
}

/**
 * An event id contains the event's time. An event from before the retention period is assumed to have expired. Throws
 * MISSING_RESOURCE for any other id.
 */
function explainAbsence(eventId: string, { now, retentionDays }: ExplainOptions): Finding {
  const at = Number.parseInt(eventId.slice(3, 15), 16);
  if (/^et-[0-9a-f]{32}$/.test(eventId) && at < retentionStart(now, { retentionDays })) {
    const sentence = `Events are kept for ${plural(retentionDays, 'day')}; this one, of ${timestamp(at)}, has expired.`;
    return { state: 'EXPIRED', sentence };
  }
  throw new Failure('MISSING_RESOURCE', `There is no event ${eventId}.`);
}

interface Found extends ExplainOptions {
  webhook: WebhookRow;
  delivery: DeliveryRow;
  event: EventRow;
}

async function explainFound(
  store: Pick<Store, 'all' | 'engine' | 'get' | 'run'>,
  { webhook, delivery, event, now, retentionDays, box }: Found,
): Promise<Finding> {
  const { state, sequence, last_error: lastError } = delivery;
  const gone = event.body === null ? whyGone(event, { now, retentionDays }) : undefined;
  if (state === 'delivered') return explainDelivered(delivery, gone);
  if (gone) {
    return lastError === 'EXPIRED' || gone === 'EXPIRED'
      ? {
          state: 'EXPIRED',
          sentence: `Events are kept for ${plural(retentionDays, 'day')}, and this one expired before it was delivered. Delivery ${sequence} will not be sent.`,
        }
      : {
          state: 'ERASED',
          sentence: `The user of the event was erased before the event was delivered. Delivery ${sequence} will not be sent.`,
        };
  }
  if (!isIntactFor(event, delivery.payload === 1)) {
    const sentence = `${damage} Then redeliver the event.`;
    return { state: 'HELD', sentence };
  }
  if (state === 'failed') return explainFailed(delivery);
  if (webhook.active === 0) return explainPaused(webhook, delivery);
  const heldReason = heldReasonOf(webhook, box);
  if (heldReason !== null) {
    const sentence = `${heldReason} Delivery ${sequence} waits until all settings of the webhook can be read and decrypted again, or until the unreadable ones have been replaced.`;
    return { state: 'HELD', sentence };
  }
  const standing: BlockingReasons = await readBlockingReasons(store, { webhook, delivery, now });
  return explainUnsettled({ webhook, delivery, standing, now });
}

const whatFollowed = {
  EXPIRED: ' The body of the event has since expired.',
  ERASED: ' The user of the event has since been erased, together with the body.',
};

function explainDelivered(delivery: DeliveryRow, gone: keyof typeof whatFollowed | undefined): Finding {
  const { attempts, updated_at: at } = delivery;
  const since = gone ? whatFollowed[gone] : '';
  return {
    state: 'DELIVERED',
    sentence: `Delivered at ${timestamp(at)}: ${describeOutcome(delivery, `attempt ${attempts}`)}.${since}`,
  };
}

function explainFailed(delivery: DeliveryRow): Finding {
  const { attempts, attempts_before: before, updated_at: at } = delivery;
  const schedule = before === 0 ? 'all that the retry schedule permits' : 'when the retry schedule ended';
  return {
    state: 'FAILED',
    sentence: `Given up at ${timestamp(at)} after ${plural(attempts, 'attempt')}, ${schedule}: ${describeOutcome(delivery, 'the last attempt')}.${adviceFor(delivery)} Redeliver the event when the receiver works.`,
  };
}

function explainPaused(webhook: WebhookRow, { sequence }: DeliveryRow): Finding {
  const since = timestamp(webhook.paused_at ?? webhook.updated_at);
  const reason = webhook.paused_reason ?? 'No reason was given.';
  return {
    state: 'PAUSED',
    sentence: `The webhook has been paused since ${since}. ${capital(reason)} Delivery ${sequence} waits until the webhook is resumed.`,
  };
}
