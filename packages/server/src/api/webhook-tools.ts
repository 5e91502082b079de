import { endpointEventTypes, eventTypes } from '@winkwire/contract/event-types';
import { Delivery } from '@winkwire/contract/resources/delivery';
import { Explanation, TestAnswer } from '@winkwire/contract/resources/reconciliation';
import { newSecretField, Webhook, WebhookSecrets } from '@winkwire/contract/resources/webhook';
import { integer, oneOf } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { redeliverEvent } from '../actions/redeliver-event.ts';
import { revealWebhook } from '../actions/reveal-webhook.ts';
import { rotateWebhookSecret } from '../actions/rotate-webhook-secret.ts';
import { testWebhook } from '../actions/test-webhook.ts';
import { isShortSecret, shortSecretWarning } from '../actions/vet-secret.ts';
import { explainDelivery } from '../domain/explain-delivery.ts';
import { idParams, resourceId } from './fields.ts';
import { requesterOf } from './gate.ts';
import { operation } from './operation.ts';

const tag = 'Webhooks';

/** A day unless given: time enough to deploy a secret everywhere. */
const defaultOverlapSeconds = 86_400;

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
    params: idParams,
    body: Type.Object({
      secret: Type.Optional(newSecretField),
      overlapSeconds: Type.Optional(integer(0, 30 * 86_400, { default: defaultOverlapSeconds })),
    }),
    data: Webhook,
    run: ({ caller, params, body, raw }, services) => {
      if (isShortSecret(body.secret)) raw.warning = shortSecretWarning;
      return rotateWebhookSecret(services, caller, {
        id: params.id,
        secret: body.secret,
        overlapSeconds: body.overlapSeconds ?? defaultOverlapSeconds,
      });
    },
  }),
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/reveal',
    id: 'revealWebhook',
    summary: 'Show the secrets and header values of a webhook',
    description: 'Every other read masks them. The server logs who asked, and from where.',
    tag,
    access: 'key',
    params: idParams,
    data: WebhookSecrets,
    run: ({ caller, params, raw }, services) =>
      revealWebhook(services, caller, {
        id: params.id,
        requester: { by: requesterOf(raw), address: raw.ip, requestId: raw.id },
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
    params: idParams,
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
    params: idParams,
    body: Type.Object({ eventId: resourceId }),
    data: Delivery,
    run: ({ caller, params, body }, services) =>
      redeliverEvent(services, caller, { id: params.id, eventId: body.eventId }),
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/explain',
    id: 'explainDelivery',
    summary: 'Why was an event delivered, or not?',
    tag,
    access: 'key',
    params: idParams,
    query: Type.Object({ eventId: resourceId }),
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
];
