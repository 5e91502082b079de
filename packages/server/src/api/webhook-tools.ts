import { deliveryStates } from '@winkwire/contract/delivery-states';
import { endpointEventTypes, eventTypes } from '@winkwire/contract/event-types';
import { Delivery } from '@winkwire/contract/resources/delivery';
import { Explanation, TestAnswer } from '@winkwire/contract/resources/reconciliation';
import { Webhook } from '@winkwire/contract/resources/webhook';
import { page } from '@winkwire/contract/schema/envelope';
import { oneOf, text } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { resendEvent } from '../actions/resend-event.ts';
import { rotateWebhookSecret } from '../actions/rotate-webhook-secret.ts';
import { testWebhook } from '../actions/test-webhook.ts';
import { openCursor, sealCursor } from '../domain/cursor.ts';
import { deliveryResource, searchDeliveries } from '../domain/deliveries.ts';
import { explainDelivery } from '../domain/explain-delivery.ts';
import { findWebhook } from '../domain/webhooks.ts';
import { operation } from './operation.ts';
import { webhookParams as params, pathId } from './webhook-params.ts';

const tag = 'Webhooks';

/** A day unless given: time enough to deploy a secret everywhere. */
const defaultOverlapSeconds = 86_400;

const deliveryFilters = {
  state: Type.Optional(oneOf(deliveryStates)),
  eventId: Type.Optional(pathId),
  sourceId: Type.Optional(pathId),
  status: Type.Optional(Type.Integer({ minimum: 100, maximum: 599, description: 'Of the last attempt.' })),
  error: Type.Optional(text(1, 40, { description: 'Of the last attempt, such as `TIMEOUT`.' })),
  type: Type.Optional(text(1, 100, { description: 'Only events of this type.' })),
  userId: Type.Optional(pathId),
  startDate: Type.Optional(
    Type.String({ format: 'date', description: 'Given to the webhook from the beginning of this day, UTC.' }),
  ),
  endDate: Type.Optional(Type.String({ format: 'date', description: 'To the end of this day, UTC.' })),
  text: Type.Optional(
    text(2, 200, { description: 'In the body or in an answer to it, in any case of letters.' }),
  ),
};

const textsOf = (given: object): Record<string, string> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value)]));

export const webhookToolOperations = [
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/secrets',
    id: 'rotateWebhookSecret',
    summary: 'Rotate the secret of a webhook',
    description:
      'The new secret signs at once. Until the overlap ends, `Smile-Signature-Previous` carries the signature by the secret before, and `webhook-signature` one by each.',
    tag,
    access: 'key',
    params,
    body: Type.Object({
      secret: Type.Optional(text(1, 64, { description: 'A random one when not given.' })),
      overlapSeconds: Type.Optional(
        Type.Integer({ minimum: 0, maximum: 30 * 86_400, default: defaultOverlapSeconds }),
      ),
    }),
    data: Webhook,
    run: ({ caller, params, body }, services) =>
      rotateWebhookSecret(services, caller, {
        id: params.id,
        secret: body.secret,
        overlapSeconds: body.overlapSeconds ?? defaultOverlapSeconds,
      }),
  }),
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/test',
    id: 'testWebhook',
    summary: 'Send an example and see the answer',
    description: 'Nothing enters the log. Works on an inactive webhook too.',
    tag,
    access: 'key',
    params,
    body: Type.Object({ eventType: Type.Optional(oneOf([...eventTypes, ...endpointEventTypes])) }),
    data: TestAnswer,
    run: ({ caller, params, body }, services) =>
      testWebhook(services, caller, { id: params.id, eventType: body.eventType ?? 'ACCOUNT_CONNECTED' }),
  }),
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/resend',
    id: 'resendEvent',
    summary: 'Send one event again',
    description: 'Whatever became of it before. One that the webhook was never given gets the next sequence.',
    tag,
    access: 'key',
    params,
    body: Type.Object({ eventId: pathId }),
    data: Delivery,
    run: ({ caller, params, body }, services) =>
      resendEvent(services, caller, { id: params.id, eventId: body.eventId }),
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/explain',
    id: 'explainDelivery',
    summary: 'Why was an event delivered, or not?',
    tag,
    access: 'key',
    params,
    query: Type.Object({ eventId: pathId }),
    data: Explanation,
    run: ({ caller, params, query }, { config, now, secrets, store }) =>
      explainDelivery(store, caller, {
        webhookId: params.id,
        eventId: query.eventId,
        now: now(),
        retentionDays: config.retentionDays,
        box: secrets,
      }),
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/deliveries',
    id: 'listDeliveries',
    summary: 'List the deliveries of a webhook',
    tag,
    access: 'key',
    params,
    query: Type.Object({
      ...deliveryFilters,
      size: Type.Optional(Type.Integer({ minimum: 1, maximum: 150, default: 10 })),
      cursor: Type.Optional(text(1, 4000)),
    }),
    data: page(Delivery),
    async run({ caller, params, query }, { store }) {
      await findWebhook(store, caller, params.id);
      const { cursor, size = 10, ...given } = query;
      const list = `deliveries ${params.id}`;
      const start =
        cursor === undefined ? undefined : openCursor(cursor, { list, names: Object.keys(deliveryFilters) });
      const filters = start?.filters ?? textsOf(given);
      const { status, ...texts } = filters;
      const rows = await searchDeliveries(store, caller, {
        webhookId: params.id,
        ...texts,
        ...(status === undefined ? {} : { status: Number(status) || 0 }),
        before: start?.after[0],
        size: size + 1,
      });
      const shown = rows.slice(0, size);
      const last = shown.at(-1);
      return {
        nextCursor:
          rows.length > size && last ? sealCursor({ list, filters, after: [last.sequence, ''] }) : null,
        items: shown.map(deliveryResource),
      };
    },
  }),
];
