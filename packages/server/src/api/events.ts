import {
  EventBatch,
  EventPublishRequest,
  EventWithDeliveries,
  ListedEvent,
  PublishedBatch,
  PublishedEvent,
} from '@winkwire/contract/resources/event-record';
import { page } from '@winkwire/contract/schema/envelope';
import { publishEvent } from '../actions/publish-event.ts';
import { publishEvents } from '../actions/publish-events.ts';
import { deliveriesOfEvents } from '../domain/deliveries.ts';
import { withDeliveryCounts } from '../domain/delivery-counts.ts';
import { eventSearch, eventWithBody, findEvent } from '../domain/events.ts';
import { Failure } from '../platform/failure.ts';
import { searchNote } from './deliveries.ts';
import { idParams } from './fields.ts';
import { operation } from './operation.ts';
import { readBatch } from './read-batch.ts';
import { readIdempotencyKey } from './read-idempotency-key.ts';

const tag = 'Events';

export const eventOperations = [
  operation({
    method: 'GET',
    path: '/v1/events',
    id: 'listEvents',
    summary: 'Search the event log',
    tag,
    access: 'key',
    description: searchNote,
    query: eventSearch.query,
    data: page(ListedEvent),
    async run({ caller, query }, { store }) {
      const { items, nextCursor } = await eventSearch.page(store, caller, query);
      return { nextCursor, items: await withDeliveryCounts(store, caller, items) };
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/events/:id',
    id: 'getEvent',
    summary: 'Get an event with its deliveries and their responses',
    tag,
    access: 'key',
    params: idParams,
    data: EventWithDeliveries,
    async run({ caller, params }, { config, now, store }) {
      const row = await findEvent(store, caller, params.id);
      const deliveries = await deliveriesOfEvents(store, caller, [row.id]);
      const { retentionDays } = config;
      return { ...eventWithBody(row, { now: now(), retentionDays }), deliveries };
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/events',
    id: 'publishEvent',
    summary: 'Publish an event of your own services',
    description:
      'The response is sent after the event has been stored durably. With the header `Idempotency-Key`, a repeated request stores nothing new and returns the same id. The same key with another body is refused.',
    tag,
    access: 'key',
    body: EventPublishRequest,
    bodyLimit: 'configured',
    data: PublishedEvent,
    status: 201,
    run: ({ caller, body, raw }, services) =>
      publishEvent(services, caller, {
        request: body,
        idempotencyKey: readIdempotencyKey(raw.headers),
      }),
  }),
  operation({
    method: 'POST',
    path: '/v1/events/batch',
    id: 'publishEvents',
    summary: 'Publish up to 1,000 events of your own services',
    description: `Send a JSON array or, as \`application/x-ndjson\`, one event on each line. The events are appended to the log in the order of the request.

The response is sent after all events have been stored durably. Each event has its own result: if one is refused, the others are stored all the same. Check \`refused\`, because the status is 200 even if every event was refused.

To make a repeated request safe, give each event an \`idempotencyKey\`. The header \`Idempotency-Key\` is refused here. In the rate limit, each event counts like a request.`,
    tag,
    access: 'key',
    consumes: 'application/x-ndjson',
    body: EventBatch,
    bodyLimit: 'configured',
    data: PublishedBatch,
    async run({ caller, raw }, services) {
      if (raw.headers['idempotency-key'] !== undefined) {
        throw new Failure(
          'INVALID_PARAMETERS',
          'Idempotency-Key: a batch has no key of its own. Give each event an idempotencyKey.',
        );
      }
      return publishEvents(services, caller, readBatch(raw.body as string[]));
    },
  }),
];
