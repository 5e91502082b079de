// biome-ignore-all lint/style/noNonNullAssertion: the index lies within the list
import type { RecordName } from '@winkwire/contract/callbacks';
import type { DeliveryState } from '@winkwire/contract/delivery-states';
import type { MarkOf, Timeline, TimelineMark, TimelineSession } from '@winkwire/contract/portal-api';
import type { Config } from '../config.ts';
import type { Caller } from '../platform/caller.ts';
import type { Queries, Store, Value } from '../store/store.ts';
import { aboutUser } from './about-subject.ts';
import { isIntact } from './body-digests.ts';
import { repeatedUntil } from './callbacks.ts';
import { firstEventIdAt, instant } from './portal-time.ts';
import { whyGone } from './why-gone.ts';

interface EventRow {
  id: string;
  type: string;
  source_id: string;
  session_id: string | null;
  created_at: number;
  /** Null if the body was deleted or is too large for a timeline. */
  body: string | null;
  body_bytes: number | null;
  body_digest: string | null;
}

interface CallbackRow {
  session_id: string;
  event_id: string;
  name: RecordName;
  arguments: string;
  at: number;
  acknowledged_at: number | null;
}

interface DeliveryRow {
  event_id: string;
  webhook_id: string;
  webhook_name: string;
  webhook_deleted_at: number | null;
  sequence: number;
  state: string;
  due_at: number | null;
}

interface AttemptRow {
  event_id: string;
  webhook_id: string;
  webhook_name: string;
  number: number;
  started_at: number;
  duration_ms: number;
  status: number | null;
  error: string | null;
  cause: string | null;
}

interface SessionRow {
  id: string;
  status: TimelineSession['status'];
  created_at: number;
  ended_at: number | null;
  host_origin: string;
}

type TimelineStore = Queries & Pick<Store, 'engine'>;

export interface TimelineQuery {
  userId: string;
  /**
   * Finds only events and callbacks before this time, in milliseconds since 1970. Later attempts of the found events
   * are included.
   */
  before?: number;
  /** Limits events and callbacks separately. Items of one millisecond stay together even if they exceed the limit. */
  size: number;
  /** Milliseconds since 1970. */
  now: number;
  config: Pick<Config, 'retentionDays' | 'callbackHours'>;
}

export async function findTimeline(
  queries: TimelineStore,
  caller: Caller,
  query: TimelineQuery,
): Promise<Timeline> {
  const { userId, size, before = Number.MAX_SAFE_INTEGER, now, config } = query;
  const [events, callbacks, sessions] = await Promise.all([
    cutBetweenMoments(size, before, {
      find: (span) => findEvents(queries, caller, { userId, ...span }),
      at: (row) => Number(row.created_at),
    }),
    cutBetweenMoments(size, before, {
      find: (span) => findCallbacks(queries, caller, { userId, ...span }),
      at: (row) => Number(row.at),
    }),
    findSessions(queries, caller, userId),
  ]);
  // Older events or callbacks may be missing, so the page begins at the later of the two times.
  const start = Math.max(events.end, callbacks.end);
  const shownEvents = events.rows.filter((row) => Number(row.created_at) >= start);
  const shownCallbacks = callbacks.rows.filter((row) => Number(row.at) >= start);
  const [deliveries, attempts] = await Promise.all([
    findDeliveries(queries, caller, shownEvents),
    findAttempts(queries, caller, shownEvents),
  ]);
  const items = [
    ...shownCallbacks.map((row) => callbackMark(row, config)),
    ...shownEvents.map((row) => eventMark(row, { deliveries, now, retentionDays: config.retentionDays })),
    ...attempts.map((row) => attemptMark(row, shownEvents)),
  ].sort(inOrder);
  return { items, sessions: sessions.map(timelineSession), nextCursor: start > 0 ? String(start) : null };
}

/** A range in ms. `from` is included, and `before` is not. */
interface Span {
  from: number;
  before: number;
  limit: number;
}

