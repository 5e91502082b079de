import type { EventRecord } from '@winkwire/contract/resources/event-record';
import type { Page } from '@winkwire/contract/schema/envelope';
import { timestamp } from '@winkwire/contract/timestamp';
import Type from 'typebox';
import type { Caller } from '../caller.ts';
import { Failure } from '../failure.ts';
import { bucketCount, bucketOf } from '../pipeline/event-log/bucket-of.ts';
import type { Queries, Value } from '../store/store.ts';
import { openCursor, sealCursor } from './cursor.ts';
import { byDay, equals, type Filter, ofSource, ofUser } from './filters.ts';
import { defaultPageSize, type ListQuery, listQuery } from './listing.ts';
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
  /** Null once the user was erased. */
  body: string | null;
  payload_body: string | null;
  body_digest: string | null;
  payload_digest: string | null;
}

const containing = (description: string): Filter => ({
  schema: Type.String({ minLength: 2, maxLength: 200, description }),
  column: 'lower(body)',
  operator: 'like',
  value: (text) => `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`,
});

/** Ids begin with the time, so a range of days is a range of the key. */
const day = (operator: '>=' | '<', of: Filter): Filter => ({
  ...of,
  column: 'id',
  operator,
  value: (text) => firstEventIdAt(of.value(text) as number),
});

const { startDate, endDate } = byDay('id');

const filters: Record<string, Filter> = {
  id: equals('id', 'Only this event.'),
  type: equals('type', 'Only events of this type.'),
  userId: ofUser,
  sourceId: ofSource,
  sessionId: equals('session_id', 'Only what this widget session caused.'),
  text: containing('Only events whose body contains this, in any case of letters.'),
  startDate: day('>=', startDate),
  endDate: day('<', endDate),
};

export const eventQuery = listQuery(filters);

/** Events, the newest first: in the order of their ids, which is the order of the log's key. */
export async function searchEvents(
  queries: Queries,
  caller: Caller,
  query: ListQuery,
): Promise<Page<EventRecord>> {
  const size = query.size ?? defaultPageSize;
  const start =
    query.cursor === undefined
      ? undefined
      : openCursor(query.cursor, { list: 'events', names: Object.keys(filters) });
  const given = start?.filters ?? givenFilters(query);
  const parameters: Value[] = [caller.tenantId, caller.mode];
  const conditions = ['tenant_id = $1', 'mode = $2'];
  for (const [name, text] of Object.entries(given)) {
    const { column, operator, value } = filters[name]!;
    const place = `$${parameters.push(value(text))}`;
    conditions.push(`${column} ${operator} ${place}${operator === 'like' ? " escape '\\'" : ''}`);
  }
  conditions.push(...bucketCondition(given));
  if (start) conditions.push(`id < $${parameters.push(start.after[1])}`);
  const found = await queries.all<EventRow>(
    `select * from events where ${conditions.join(' and ')} order by id desc limit $${parameters.push(size + 1)}`,
    parameters,
  );
  const rows = found.slice(0, size);
  const last = rows.at(-1);
  const more = found.length > size && last !== undefined;
  return {
    nextCursor: more ? sealCursor({ list: 'events', filters: given, after: [0, last.id] }) : null,
    items: rows.map(eventResource),
  };
}

/** Leads to the index that holds users and sources. */
function bucketCondition({ userId, sourceId }: Record<string, string>): string[] {
  if (userId !== undefined) return [`bucket = ${bucketOf(userId)}`];
  if (sourceId !== undefined) return [`bucket in (${[...Array(bucketCount).keys()].join(', ')})`];
  return [];
}

function givenFilters(query: ListQuery): Record<string, string> {
  const names = Object.keys(filters).filter((name) => query[name] !== undefined);
  return Object.fromEntries(names.map((name) => [name, String(query[name])]));
}

/** What happened to a user, the newest first; `before` an event's id. */
export const eventsOfUser = (
  queries: Queries,
  caller: Caller,
  of: { userId: string; before?: string; size: number },
): Promise<EventRow[]> =>
  queries.all<EventRow>(
    `select * from events where tenant_id = $1 and mode = $2 and bucket = $6 and user_id = $3 and id < $4
     order by id desc limit $5`,
    [caller.tenantId, caller.mode, of.userId, of.before ?? 'et-g', of.size, bucketOf(of.userId)],
  );

export async function findEvent(queries: Queries, caller: Caller, id: string): Promise<EventRow> {
  const row = await queries.get<EventRow>(
    'select * from events where tenant_id = $1 and mode = $2 and id = $3',
    [caller.tenantId, caller.mode, id],
  );
  if (!row) throw new Failure('MISSING_RESOURCE', `There is no event ${id}; it may have expired.`);
  return row;
}

export function eventResource(row: EventRow): EventRecord {
  const body = row.body === null ? undefined : (JSON.parse(row.body) as EventRecord);
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
