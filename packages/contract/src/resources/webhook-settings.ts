import Type from 'typebox';
import { dateTime, text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

/** What may be set of an endpoint beyond the contract's fields. Each is optional and has a default. */

export const WebhookFilter = Type.Record(Type.String({ maxLength: 100 }), Type.Unknown(), {
  maxProperties: 20,
  description:
    'Only events whose `data` matches: every property named must be there. A list means any of its members, an object is compared by the same rule, and a list in the data matches when one member does.',
  examples: [{ sourceType: 'ACCOUNT', providers: ['upwork', 'grab'] }],
});

export const WebhookHeaders = Type.Record(
  Type.String({ pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$" }),
  Type.String({ maxLength: 1000, pattern: '^[\\x20-\\x7e]*$' }),
  { maxProperties: 20, description: 'Sent with every delivery, beside our own headers.' },
);

const delivery = {
  concurrency: Type.Integer({
    minimum: 1,
    maximum: 512,
    description: 'Requests under way at once; 64 unless given.',
  }),
  ratePerSecond: Type.Number({ minimum: 0.01, maximum: 10_000, description: 'No limit unless given.' }),
  timeoutSeconds: Type.Number({
    minimum: 1,
    maximum: 25,
    description: 'For the whole exchange; 15 unless given.',
  }),
  retryDelays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 * 86_400 }), {
    maxItems: 30,
    description:
      'Seconds to wait before each retry, a tenth more or less; eleven retries over three days unless given.',
  }),
  strictOrder: Type.Boolean({
    description: 'Events of a source wait until the one before was delivered; other sources do not.',
  }),
};

export const WebhookDeliverySettings = Type.Object(
  {
    concurrency: Type.Optional(delivery.concurrency),
    ratePerSecond: Type.Optional(delivery.ratePerSecond),
    timeoutSeconds: Type.Optional(delivery.timeoutSeconds),
    retryDelays: Type.Optional(delivery.retryDelays),
    strictOrder: Type.Optional(delivery.strictOrder),
  },
  { additionalProperties: false, description: 'How deliveries are made.' },
);

export const WebhookDeliveryChanges = Type.Object(
  {
    concurrency: Type.Optional(nullable(delivery.concurrency)),
    ratePerSecond: Type.Optional(nullable(delivery.ratePerSecond)),
    timeoutSeconds: Type.Optional(nullable(delivery.timeoutSeconds)),
    retryDelays: Type.Optional(nullable(delivery.retryDelays)),
    strictOrder: Type.Optional(nullable(delivery.strictOrder)),
  },
  {
    additionalProperties: false,
    description: 'What is given is changed, null brings a default back, and the rest stays.',
  },
);

export const WebhookTls = Type.Object(
  {
    ca: Type.Optional(text(1, 20_000, { description: 'PEM of the authority that signed your certificate.' })),
    certificate: Type.Optional(text(1, 20_000, { description: 'PEM of the certificate that we present.' })),
    key: Type.Optional(text(1, 20_000, { description: 'PEM of its private key; never shown again.' })),
  },
  { additionalProperties: false, description: 'For mutual TLS: `certificate` and `key` together.' },
);

/** What is shown of it: never the key. */
export const WebhookTlsInfo = Type.Object(
  {
    ownAuthority: Type.Boolean({ description: 'Whether only `ca` is trusted, and no public authority.' }),
    certificate: nullable(
      Type.Object(
        { subject: Type.String(), expiresAt: dateTime },
        { description: 'The certificate that we present.' },
      ),
    ),
  },
  { description: 'What `tls` was set to, without the key.' },
);

export const webhookSettings = {
  filter: WebhookFilter,
  headers: WebhookHeaders,
  delivery: WebhookDeliverySettings,
  deliveryChanges: WebhookDeliveryChanges,
  tls: WebhookTls,
  tlsInfo: WebhookTlsInfo,
  notifyEmail: Type.String({
    format: 'email',
    maxLength: 254,
    description: 'Who is written to when the endpoint fails, is disabled, or works again.',
  }),
  asymmetric: Type.Boolean({ description: 'Add a `v1a` (ed25519) signature to `webhook-signature`.' }),
};
