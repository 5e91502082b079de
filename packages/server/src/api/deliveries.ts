import { AttemptRecord, Delivery } from '@winkwire/contract/resources/delivery';
import { page } from '@winkwire/contract/schema/envelope';
import { attemptSearch, endpointAttempts } from '../domain/search-attempts.ts';
import { deliverySearch, endpointDeliveries } from '../domain/search-deliveries.ts';
import { findWebhook } from '../domain/webhooks.ts';
import { idParams } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Deliveries';

export const searchNote =
  'After a second, a search returns what it has found so far. So a page may be short, or even empty, and still have a `nextCursor` to continue with.';

const ofFailures = '`succeeded=false`, an `error`, or a `status` outside 200 to 299';

export const deliveryOperations = [
  operation({
    method: 'GET',
    path: '/v1/deliveries',
    id: 'searchDeliveries',
    summary: 'Search the deliveries to all webhooks',
    description: `The deliveries of the newest events come first. With a \`webhookId\`, but without an \`eventId\`, the newest deliveries come first instead. ${searchNote}`,
    tag,
    access: 'key',
    query: deliverySearch.query,
    data: page(Delivery),
    run: ({ caller, query }, { store }) => deliverySearch.page(store, caller, query),
  }),
  operation({
    method: 'GET',
    path: '/v1/attempts',
    id: 'searchAttempts',
    summary: 'Search the attempts of all webhooks',
    description: `Each attempt is returned with its response. The attempts of the newest events come first. A search without \`eventId\` and \`userId\` has another order in two cases. With ${ofFailures}, the newest attempts come first, and an index makes the search fast. Otherwise, with a \`webhookId\`, the attempts of the newest deliveries come first. ${searchNote}`,
    tag,
    access: 'key',
    query: attemptSearch.query,
    data: page(AttemptRecord),
    run: ({ caller, query }, { store }) => attemptSearch.page(store, caller, query),
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/deliveries',
    id: 'listDeliveries',
    summary: 'Search the deliveries to a webhook',
    description: searchNote,
    tag,
    access: 'key',
    params: idParams,
    query: endpointDeliveries.query,
    data: page(Delivery),
    async run({ caller, params, query }, { store }) {
      await findWebhook(store, caller, params.id);
      return endpointDeliveries.page(store, { ...caller, where: { 'd.webhook_id': params.id } }, query);
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/attempts',
    id: 'listAttempts',
    summary: 'Search the attempts of a webhook',
    description: `Each attempt is returned with its response. The attempts of the newest deliveries come first. With ${ofFailures}, but without an \`eventId\`, the newest attempts come first instead, and an index makes the search fast. ${searchNote}`,
    tag,
    access: 'key',
    params: idParams,
    query: endpointAttempts.query,
    data: page(AttemptRecord),
    async run({ caller, params, query }, { store }) {
      await findWebhook(store, caller, params.id);
      return endpointAttempts.page(store, { ...caller, where: { 'd.webhook_id': params.id } }, query);
    },
  }),
];
