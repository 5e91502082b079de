import type { Explanation } from '@winkwire/contract/resources/reconciliation';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../caller.ts';
import { Failure } from '../failure.ts';
import { type AnswerError, answerErrors } from '../pipeline/attempt-log/outcome.ts';
import type { WebhookRow } from '../pipeline/deliver/endpoint.ts';
import { type EventFilter, matchesFilter } from '../pipeline/fan-out/event-filter.ts';
import { typeMatcher } from '../pipeline/fan-out/subscription.ts';
import type { Queries } from '../store/store.ts';
import { type DeliveryRow, findDelivery } from './deliveries.ts';
import type { EventRow } from './events.ts';
import { findWebhook } from './webhooks.ts';

type Told = Pick<Explanation, 'state' | 'sentence'>;

export interface ExplainOptions {
  now: number;
  retentionDays: number;
}

/** Says in one sentence why an event was, was not, or is not yet delivered to an endpoint. */
export async function explainDelivery(
  queries: Queries,
  caller: Caller,
  of: { webhookId: string; eventId: string } & ExplainOptions,
): Promise<Explanation> {
  const { webhookId, eventId } = of;
  const webhook = await findWebhook(queries, caller, webhookId);
  const event = await queries.get<EventRow>(
    'select * from events where tenant_id = $1 and mode = $2 and id = $3',
    [caller.tenantId, caller.mode, eventId],
  );
  const delivery = event && (await findDelivery(queries, caller, of));
  const told = !event
    ? explainAbsence(eventId, of)
    : delivery
      ? await explainFound(queries, webhook, { ...delivery, erased: event.body === null })
      : explainUnmatched(webhook, event);
  return {
    eventId,
    webhookId,
    ...told,
    sequence: delivery?.sequence ?? null,
    nextAttemptAt: delivery?.due_at ? timestamp(delivery.due_at) : null,
  };
}

/** Ids begin with their time, so that of an event that is gone we still know whether it can have been there. */
function explainAbsence(eventId: string, { now, retentionDays }: ExplainOptions): Told {
  const at = Number.parseInt(eventId.slice(3, 15), 16);
  if (/^et-[0-9a-f]{32}$/.test(eventId) && at < now - retentionDays * 86_400_000) {
    const sentence = `Events are kept for ${retentionDays} days; this one, of ${timestamp(at)}, has expired.`;
    return { state: 'EXPIRED', sentence };
  }
  throw new Failure('MISSING_RESOURCE', `There is no event ${eventId}.`);
}

async function explainFound(
  queries: Queries,
  webhook: WebhookRow,
  delivery: DeliveryRow & { erased: boolean },
): Promise<Told> {
  const { attempts, state, sequence, erased } = delivery;
  const answer = describeAnswer(delivery);
  if (state === 'delivered') {
    return {
      state: 'DELIVERED',
      sentence: `Delivered at ${timestamp(delivery.updated_at)}: ${answer} to attempt ${attempts}.`,
    };
  }
  if (delivery.last_error === 'EXPIRED') {
    return {
      state: 'EXPIRED',
      sentence: `Its time was up before it was delivered; number ${sequence} is no longer sent.`,
    };
  }
  if (erased) {
    const sentence = `Its body is gone, because its user was erased or its time was up; number ${sequence} is no longer sent.`;
    return { state: 'ERASED', sentence };
  }
  if (state === 'failed') {
    return {
      state: 'FAILED',
      sentence: `Given up after ${plural(attempts, 'attempt')}: ${answer} to the last. Resend it once the receiver works.`,
    };
  }
  if (webhook.active === 0) {
    const since = timestamp(webhook.paused_at ?? webhook.updated_at);
    return {
      state: 'PAUSED',
      sentence: `The endpoint is paused since ${since} (${webhook.paused_reason ?? 'no reason given'}); number ${sequence} waits until it is resumed.`,
    };
  }
  if (state === 'retrying') {
    const at = timestamp(delivery.due_at ?? delivery.updated_at);
    const happened = attempts === 0 ? 'It was asked for again' : `${capital(answer)} to attempt ${attempts}`;
    return {
      state: 'RETRYING',
      sentence: `${happened}; attempt ${attempts + 1} follows at ${at} or soon after.`,
    };
  }
  return explainWaiting(queries, webhook, delivery);
}

async function explainWaiting(queries: Queries, webhook: WebhookRow, delivery: DeliveryRow): Promise<Told> {
  const { tenant_id: tenantId, webhook_id: webhookId, sequence, source_id: sourceId } = delivery;
  if (JSON.parse(webhook.delivery).strictOrder) {
    const before = await queries.get<{ event_id: string; sequence: number }>(
      `select event_id, sequence from deliveries where tenant_id = $1 and webhook_id = $2 and due_at is not null
         and source_id = $3 and sequence < $4 order by sequence limit 1`,
      [tenantId, webhookId, sourceId, sequence],
    );
    if (before) {
      return {
        state: 'PARKED',
        sentence: `Parked behind ${before.event_id} of the same source, which waits for a retry: the endpoint keeps strict order.`,
      };
    }
  }
  const waiting = await queries.get<{ count: number }>(
    `select count(*) as count from (
       select 1 from deliveries d join cursors c on c.tenant_id = d.tenant_id and c.webhook_id = d.webhook_id
       where d.tenant_id = $1 and d.webhook_id = $2 and d.sequence > c.sequence and d.sequence < $3
         and d.state = 'waiting' limit 10000) earlier`,
    [tenantId, webhookId, sequence],
  );
  const failing = webhook.failing_since
    ? ` The endpoint fails since ${timestamp(webhook.failing_since)}, so it is tried with care.`
    : '';
  const count = waiting?.count ?? 0;
  const line =
    count === 0 ? 'It is the next to be sent.' : `${plural(count, 'delivery', 'deliveries')} are before it.`;
  return { state: 'WAITING', sentence: `The first attempt has not been made: ${line}${failing}` };
}

function explainUnmatched(webhook: WebhookRow, event: EventRow): Told {
  const types = JSON.parse(webhook.event_types) as string[];
  if (!typeMatcher(types)(event.type)) {
    return {
      state: 'FILTERED',
      sentence: `The endpoint subscribes to ${types.join(', ') || 'nothing'}; ${event.type} is not among them.`,
    };
  }
  if (webhook.filter !== null && event.body !== null) {
    const filter = JSON.parse(webhook.filter) as EventFilter;
    if (!matchesFilter(filter, JSON.parse(event.body).data)) {
      return {
        state: 'FILTERED',
        sentence: `Its data does not match the endpoint's filter ${webhook.filter}.`,
      };
    }
  }
  const when =
    event.created_at < webhook.created_at
      ? `happened before the endpoint was registered at ${timestamp(webhook.created_at)}`
      : 'did not match the settings that the endpoint had at that time';
  return { state: 'NOT_REGISTERED', sentence: `The event ${when}. A replay gives it to the endpoint.` };
}

function describeAnswer({ last_status: status, last_error: error }: DeliveryRow): string {
  if (status !== null) return `the receiver answered ${status}`;
  if (error === null) return 'nothing came back';
  return `no answer came (${answerErrors[error as AnswerError]?.replace(/\.$/, '') ?? error})`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
