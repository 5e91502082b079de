// biome-ignore-all lint/style/noNonNullAssertion: the column holds only these states
import { describeFailure } from '@winkwire/contract/delivery-failures';
import { deliveryStates } from '@winkwire/contract/delivery-states';
import type { Attempt, Delivery, DeliveryWithAttempts } from '@winkwire/contract/resources/delivery';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import type { Queries } from '../store/store.ts';

export interface DeliveryRow {
  tenant_id: string;
  webhook_id: string;
  sequence: number;
  mode: string;
  event_id: string;
  type: string;
  source_id: string;
  /** 1 if the body has the payload. */
  payload: number;
  state: 'waiting' | 'retrying' | 'delivered' | 'failed';
  attempts: number;
  attempts_before: number;
  due_at: number | null;
  last_status: number | null;
  last_error: string | null;
  last_cause: string | null;
  created_at: number;
  updated_at: number;
}

export interface AttemptRow {
  webhook_id: string;
  sequence: number;
  number: number;
  started_at: number;
  duration_ms: number;
  status: number | null;
  error: string | null;
  cause: string | null;
  response_headers: string | null;
  response_body: string | null;
}

const select = `
  select d.*, e.type from deliveries d
  join events e on e.tenant_id = d.tenant_id and e.mode = d.mode and e.id = d.event_id
  where d.tenant_id = $1 and d.mode = $2`;

export const findDelivery = (
  queries: Queries,
  caller: Caller,
  of: { webhookId: string; eventId: string },
): Promise<DeliveryRow | undefined> =>
  queries.get<DeliveryRow>(`${select} and d.event_id = $3 and d.webhook_id = $4`, [
    caller.tenantId,
    caller.mode,
    of.eventId,
    of.webhookId,
  ]);

export async function deliveriesOfEvents(
  queries: Queries,
  caller: Caller,
  eventIds: readonly string[],
): Promise<DeliveryWithAttempts[]> {
  if (eventIds.length === 0) return [];
  const places = eventIds.map((_, index) => `$${index + 3}`).join(', ');
  const parameters = [caller.tenantId, caller.mode, ...eventIds];
  const [deliveries, attempts] = await Promise.all([
    queries.all<DeliveryRow & { webhook_name: string; webhook_deleted_at: number | null }>(
      `select d.*, e.type, w.name as webhook_name, w.deleted_at as webhook_deleted_at from deliveries d
       join events e on e.tenant_id = d.tenant_id and e.mode = d.mode and e.id = d.event_id
       join webhooks w on w.tenant_id = d.tenant_id and w.id = d.webhook_id
       where d.tenant_id = $1 and d.mode = $2 and d.event_id in (${places})
       order by d.created_at, d.webhook_id, d.sequence`,
      parameters,
    ),
    queries.all<AttemptRow>(
      `select a.* from deliveries d
       join attempts a on a.tenant_id = d.tenant_id and a.webhook_id = d.webhook_id and a.sequence = d.sequence
       where d.tenant_id = $1 and d.mode = $2 and d.event_id in (${places})
       order by a.webhook_id, a.sequence, a.number`,
      parameters,
    ),
  ]);
  return deliveries.map((row) => ({
    ...deliveryResource(row),
    webhookName: row.webhook_name,
    webhookDeleted: row.webhook_deleted_at !== null,
    requests: attempts
      .filter((attempt) => attempt.webhook_id === row.webhook_id && attempt.sequence === row.sequence)
      .map(attemptResource),
  }));
}

export function deliveryResource(row: DeliveryRow): Delivery {
  return {
    webhookId: row.webhook_id,
    sequence: row.sequence,
    eventId: row.event_id,
    eventType: row.type,
    sourceId: row.source_id,
    state: deliveryStates.find((state) => state.toLowerCase() === row.state)!,
    attempts: row.attempts,
    nextAttemptAt: row.due_at === null ? null : timestamp(row.due_at),
    lastStatus: row.last_status,
    lastError: row.last_error,
    lastCause: row.last_cause,
    createdAt: timestamp(row.created_at),
    updatedAt: timestamp(row.updated_at),
  };
}

export function attemptResource(row: AttemptRow): Attempt {
  return {
    number: row.number,
    startedAt: timestamp(row.started_at),
    durationMs: row.duration_ms,
    status: row.status,
    error: row.error,
    cause: row.cause,
    errorMessage: row.error === null ? null : (describeFailure(row.error, row.cause) ?? null),
    responseHeaders: row.response_headers === null ? null : JSON.parse(row.response_headers),
    responseBody: row.response_body,
  };
}
