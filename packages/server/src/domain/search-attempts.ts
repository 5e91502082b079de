import type { AttemptRecord } from '@winkwire/contract/resources/delivery';
import Type from 'typebox';
import { type AttemptRow, attemptResource } from './deliveries.ts';
import {
  containing,
  hasStatus,
  is,
  isOfMode,
  type LogFilter,
  notWalking,
  ofIndexedSubject,
  ofLiveWebhooks,
  ofSubject,
  onDays,
  onTimes,
  walking,
} from './log-filters.ts';
import { LogSearch, type LogSearchWay } from './log-search.ts';

type Row = AttemptRow & { event_id: string; type: string; source_id: string; user_id: string | null };

const succeeded: LogFilter = {
  schema: Type.Boolean({
    description: 'If true, only attempts with a response of 200 to 299. If false, only failed attempts.',
  }),
  value: (text) => (text === 'true' ? 1 : 0),
  sql: (place) => `case when a.status between 200 and 299 and a.error is null then 1 else 0 end = ${place}`,
};

const status = hasStatus('a.status', 'Only attempts whose response had this HTTP status.');
const error = is('a.error', 'Only attempts that failed with this error, such as `TIMEOUT`.');

const ofEvent = walking(is('d.event_id', 'Only attempts for this event.'));

const filters: Record<string, LogFilter> = {
  live: ofLiveWebhooks,
  eventId: ofEvent,
  ...ofSubject('e'),
  type: is('e.type', 'Only attempts for events of this type.'),
  succeeded,
  status,
  error,
  ...onDays('a.started_at', 'd.event_id', 'Started'),
  text: containing(
    'Only attempts whose response has this text in its body or stored headers. The case of the letters A to Z is ignored.',
    (contains) => `(${contains('a.response_body')} or ${contains('a.response_headers')})`,
  ),
};

const columns = 'select a.*, d.event_id, d.source_id, e.type, e.user_id';
const joinEvents = 'join events e on e.tenant_id = d.tenant_id and e.mode = d.mode and e.id = d.event_id';

const ofDelivery = 'a.tenant_id = d.tenant_id and a.webhook_id = d.webhook_id and a.sequence = d.sequence';
/** `d.attempts > 0` avoids an unnecessary look-up for each pending delivery. A dead endpoint may have many of these. */
const select = `${columns} from deliveries d join attempts a on ${ofDelivery} and d.attempts > 0 ${joinEvents}`;

const byDelivery: LogSearchWay = {
  walked: 'deliveries d',
  select,
  key: ['d.sequence', 'a.number'],
  filters: { ...notWalking(filters), eventId: ofEvent },
  requires: isOfMode,
};

/* These expressions must be the same as in the indexes of migration 66. */
export const failed = '(a.status is null or a.status not between 200 and 299 or a.error is not null)';
const code = 'coalesce(cast(a.status as text), a.error)';
/** Errors that can occur together with a status. For such an attempt, the index on `code` contains only the status. */
const withStatus = ['REDIRECT_REFUSED', 'PROXY_FAILED'];
const ofWebhook = 'a.tenant_id = w.tenant_id and a.webhook_id = w.id';
const { startDate, endDate } = onTimes('a.started_at', 'Started');

const fromFailures: LogSearchWay = {
  walked: 'webhooks w',
  each: { table: 'other_attempts a', of: ofWebhook, only: failed, columns: { 'd.webhook_id': 'w.id' } },
  select: `${columns} from webhooks w join other_attempts a on ${ofWebhook} join deliveries d on ${ofDelivery} ${joinEvents}`,
  key: ['a.started_at', 'a.webhook_id', 'a.sequence', 'a.number'],
  filters: {
    ...filters,
    webhookId: walking(is('w.id', '')),
    eventId: is('d.event_id', ''),
    // Every row here is a failed attempt: `succeeded=false` finds all, and `succeeded=true` none.
    succeeded: { ...succeeded, sql: (place) => `cast(${place} as bigint) = 0` },
    status: walking({
      ...status,
      sql: (place, { text, bind }) => `${code} = ${bind(text)} and a.status = ${place}`,
    }),
    error: walking({
      ...error,
      sql: (place, { text }) =>
        withStatus.includes(text) ? `a.error = ${place}` : `${code} = ${place} and a.error = ${place}`,
    }),
    startDate: walking(startDate),
    endDate: walking(endDate),
  },
};

/** Finds failed attempts through their index. A search by event is fast without it. */
const toFailures = {
  when: ({ eventId, succeeded, status, error }: Record<string, string>): boolean =>
    eventId === undefined &&
    (succeeded === 'false' || error !== undefined || (status !== undefined && !status.startsWith('2'))),
  take: fromFailures,
};

/** Newest deliveries first. A search for failed attempts lists the newest attempts first. */
export const endpointAttempts = new LogSearch<Row, AttemptRecord>({
  list: 'attempts',
  ...byDelivery,
  shortcuts: [toFailures],
  toResource: attemptRecord,
});

/** A user has few events, and an index finds them. */
const fromUser: LogSearchWay = {
  walked: 'events e',
  select: `${columns} from events e
    join deliveries d on d.tenant_id = e.tenant_id and d.mode = e.mode and d.event_id = e.id
    join attempts a on ${ofDelivery}`,
  key: ['e.id', 'd.webhook_id', 'd.sequence', 'a.number'],
  filters: {
    ...filters,
    webhookId: is('d.webhook_id', ''),
    userId: ofIndexedSubject.userId,
    ...onDays('a.started_at', 'e.id', 'Started'),
  },
};

const ofOneWebhook = is('d.webhook_id', 'Only attempts to this webhook.');

/** Newest events first, unless a shortcut uses another order. */
export const attemptSearch = new LogSearch<Row, AttemptRecord>({
  list: 'all attempts',
  walked: 'deliveries d',
  select,
  key: ['d.event_id', 'd.webhook_id', 'd.sequence', 'a.number'],
  filters: { webhookId: ofOneWebhook, ...filters },
  shortcuts: [
    { when: ({ userId, eventId }) => userId !== undefined && eventId === undefined, take: fromUser },
    toFailures,
    {
      when: ({ webhookId, eventId }) => webhookId !== undefined && eventId === undefined,
      take: { ...byDelivery, scope: { webhookId: 'd.webhook_id' } },
    },
  ],
  toResource: attemptRecord,
});

function attemptRecord(row: Row): AttemptRecord {
  return {
    webhookId: row.webhook_id,
    sequence: row.sequence,
    eventId: row.event_id,
    eventType: row.type,
    sourceId: row.source_id,
    userId: row.user_id,
    ...attemptResource(row),
  };
}