/**
 * At most this many rows of one millisecond are read. A user never has so many events or callbacks in one millisecond.
 */
const mostOfMoment = 10_000;

/**
 * Finds about `size` of the newest rows. All rows of one millisecond stay together. `end` is the time of the oldest
 * found row, or 0 if there are no older rows.
 */
async function cutBetweenMoments<Row>(
  size: number,
  before: number,
  { find, at }: { find(span: Span): Promise<Row[]>; at(row: Row): number },
): Promise<{ rows: Row[]; end: number }> {
  const rows = await find({ from: 0, before, limit: size + 1 });
  if (rows.length <= size) return { rows, end: 0 };
  const end = at(rows[size - 1]!);
  if (at(rows[size]!) < end) return { rows: rows.slice(0, size), end };
  const moment = await find({ from: end, before: end + 1, limit: mostOfMoment });
  return { rows: [...rows.filter((row) => at(row) > end), ...moment], end };
}

/** In bytes. A larger body is shown only on its event's page, because a page of the timeline has up to 150 events. */
const largestBody = 16 * 1024;

const findEvents = (store: TimelineStore, caller: Caller, query: Span & { userId: string }) => {
  const within = (id: string): string => `${id} >= $4 and ${id} < $5`;
  const searched = { engine: store.engine, tenant: '$1', mode: '$2', subject: '$3', within };
  return store.all<EventRow>(
    `select id, type, source_id, session_id, created_at, octet_length(body) as body_bytes, body_digest,
       case when octet_length(body) <= ${largestBody} then body end as body
     from events e
     where tenant_id = $1 and mode = $2 and ${aboutUser(searched, query.userId)} and ${within('id')}
     order by id desc limit $6`,
    [
      caller.tenantId,
      caller.mode,
      query.userId,
      firstEventIdAt(query.from),
      firstEventIdAt(query.before),
      query.limit,
    ],
  );
};

const findCallbacks = (queries: Queries, caller: Caller, query: Span & { userId: string }) =>
  queries.all<CallbackRow>(
    `select session_id, event_id, name, arguments, at, acknowledged_at from callbacks
     where tenant_id = $1 and mode = $2 and user_id = $3 and at >= $4 and at < $5
     order by at desc, sequence desc limit $6`,
    [caller.tenantId, caller.mode, query.userId, query.from, query.before, query.limit],
  );

const findSessions = (queries: Queries, caller: Caller, userId: string) =>
  queries.all<SessionRow>(
    `select id, status, created_at, ended_at, host_origin from sessions
     where tenant_id = $1 and mode = $2 and user_id = $3 order by created_at, id`,
    [caller.tenantId, caller.mode, userId],
  );

async function findDeliveries(queries: Queries, caller: Caller, events: EventRow[]): Promise<DeliveryRow[]> {
  if (events.length === 0) return [];
  const [places, ids] = eventPlaces(events);
  return queries.all<DeliveryRow>(
    `select d.event_id, d.webhook_id, w.name as webhook_name, w.deleted_at as webhook_deleted_at,
       d.sequence, d.state, d.due_at
     from deliveries d join webhooks w on w.tenant_id = d.tenant_id and w.id = d.webhook_id
     where d.tenant_id = $1 and d.mode = $2 and d.event_id in (${places}) order by w.created_at, w.id`,
    [caller.tenantId, caller.mode, ...ids],
  );
}

async function findAttempts(queries: Queries, caller: Caller, events: EventRow[]): Promise<AttemptRow[]> {
  if (events.length === 0) return [];
  const [places, ids] = eventPlaces(events);
  return queries.all<AttemptRow>(
    `select d.event_id, a.webhook_id, w.name as webhook_name, a.number, a.started_at, a.duration_ms, a.status, a.error, a.cause
     from deliveries d
     join attempts a on a.tenant_id = d.tenant_id and a.webhook_id = d.webhook_id and a.sequence = d.sequence
     join webhooks w on w.tenant_id = d.tenant_id and w.id = d.webhook_id
     where d.tenant_id = $1 and d.mode = $2 and d.event_id in (${places})`,
    [caller.tenantId, caller.mode, ...ids],
  );
}

