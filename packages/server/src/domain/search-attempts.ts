import type { AttemptRecord } from '@winkwire/contract/resources/delivery';
import Type from 'typebox';
import { type AttemptRow, attemptResource } from './deliveries.ts';
import { containing, hasStatus, is, type LogFilter, ofSubject, onDays, walking } from './log-filters.ts';
import { LogSearch } from './log-search.ts';

type Row = AttemptRow & { event_id: string; type: string; source_id: string; user_id: string | null };

const succeeded: LogFilter = {
  schema: Type.Boolean({ description: 'Only attempts with a response of 200 to 299, or only the others.' }),
  value: (text) => (text === 'true' ? 1 : 0),
  sql: (place) => `case when a.status between 200 and 299 and a.error is null then 1 else 0 end = ${place}`,
};

const filters: Record<string, LogFilter> = {
  eventId: walking(is('d.event_id', 'Only attempts to deliver this event.')),
  ...ofSubject('e'),
  type: is('e.type', 'Only events of this type.'),
  succeeded,
  status: hasStatus('a.status', 'HTTP status of the response.'),
  error: is('a.error', 'Why there was no usable response, such as `TIMEOUT`.'),
  ...onDays('a.started_at', 'd.event_id', 'Started'),
  text: containing(
    'Text in the body or the stored headers of the response. The case of the letters A to Z is ignored.',
    (contains) => `(${contains('a.response_body')} or ${contains('a.response_headers')})`,
  ),
};

const select = `
  select a.*, d.event_id, d.source_id, e.type, e.user_id from deliveries d
  join attempts a on a.tenant_id = d.tenant_id and a.webhook_id = d.webhook_id and a.sequence = d.sequence
  join events e on e.tenant_id = d.tenant_id and e.mode = d.mode and e.id = d.event_id`;

/** Attempts at an endpoint, those of the newest deliveries first. */
export const endpointAttempts = new LogSearch<Row, AttemptRecord>({
  list: 'attempts',
  walked: 'deliveries d',
  select,
  key: ['d.sequence', 'a.number'],
  filters,
  toResource: attemptRecord,
});

/** Attempts at all endpoints, those of the newest events first. */
export const attemptSearch = new LogSearch<Row, AttemptRecord>({
  list: 'all attempts',
  walked: 'deliveries d',
  select,
  key: ['d.event_id', 'd.webhook_id', 'd.sequence', 'a.number'],
  filters: { webhookId: is('d.webhook_id', 'Only attempts to this webhook.'), ...filters },
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
