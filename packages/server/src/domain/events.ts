import type { MissingBody } from '@winkwire/contract/missing-bodies';
import type { EventRecord } from '@winkwire/contract/resources/event-record';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Queries } from '../store/store.ts';
import { isPlainIntact } from './body-digests.ts';
import {
  containing,
  eventOfFailure,
  hasState,
  is,
  isFailureState,
  isLive,
  isOpenState,
  type LogFilter,
  notWalking,
  ofEventsSince,
  ofIndexedSubject,
  ofPeriod,
  walking,
} from './log-filters.ts';
import { LogSearch, type LogSearchWay } from './log-search.ts';
import { bytesOfBodies } from './page-bytes.ts';
import { whyGone } from './why-gone.ts';

export interface EventRow {
  tenant_id: string;
  mode: string;
  id: string;
  type: string;
  source_id: string;
  user_id: string | null;
  session_id: string | null;
  bucket: number;
  created_at: number;
  /** Null if the body has expired, or if its user was erased. */
  body: string | null;
  payload_body: string | null;
  body_digest: string | null;
  payload_digest: string | null;
}

const { eventStartDate, eventEndDate } = ofEventsSince('e.id');
const period = ofPeriod('Only events that happened');
const described = (filter: LogFilter, description: string): LogFilter => ({
  ...filter,
  schema: { ...filter.schema, description },
});

const inState =
  'Only events with a delivery in this state. Pending and retrying deliveries to deleted webhooks are left out, because they are never attempted again.';

const filters: Record<string, LogFilter> = {
  id: walking(is('e.id', 'Only this event.')),
  type: is('e.type', 'Only events of this type.'),
  ...ofIndexedSubject,
  sessionId: is('e.session_id', 'Only events that this widget session caused.'),
  deliveryState: {
    ...hasState(
      inState,
      (state) => `exists (
        select 1 from deliveries d
        where d.tenant_id = e.tenant_id and d.mode = e.mode and d.event_id = e.id and ${state})`,
    ),
    isIndexed: () => false,
  },
  text: containing(
    'Only events whose body or payload contains this text. The case of the letters A to Z is ignored.',
    (contains) => `(${contains('e.body')} or ${contains('e.payload_body')})`,
  ),
  startDate: described(eventStartDate, period.start),
  endDate: described(eventEndDate, period.end),
};

const liveWebhook = ' join live_webhooks w on w.tenant_id = o.tenant_id and w.id = o.webhook_id';

const ofDeliveries = ofEventsSince('d.event_id');
const fromDeliveries = `from deliveries d ${eventOfFailure}`;

/**
 * The search starts from the failed or retrying deliveries, because there are few of them. If an event has several such
 * deliveries, only one is used.
 */
const fromFailures: LogSearchWay = {
  walked: 'deliveries d',
  select: `select e.*, d.event_id ${fromDeliveries}`,
  measure: `select ${bytesOfBodies('e')} as size ${fromDeliveries}`,
  key: ['d.event_id'],
  filters: {
    ...notWalking(filters),
    id: walking(is('d.event_id', 'Only this event.')),
    deliveryState: {
      ...hasState(inState),
      sql: (
        place,
        { text },
      ) => `d.failure_state = ${place}${isOpenState(text) ? ` and ${isLive}` : ''} and not exists (
        select 1 from deliveries o${isOpenState(text) ? liveWebhook : ''}
        where o.tenant_id = d.tenant_id and o.mode = d.mode and o.event_id = d.event_id
          and o.failure_state = d.failure_state and o.webhook_id < d.webhook_id)`,
    },
    startDate: ofDeliveries.eventStartDate,
    endDate: ofDeliveries.eventEndDate,
  },
};

/** Newest first: event ids are in the order of time. */
export const eventSearch = new LogSearch<EventRow, EventRecord>({
  list: 'events',
  walked: 'events e',
  select: 'select e.* from events e',
  measure: `select ${bytesOfBodies('e')} as size from events e`,
  key: ['e.id'],
  filters,
  shortcuts: [
    {
      // If the search names a user or a source, it starts from the events, because one user or source has few of them.
      when: ({ deliveryState, userId, sourceId, accountId }) =>
        isFailureState(deliveryState) && !(userId ?? sourceId ?? accountId),
      take: fromFailures,
    },
  ],
  toResource: (row) => recordOf(row, shownBody(row)),
});

export async function findEvent(queries: Queries, caller: Caller, id: string): Promise<EventRow> {
  const row = await queries.get<EventRow>(
    'select * from events where tenant_id = $1 and mode = $2 and id = $3',
    [caller.tenantId, caller.mode, id],
  );
  if (!row) throw new Failure('MISSING_RESOURCE', `There is no event ${id}. It may have expired.`);
  return row;
}

/** Null when the body was deleted, or has changed since the event was created. */
const shownBody = (row: EventRow): string | null => (isPlainIntact(row) ? row.body : null);

/** The event with its body, or with the reason why it has none. */
export function eventWithBody(
  row: EventRow,
  retention: { now: number; retentionDays: number },
): EventRecord & { body: string | null; bodyMissing: MissingBody | null } {
  const body = shownBody(row);
  const reason = row.body === null ? whyGone(row, retention) : 'DAMAGED';
  return { ...recordOf(row, body), body, bodyMissing: body === null ? reason : null };
}

function recordOf(row: EventRow, text: string | null): EventRecord {
  const body = text === null ? undefined : (JSON.parse(text) as EventRecord);
  return {
    id: row.id,
    version: 1,
    type: row.type as EventRecord['type'],
    createdAt: body?.createdAt ?? timestamp(row.created_at),
    data: body?.data ?? {},
    userId: row.user_id,
    sourceId: row.source_id,
    sessionId: row.session_id,
  };
}
