import { eventTypes, ownEventTypes } from '@winkwire/contract/event-types';
import { Delivery } from '@winkwire/contract/resources/delivery';
import { Explanation, TestAnswer } from '@winkwire/contract/resources/reconciliation';
import { newSecretField, Webhook, WebhookSecrets } from '@winkwire/contract/resources/webhook';
import { WebhookHealth } from '@winkwire/contract/resources/webhook-health';
import { integer, oneOf } from '@winkwire/contract/schema/fields';
import Type from 'typebox';
import { endSecretOverlap } from '../actions/end-secret-overlap.ts';
import { probeWebhook } from '../actions/probe-webhook.ts';
import { redeliverEvent } from '../actions/redeliver-event.ts';
import { revealWebhook } from '../actions/reveal-webhook.ts';
import { rotateWebhookSecret } from '../actions/rotate-webhook-secret.ts';
import { testWebhook } from '../actions/test-webhook.ts';
import { isShortSecret, shortSecretWarning } from '../actions/vet-secret.ts';
import { explainDelivery } from '../domain/explain-delivery.ts';
import { findWebhookHealth } from '../domain/webhook-health.ts';
import { idParams, resourceId } from './fields.ts';
import { requesterOf } from './gate.ts';
import { operation } from './operation.ts';

const tag = 'Webhooks';

/** How long the previous secret stays valid by default. One day is enough to deploy a new secret everywhere. */
const defaultOverlapSeconds = 86_400;

export const webhookToolOperations = [
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/secrets',
    id: 'rotateWebhookSecret',
    summary: 'Rotate the secret of a webhook',
    description:
      'The new secret is used immediately. While the previous secret stays valid, `Smile-Signature-Previous` has a signature with the previous secret, and `webhook-signature` has one with each valid secret.',
    tag,
    access: 'key',
    params: idParams,
    body: Type.Object({
      secret: Type.Optional(newSecretField),
      overlapSeconds: Type.Optional(
        integer(0, 30 * 86_400, {
          description: 'How long the previous secret stays valid, in seconds. By default, one day.',
        }),
      ),
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
    method: 'DELETE',
    path: '/v1/webhooks/:id/secrets/previous',
    id: 'endSecretOverlap',
    summary: 'End the overlap of a rotation',
    description:
      'From the next delivery on, older secrets are no longer used for signatures, although `previousSecrets` named a later end. A receiver that does not know the newest secret then refuses deliveries.',
    tag,
    access: 'key',
    params: idParams,
    data: Webhook,
    run: ({ caller, params }, services) => endSecretOverlap(services, caller, params.id),
  }),
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/reveal',
    id: 'revealWebhook',
    summary: 'Show the secrets and header values of a webhook',
    description:
      'Other operations mask these values, except that the response to a registration or a rotation shows the new secret. The server logs who sent the request, and from which address.',
    tag,
    access: 'key',
    params: idParams,
    data: WebhookSecrets,
    run: ({ caller, params, raw }, services) =>
      revealWebhook(services, caller, {
        id: params.id,
        requester: requesterOf(raw),
      }),
  }),
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/test',
    id: 'testWebhook',
    summary: 'Send an example event to the endpoint, and get its response',
    description:
      'The example is not added to the event log. This operation works for an inactive webhook too.',
    tag,
    access: 'key',
    params: idParams,
    body: Type.Object({ eventType: Type.Optional(oneOf([...eventTypes, ...ownEventTypes])) }),
    data: TestAnswer,
    run: ({ caller, params, body }, services) =>
      testWebhook(services, caller, { id: params.id, eventType: body.eventType ?? 'ACCOUNT_CONNECTED' }),
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id/health',
    id: 'getWebhookHealth',
    summary: 'Get the health of a webhook',
    description:
      'The last failed attempt with its response, the state of the circuit breaker, the time of the next probe, and the size of the backlog.',
    tag,
    access: 'key',
    params: idParams,
    data: WebhookHealth,
    run: ({ caller, params }, { now, store }) =>
      findWebhookHealth(store, caller, { webhookId: params.id, now: now() }),
  }),
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/probe',
    id: 'probeWebhook',
    summary: 'Send the next delivery now',
    description:
      'The next delivery in the backlog is sent at once, even while the circuit breaker is open or a Retry-After applies. When this delivery succeeds, the rest of the backlog follows. The response does not wait for the delivery: `lastFailure` and `failingSince` of `GET /v1/webhooks/{id}/health` show its outcome.',
    tag,
    access: 'key',
    params: idParams,
    data: WebhookHealth,
    run: ({ caller, params }, services) => probeWebhook(services, caller, params.id),
  }),
  operation({
    method: 'POST',
    path: '/v1/webhooks/:id/resend',
    id: 'resendEvent',
    summary: 'Redeliver one event, whatever its state',
    description: 'An event that the webhook was never given gets the next sequence number.',
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
    summary: 'Explain why an event was delivered, was not delivered, or is still waiting',
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
