import {
  Webhook,
  WebhookCreateRequest,
  WebhookReplaceRequest,
  WebhookUpdateRequest,
} from '@winkwire/contract/resources/webhook';
import { page } from '@winkwire/contract/schema/envelope';
import type { FastifyRequest } from 'fastify';
import { changeWebhook, replaceWebhook } from '../actions/change-webhook.ts';
import { createWebhook } from '../actions/create-webhook.ts';
import { deleteWebhook } from '../actions/delete-webhook.ts';
import { isShortSecret, shortSecretWarning } from '../actions/vet-secret.ts';
import type { EventFilter } from '../domain/event-filter.ts';
import { findImpossible } from '../domain/find-impossible.ts';
import { listQuery } from '../domain/listing.ts';
import { findWebhook, webhookListing, webhookResource } from '../domain/webhooks.ts';
import { idParams, nothing } from './fields.ts';
import { operation } from './operation.ts';

const tag = 'Webhooks';

/**
 * The maximum size of a body with webhook settings, in bytes. It is enough for the PEM texts of mutual TLS, all headers
 * and a filter.
 */
const webhookBodyLimit = 256 * 1024;

/**
 * Warns if the filter can never match. The filter is stored anyway, because events of a later version may have the
 * property that it names.
 */
function warned(raw: FastifyRequest, webhook: Webhook): Webhook {
  const reason = webhook.filter && findImpossible(webhook.filter as EventFilter, webhook.eventTypes);
  if (reason) raw.warning = raw.warning ? `${raw.warning} filter: ${reason}` : `filter: ${reason}`;
  return webhook;
}

export const webhookOperations = [
  operation({
    method: 'GET',
    path: '/v1/webhooks',
    id: 'listWebhooks',
    summary: 'List webhooks',
    description: 'Secrets and header values are masked: `POST /v1/webhooks/{id}/reveal` shows them.',
    tag,
    access: 'key',
    query: listQuery(),
    data: page(Webhook),
    run: ({ caller, query }, { now, secrets, store }) =>
      webhookListing({ box: secrets, now: now() }).page(store, caller, query),
  }),
  operation({
    method: 'POST',
    path: '/v1/webhooks',
    id: 'createWebhook',
    summary: 'Register a webhook',
    description:
      'From now on, events are kept for the webhook, even while it is inactive. This response shows the secret of the webhook. Later, `POST /v1/webhooks/{id}/reveal` shows it. The status is 200.',
    tag,
    access: 'key',
    body: WebhookCreateRequest,
    bodyLimit: webhookBodyLimit,
    data: Webhook,
    run: async ({ caller, body, raw }, services) => {
      if (isShortSecret(body.secret)) raw.warning = shortSecretWarning;
      return warned(raw, await createWebhook(services, caller, body));
    },
  }),
  operation({
    method: 'GET',
    path: '/v1/webhooks/:id',
    id: 'getWebhook',
    summary: 'Get a webhook',
    description:
      'The secret and the header values of the webhook are masked: `POST /v1/webhooks/{id}/reveal` shows them.',
    tag,
    access: 'key',
    params: idParams,
    data: Webhook,
    run: async ({ caller, params }, { now, secrets, store }) =>
      webhookResource(await findWebhook(store, caller, params.id), { box: secrets, now: now() }),
  }),
  operation({
    method: 'PUT',
    path: '/v1/webhooks/:id',
    id: 'replaceWebhook',
    summary: 'Replace the settings of a webhook',
    description:
      'Settings that are absent get their defaults. The secret stays: `POST /v1/webhooks/{id}/secrets` rotates it. A masked secret or header value stands for the stored one.',
    tag,
    access: 'key',
    params: idParams,
    body: WebhookReplaceRequest,
    bodyLimit: webhookBodyLimit,
    data: Webhook,
    run: async ({ caller, params, body, raw }, services) =>
      warned(raw, await replaceWebhook(services, caller, { id: params.id, settings: body })),
  }),
  operation({
    method: 'PATCH',
    path: '/v1/webhooks/:id',
    id: 'updateWebhook',
    summary: 'Change, pause or resume a webhook',
    description:
      'Settings that are absent stay as they are. A masked secret or header value stands for the stored one. Null restores the default of a setting, or of a single field of `delivery`. `active: false` pauses the webhook and keeps its backlog. `active: true` resumes it where it stopped.',
    tag,
    access: 'key',
    params: idParams,
    body: WebhookUpdateRequest,
    bodyLimit: webhookBodyLimit,
    data: Webhook,
    run: async ({ caller, params, body, raw }, services) =>
      warned(raw, await changeWebhook(services, caller, { id: params.id, changes: body })),
  }),
  operation({
    method: 'DELETE',
    path: '/v1/webhooks/:id',
    id: 'deleteWebhook',
    summary: 'Delete a webhook',
    tag,
    access: 'key',
    params: idParams,
    data: nothing,
    run: async ({ caller, params }, services) => {
      await deleteWebhook(services, caller, params.id);
      return null;
    },
  }),
];