const eventPlaces = (events: EventRow[]): [string, Value[]] => [
  events.map((_, index) => `$${index + 3}`).join(', '),
  events.map((row) => row.id),
];

function callbackMark(row: CallbackRow, config: TimelineQuery['config']): TimelineMark {
  const mark = { at: instant(Number(row.at)), eventId: row.event_id, sessionId: row.session_id };
  const argument: unknown = JSON.parse(row.arguments);
  if (
    row.name === 'onUIEvent' &&
    argument !== null &&
    typeof argument === 'object' &&
    'eventName' in argument
  ) {
    return { kind: 'SCREEN', ...mark, name: String(argument.eventName), arguments: argument };
  }
  const acknowledgedAt = row.acknowledged_at === null ? null : instant(Number(row.acknowledged_at));
  const until = repeatedUntil(row, config);
  return {
    kind: 'CALLBACK',
    ...mark,
    name: row.name,
    arguments: argument,
    acknowledgedAt,
    repeatedUntil: until === null ? null : instant(until),
  };
}

interface Retention {
  now: number;
  retentionDays: number;
}

function whyMissing(row: EventRow, retention: Retention): MarkOf<'EVENT'>['bodyMissing'] {
  if (row.body_bytes === null) return whyGone(row, retention);
  return row.body === null ? 'LARGE' : 'DAMAGED';
}

function eventMark(
  row: EventRow,
  { deliveries, ...retention }: Retention & { deliveries: DeliveryRow[] },
): MarkOf<'EVENT'> {
  const body = isIntact({ ...row, digest: row.body_digest }) ? row.body : null;
  return {
    kind: 'EVENT',
    at: instant(Number(row.created_at)),
    eventId: row.id,
    sessionId: row.session_id,
    type: row.type,
    sourceId: row.source_id,
    body,
    bodyMissing: body === null ? whyMissing(row, retention) : null,
    deliveries: deliveries
      .filter((delivery) => delivery.event_id === row.id)
      .map((delivery) => ({
        webhookId: delivery.webhook_id,
        webhookName: delivery.webhook_name,
        webhookDeleted: delivery.webhook_deleted_at !== null,
        sequence: Number(delivery.sequence),
        state: delivery.state.toUpperCase() as DeliveryState,
        nextAttemptAt: delivery.due_at === null ? null : instant(Number(delivery.due_at)),
      })),
  };
}

function attemptMark(row: AttemptRow, events: EventRow[]): MarkOf<'ATTEMPT'> {
  const event = events.find((candidate) => candidate.id === row.event_id)!;
  const status = row.status === null ? null : Number(row.status);
  return {
    kind: 'ATTEMPT',
    at: instant(Number(row.started_at)),
    eventId: row.event_id,
    sessionId: event.session_id,
    eventType: event.type,
    webhookId: row.webhook_id,
    webhookName: row.webhook_name,
    number: Number(row.number),
    durationMs: Number(row.duration_ms),
    succeeded: row.error === null && status !== null && status >= 200 && status < 300,
    status,
    error: row.error,
    cause: row.cause,
  };
}

const timelineSession = (row: SessionRow): TimelineSession => ({
  id: row.id,
  status: row.status,
  startedAt: instant(Number(row.created_at)),
  endedAt: row.ended_at === null ? null : instant(Number(row.ended_at)),
  hostOrigin: row.host_origin,
});

/** The order within one millisecond. */
const rank: Record<TimelineMark['kind'], number> = { SCREEN: 0, EVENT: 1, CALLBACK: 2, ATTEMPT: 3 };
const inOrder = (a: TimelineMark, b: TimelineMark): number =>
  a.at.localeCompare(b.at) || rank[a.kind] - rank[b.kind] || a.eventId.localeCompare(b.eventId);
