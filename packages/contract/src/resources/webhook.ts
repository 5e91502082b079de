import Type from 'typebox';
import { exampleId, exampleTime } from '../schema/example-ids.ts';
import { dateTime, id, oneOf, text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { subscriptions } from '../subscriptions.ts';
import { webhookSettings } from './webhook-settings.ts';

export const eventTypesField = Type.Array(oneOf(subscriptions), {
  maxItems: 100,
  description:
    'Event types, prefixes such as `ACCOUNT_*`, or `ALL_EVENTS`. `ALL_EVENTS` leaves out `ENDPOINT_*` and `FIELD_*`, which must be named.',
});

const settings = {
  name: text(1, 200, { description: 'Your name for this endpoint.' }),
  url: text(1, 500, {
    description:
      'The URL to which events are sent. It begins with `https://`, unless the server permits `http://`.',
  }),
  eventTypes: eventTypesField,
  active: Type.Boolean({
    description: 'An inactive webhook keeps its backlog. A new webhook is active by default.',
  }),
};
const includePayload = Type.Boolean({
  description:
    "Whether `data.payload` of TASK_FINISHED and ACCOUNT_SYNC_TASK_FINISHED contains the source's data. False when not given.",
});
export const newSecretField = text(1, 64, {
  description:
    'The key of the signatures. In production, it must have at least 16 characters. If it begins with `whsec_`, the rest must be base64, and only the rest is counted. If it is absent, a random secret that begins with `whsec_` is generated, and the response shows it.',
});
const shownSecret = text(1, 64, {
  description:
    'Masked, except in the response to the request that sets it. `POST /v1/webhooks/{id}/reveal` shows it.',
});
const sameSecret = text(1, 64, {
  description:
    'Only the current secret is accepted, in full or masked. `POST /v1/webhooks/{id}/secrets` rotates it.',
});

const optionalSettings = {
  filter: Type.Optional(nullable(webhookSettings.filter)),
  headers: Type.Optional(webhookSettings.headers),
  delivery: Type.Optional(webhookSettings.delivery),
  tls: Type.Optional(nullable(webhookSettings.tls)),
  notifyEmail: Type.Optional(nullable(webhookSettings.notifyEmail)),
  asymmetric: Type.Optional(webhookSettings.asymmetric),
};

const settingsExample = {
  name: 'Loan desk',
  url: 'https://hooks.example.com/winkwire',
  eventTypes: ['ACCOUNT_CONNECTED', 'TASK_FINISHED'],
  active: true,
  includePayload: false,
};

export const Webhook = Type.Object(
  {
    id: id('webhook'),
    createdAt: dateTime,
    ...settings,
    includePayload,
    secret: Type.Optional(shownSecret),
    previousSecrets: Type.Array(Type.Object({ expiresAt: dateTime }), {
      description:
        'For some time after a rotation, deliveries are signed with older secrets too. The list says until when each older secret is used.',
    }),
    updatedAt: dateTime,
    filter: nullable(webhookSettings.filter),
    headers: webhookSettings.headers,
    delivery: webhookSettings.delivery,
    tlsInfo: nullable(webhookSettings.tlsInfo),
    publicKey: nullable(
      Type.String({ description: 'The public key, `whpk_...`, if `v1a` signatures are requested.' }),
    ),
    pausedAt: nullable(dateTime),
    pausedReason: nullable(
      Type.String({ description: 'Why the webhook is not active, in one or more sentences.' }),
    ),
    failingSince: nullable(dateTime),
    notifyEmail: nullable(webhookSettings.notifyEmail),
    heldReason: nullable(
      Type.String({
        description:
          'Why nothing is sent for the webhook, in one or more sentences: a setting cannot be read or decrypted. The response shows such a setting as if it had no value. If a secret, the headers or the TLS settings cannot be read or decrypted, it shows no secret, no headers and no `tlsInfo`.',
      }),
    ),
  },
  {
    description: 'The registration of an endpoint that receives events.',
    examples: [
      {
        id: exampleId('webhook'),
        createdAt: exampleTime,
        ...settingsExample,
        secret: 'whsec_MfKQ********',
        previousSecrets: [],
        updatedAt: exampleTime,
        filter: null,
        headers: {},
        delivery: {},
        tlsInfo: null,
        publicKey: null,
        pausedAt: null,
        pausedReason: null,
        failingSince: null,
        notifyEmail: null,
        heldReason: null,
      },
    ],
  },
);
export type Webhook = Type.Static<typeof Webhook>;

export const WebhookCreateRequest = Type.Object(
  {
    ...settings,
    active: Type.Optional(settings.active),
    includePayload: Type.Optional(includePayload),
    secret: Type.Optional(newSecretField),
    ...optionalSettings,
  },
  { examples: [{ ...settingsExample, secret: 'a long random secret' }] },
);
export type WebhookCreateRequest = Type.Static<typeof WebhookCreateRequest>;

/** PUT replaces every setting except the secret, which has its own operation. */
export const WebhookReplaceRequest = Type.Object(
  {
    ...settings,
    active: Type.Optional(settings.active),
    includePayload: Type.Optional(includePayload),
    secret: Type.Optional(sameSecret),
    ...optionalSettings,
  },
  { examples: [settingsExample] },
);
export type WebhookReplaceRequest = Type.Static<typeof WebhookReplaceRequest>;

/** PATCH changes only the given settings. Null restores a default. */
export const WebhookUpdateRequest = Type.Partial(
  Type.Object({
    ...settings,
    includePayload,
    secret: sameSecret,
    ...optionalSettings,
    headers: nullable(webhookSettings.headers),
    delivery: nullable(webhookSettings.deliveryChanges),
  }),
  { minProperties: 1, examples: [{ active: false }] },
);
export type WebhookUpdateRequest = Type.Static<typeof WebhookUpdateRequest>;

export const WebhookSecrets = Type.Object(
  {
    secrets: Type.Array(
      Type.Object({
        secret: Type.String(),
        /** Deliveries are signed with this secret until this time. Null for the newest secret. */
        expiresAt: nullable(dateTime),
      }),
      { description: 'The secrets with which deliveries are signed, the newest first.' },
    ),
    headers: webhookSettings.headers,
  },
  {
    description: 'The secrets and the values of your own headers, unmasked.',
    examples: [
      {
        secrets: [{ secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', expiresAt: null }],
        headers: { authorization: 'Bearer a-key-of-yours' },
      },
    ],
  },
);
export type WebhookSecrets = Type.Static<typeof WebhookSecrets>;
