import type { Delivery } from '@winkwire/contract/resources/delivery';
import { type DeliveryRow, deliveryResource } from './deliveries.ts';
import {
  containing,
  eventOfFailure,
  hasState,
  hasStatus,
  is,
  isFailureState,
  isOfMode,
  type LogFilter,
  notWalking,
  ofEventsSince,
  ofLiveWebhooks,
  ofSubject,
  onDays,
  walking,
} from './log-filters.ts';
import { LogSearch } from './log-search.ts';

const hasAttempt = `exists (
  select 1 from attempts a
  where a.tenant_id = d.tenant_id and a.webhook_id = d.webhook_id and a.sequence = d.sequence and `;

const state = hasState(
  'Only deliveries in this state. Pending and retrying deliveries to deleted webhooks are left out, because they are never attempted again.',
);

const changed = onDays('d.updated_at', 'd.event_id', 'Last changed');

const ofEvent = walking(is('d.event_id', 'Only deliveries of this event.'));

const filters: Record<string, LogFilter> = {
  state,
  live: ofLiveWebhooks,
  eventId: ofEvent,
  ...ofSubject('e'),
  type: is('e.type', 'Only deliveries of events of this type.'),
  status: hasStatus('d.last_status', 'Only deliveries whose last attempt got this HTTP status.'),
  error: is('d.last_error', 'Only deliveries whose last attempt failed with this error, such as `TIMEOUT`.'),
  ...onDays('d.created_at', 'd.event_id', 'Created'),
  updatedStartDate: changed.startDate,
  updatedEndDate: changed.endDate,
  ...ofEventsSince('d.event_id'),
  text: containing(
    'Only deliveries with this text in the body that is sent, or in the body of a response. The case of the letters A to Z is ignored.',
    (contains) => `(${contains('case when d.payload = 1 then e.payload_body else e.body end')}
      or ${hasAttempt} ${contains('a.response_body')}))`,
  ),
};

/** All pending deliveries come after the webhook's cursor, so earlier ones need not be read. */
const stateAtEndpoint: LogFilter = {
  ...state,
  sql: (place, context) => {
    const condition = state.sql(place, context);
    if (context.text !== 'WAITING') return condition;
    const [tenant, webhook] = ['d.tenant_id', 'd.webhook_id'].map(context.placeOf);
    return `${condition} and d.sequence > coalesce((
      select sequence from cursors where tenant_id = ${tenant} and webhook_id = ${webhook}), 0)`;
  },
  isIndexed: (text) => text !== 'DELIVERED',
};

const select = `
  select d.*, e.type from deliveries d
  join events e on e.tenant_id = d.tenant_id and e.mode = d.mode and e.id = d.event_id`;

const toEndpoint = {
  walked: 'deliveries d',
  select,
  key: ['d.sequence'],
  filters: { ...notWalking(filters), state: walking(stateAtEndpoint), eventId: ofEvent },
  requires: isOfMode,
} as const;

export const endpointDeliveries = new LogSearch<DeliveryRow, Delivery>({
  list: 'deliveries',
  ...toEndpoint,
  toResource: deliveryResource,
});

const toAll = {
  walked: 'deliveries d',
  select,
  key: ['d.event_id', 'd.webhook_id', 'd.sequence'],
  filters: { webhookId: is('d.webhook_id', 'Only deliveries to this webhook.'), ...filters },
} as const;

/** Newest events first. A search for one endpoint lists its newest deliveries first. */
export const deliverySearch = new LogSearch<DeliveryRow, Delivery>({
  list: 'all deliveries',
  ...toAll,
  shortcuts: [
    {
      // An event has few deliveries, so a search by event needs no shortcut.
      when: ({ webhookId, eventId }) => webhookId !== undefined && eventId === undefined,
      take: { ...toEndpoint, scope: { webhookId: 'd.webhook_id' } },
    },
    {
      when: ({ state }) => isFailureState(state),
      take: { ...toAll, select: `select d.*, e.type from deliveries d ${eventOfFailure}` },
    },
  ],
  toResource: deliveryResource,
});
