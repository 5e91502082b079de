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

const filterName = { maxLength: 100, description: 'The name of a property, of 1 to 100 characters.' };

export const WebhookFilter = record(filterName, Type.Unknown(), {
  maxProperties: 20,
  description: `Only events whose \`data\` matches are sent. Every property of the filter must match the property of \`data\` with the same name. If a value in the filter is a list, one of its members must match. If a value in the filter is an object, each of its properties must match. If a value in \`data\` is a list, one of its members must match. The filter may be at most ${longestFilter} characters of JSON and ${deepestFilter} objects deep, and may compare with at most ${mostFilterValues} values.`,
  examples: [{ sourceType: 'ACCOUNT', providers: ['upwork', 'grab'] }],
});

export const WebhookHeaders = record(
  {
    pattern: headerNamePattern,
    maxLength: longestHeaderName,
    description: `A header name is a token of RFC 9110 with 1 to ${longestHeaderName} characters. Letters, digits and hyphens may always be used in a name.`,
  },
  Type.String({
    maxLength: longestHeaderValue,
    pattern: headerValuePattern,
    description: 'Visible ASCII characters, with spaces and tabs only between them.',
  }),
  {
    maxProperties: 20,
    description: `Sent with every delivery, in addition to our own headers. A name is a token of RFC 9110. A name is refused if it is the name of one of our own headers, of a tracing header, or of a header that HTTP itself needs. This check ignores case, and reads every character except letters and digits as a hyphen. A value has at most ${longestHeaderValue} characters. All names and values together have at most ${longestHeaders} characters.`,
    examples: [{ authorization: 'Bearer a-key-of-yours' }],
  },
);

export const mostConcurrency = 512;

const delivery = {
  concurrency: Type.Integer({
    minimum: 1,
    maximum: mostConcurrency,
    description: 'The maximum number of requests in flight. 64 by default.',
  }),
  ratePerSecond: Type.Number({ minimum: 0.01, maximum: 10_000, description: 'No limit by default.' }),
  timeoutSeconds: Type.Number({
    minimum: 1,
    maximum: 25,
    description: 'The maximum duration of a request with its response, in seconds. 15 by default.',
  }),
  retryDelays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 * 86_400 }), {
    maxItems: 30,
    description:
      'Seconds to wait before each retry. The actual wait is up to a tenth longer or shorter. By default, there are eleven retries over about three days.',
  }),
  strictOrder: Type.Boolean({
    description:
      'Each event waits until the previous event of its source has been delivered or given up. Other sources do not wait.',
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
    description: 'Changes the given settings and keeps the others. Null restores a default.',
  },
);

export const WebhookTls = Type.Object(
  {
    ca: Type.Optional(
      text(1, 20_000, {
        description: 'The certificate of the authority that signed the certificate of your endpoint, as PEM.',
      }),
    ),
    certificate: Type.Optional(text(1, 20_000, { description: 'The certificate that we present, as PEM.' })),
    key: Type.Optional(
      text(1, 20_000, { description: 'The private key of `certificate`, as PEM. No response shows it.' }),
    ),
  },
  {
    additionalProperties: false,
    description: 'The TLS settings. For mutual TLS, give both `certificate` and `key`.',
  },
);

/** TLS settings in responses. They never contain the key. */
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
  { description: 'The TLS settings, without the key.' },
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
    description:
      'The address that receives an e-mail when the endpoint is failing, is disabled, or has recovered.',
  }),
  asymmetric: Type.Boolean({
    description: 'Whether `webhook-signature` also contains a `v1a` (ed25519) signature.',
  }),
};
