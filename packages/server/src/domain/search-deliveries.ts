import type { Delivery } from '@winkwire/contract/resources/delivery';
import { type DeliveryRow, deliveryResource } from './deliveries.ts';
import {
  containing,
  hasState,
  hasStatus,
  is,
  type LogFilter,
  ofSubject,
  onDays,
  walking,
} from './log-filters.ts';
import { LogSearch } from './log-search.ts';

const hasAttempt = `exists (
  select 1 from attempts a
  where a.tenant_id = d.tenant_id and a.webhook_id = d.webhook_id and a.sequence = d.sequence and `;

const filters: Record<string, LogFilter> = {
  state: hasState('Only deliveries in this state.', (place) => `d.state = ${place}`),
  eventId: walking(is('d.event_id', 'Only deliveries of this event.')),
  ...ofSubject('e'),
  type: is('e.type', 'Only events of this type.'),
  status: hasStatus('d.last_status', 'HTTP status of the last attempt.'),
  error: is('d.last_error', 'Why the last attempt failed, such as `TIMEOUT`.'),
  ...onDays('d.created_at', 'd.event_id', 'Created'),
  text: containing(
    'Text in the body or in a response to it. The case of the letters A to Z is ignored.',
    (contains) => `(${contains('case when d.payload = 1 then e.payload_body else e.body end')}
      or ${hasAttempt} ${contains('a.response_body')}))`,
  ),
};

const select = `
  select d.*, e.type from deliveries d
  join events e on e.tenant_id = d.tenant_id and e.mode = d.mode and e.id = d.event_id`;

/** The deliveries to an endpoint, newest first. */
export const endpointDeliveries = new LogSearch<DeliveryRow, Delivery>({
  list: 'deliveries',
  walked: 'deliveries d',
  select,
  key: ['d.sequence'],
  filters,
  toResource: deliveryResource,
});

/** The deliveries to all endpoints, those of the newest events first. */
export const deliverySearch = new LogSearch<DeliveryRow, Delivery>({
  list: 'all deliveries',
  walked: 'deliveries d',
  select,
  key: ['d.event_id', 'd.webhook_id', 'd.sequence'],
  filters: { webhookId: is('d.webhook_id', 'Only deliveries to this webhook.'), ...filters },
  toResource: deliveryResource,
});
