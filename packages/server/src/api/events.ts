import {
  EventPublishRequest,
  EventRecord,
  EventWithDeliveries,
  PublishedEvent,
} from '@winkwire/contract/resources/event-record';
import { page } from '@winkwire/contract/schema/envelope';
import { publishEvent } from '../actions/publish-event.ts';
import { deliveriesOfEvents } from '../domain/deliveries.ts';
import { eventResource, eventSearch, findEvent, shownBody } from '../domain/events.ts';
import { searchNote } from './deliveries.ts';
import { idParams } from './fields.ts';
import { operation } from './operation.ts';
import { readHeaderText } from './read-text.ts';

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
    data: page(EventRecord),
    run: ({ caller, query }, { store }) => eventSearch.page(store, caller, query),
  }),
  operation({
    method: 'GET',
    path: '/v1/events/:id',
    id: 'getEvent',
    summary: 'Get an event, whom it went to and what they answered',
    tag,
    access: 'key',
    params: idParams,
    data: EventWithDeliveries,
    async run({ caller, params }, { store }) {
      const row = await findEvent(store, caller, params.id);
      const deliveries = await deliveriesOfEvents(store, caller, [row.id]);
      return { ...eventResource(row), body: shownBody(row), deliveries };
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/events',
    id: 'publishEvent',
    summary: 'Publish an event that your own services caused',
    description:
      'Answers when the event is on the disk. With the header `Idempotency-Key`, the same request sent again stores nothing new and answers the same id; the same key with another body is refused.',
    tag,
    access: 'key',
    body: EventPublishRequest,
    bodyLimit: 'configured',
    data: PublishedEvent,
    status: 201,
    run: ({ caller, body, raw }, services) =>
      publishEvent(services, caller, {
        request: body,
        idempotencyKey: headerText(raw.headers['idempotency-key']),
      }),
  }),
];

function headerText(value: string | string[] | undefined): string | undefined {
  const [first] = [value].flat();
  return first === undefined ? undefined : readHeaderText(first, 'Idempotency-Key');
}
