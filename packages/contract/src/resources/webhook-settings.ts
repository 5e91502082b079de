import Type from 'typebox';
import { deepestFilter, longestFilter, mostFilterValues } from '../filter-rules.ts';
import {
  headerNamePattern,
  headerValuePattern,
  longestHeaderName,
  longestHeaders,
  longestHeaderValue,
} from '../header-rules.ts';
import { dateTime, text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';
import { record } from '../schema/record.ts';

/** The settings of a webhook beyond the contract's fields. Each is optional and has a default. */

const filterName = { maxLength: 100, description: 'The name of a property, of 1 to 100 characters.' };

export const WebhookFilter = record(filterName, Type.Unknown(), {
  maxProperties: 20,
  description: `Only events whose \`data\` matches: every property named must be there. A list means any of its members, an object is compared by the same rule, and a list in the data matches when one member does. At most ${longestFilter} characters of JSON, ${mostFilterValues} values to compare with, and ${deepestFilter} objects deep.`,
  examples: [{ sourceType: 'ACCOUNT', providers: ['upwork', 'grab'] }],
});

export const WebhookHeaders = record(
  {
    pattern: headerNamePattern,
    maxLength: longestHeaderName,
    description: `A header name is 1 to ${longestHeaderName} letters, digits and hyphens.`,
  },
  Type.String({
    maxLength: longestHeaderValue,
    pattern: headerValuePattern,
    description: 'Visible ASCII characters, with spaces and tabs inside.',
  }),
  {
    maxProperties: 20,
    description: `Sent with every delivery, beside our own headers. A name is a token of RFC 9110 and none of ours or of HTTP's framing, however it is spelt; a value is at most ${longestHeaderValue} characters long, and all of them together ${longestHeaders}.`,
    examples: [{ authorization: 'Bearer a-key-of-yours' }],
  },
);

const delivery = {
  concurrency: Type.Integer({
    minimum: 1,
    maximum: 512,
    description: 'Requests in flight at once; 64 unless given.',
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

/** The visible part of it: never the key. */
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
