import type { EventRecord } from '@winkwire/contract/resources/event-record';
import { timestamp } from '@winkwire/contract/timestamp';
import type { Caller } from '../platform/caller.ts';
import { Failure } from '../platform/failure.ts';
import type { Queries } from '../store/store.ts';
import { areIntact } from './body-digests.ts';
import { bucketCount, bucketOf } from './bucket-of.ts';
import { byDay, type Filter } from './filters.ts';
import { containing, hasState, is, type LogFilter, ofSubject, walking } from './log-filters.ts';
import { LogSearch } from './log-search.ts';
import { firstEventIdAt } from './portal-time.ts';

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
  /** Null once the user has been erased. */
  body: string | null;
  payload_body: string | null;
  body_digest: string | null;
  payload_digest: string | null;
}

/** Ids begin with their time, so a range of days is a range of ids. */
const day = (operator: '>=' | '<', of: Filter): LogFilter =>
  walking({
    schema: of.schema,
    value: (text) => firstEventIdAt(Number(of.value(text))),
    sql: (place) => `e.id ${operator} ${place}`,
  });

const { startDate, endDate } = byDay('id');
const subject = ofSubject('e');

/** The index on users and sources is ordered by bucket. */
const everyBucket = [...Array(bucketCount).keys()].join(', ');
const inAnyBucket = (filter: LogFilter): LogFilter => ({
  ...filter,
  sql: (...given) => `e.bucket in (${everyBucket}) and ${filter.sql(...given)}`,
});

/** Neither engine reads a text to compute its length in bytes. */
const bytesOfBodies = (alias: string): string =>
  `coalesce(octet_length(${alias}.body), 0) + coalesce(octet_length(${alias}.payload_body), 0)`;

/** Events, newest first, in the order of their ids, which is the order of the log's key. */
export const eventSearch = new LogSearch<EventRow, EventRecord>({
  list: 'events',
  walked: 'events e',
  select: 'select e.* from events e',
  measure: `select ${bytesOfBodies('e')} as size from events e`,
  key: ['e.id'],
  filters: {
    id: walking(is('e.id', 'Only this event.')),
    type: is('e.type', 'Only events of this type.'),
    userId: walking({
      ...subject.userId,
      sql: (place, { text }) => `e.bucket = ${bucketOf(text)} and e.user_id = ${place}`,
    }),
    sourceId: inAnyBucket(subject.sourceId),
    accountId: inAnyBucket(subject.accountId),
    sessionId: is('e.session_id', 'Only events that this widget session caused.'),
    deliveryState: hasState(
      'Only events with a delivery in this state.',
      (place) => `exists (
        select 1 from deliveries d
        where d.tenant_id = e.tenant_id and d.mode = e.mode and d.event_id = e.id and d.state = ${place})`,
    ),
    text: containing(
      'Only events whose body or payload contains this text. The case of the letters A to Z is ignored.',
      (contains) => `(${contains('e.body')} or ${contains('e.payload_body')})`,
    ),
    startDate: day('>=', startDate),
    endDate: day('<', endDate),
  },
  toResource: eventResource,
});

export async function findEvent(queries: Queries, caller: Caller, id: string): Promise<EventRow> {
  const row = await queries.get<EventRow>(
    'select * from events where tenant_id = $1 and mode = $2 and id = $3',
    [caller.tenantId, caller.mode, id],
  );
  if (!row) throw new Failure('MISSING_RESOURCE', `There is no event ${id}. It may have expired.`);
  return row;
}

/** Null also for a body that has changed since it was created: it must not be shown. */
export const shownBody = (row: EventRow): string | null => (areIntact(row) ? row.body : null);

export function eventResource(row: EventRow): EventRecord {
  const text = shownBody(row);
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
