import Type from 'typebox';
import { exampleTime } from '../schema/example-ids.ts';
import { dateTime, oneOf, text } from '../schema/fields.ts';
import { nullable } from '../schema/nullable.ts';

/** Where a key comes from: the server's first start, its settings, or a request. */
export const apiKeyOrigins = ['GENERATED', 'CONFIGURED', 'CREATED'] as const;
export type ApiKeyOrigin = (typeof apiKeyOrigins)[number];

export const apiKeyName = text(1, 100, {
  description: 'A name by which people recognise the key, such as the name of your back end.',
});

const fields = {
  key: Type.String({ minLength: 1, description: 'The user name of HTTP Basic.' }),
  name: nullable(apiKeyName),
  origin: oneOf(apiKeyOrigins, {
    description:
      'Where the key comes from. `GENERATED`: the first start of the server. `CONFIGURED`: its settings. `CREATED`: this API or the portal.',
  }),
  createdAt: dateTime,
  expiresAt: nullable(
    Type.String({
      ...dateTime,
      description: 'The key works until this time. Null if the key does not expire.',
    }),
  ),
};

const example = {
  key: 'sandbox_7c1f0b2e9d4a6835c0e1f2a3',
  name: 'Loan desk',
  origin: 'CREATED' as const,
  createdAt: exampleTime,
  expiresAt: null,
};

export const ApiKey = Type.Object(fields, {
  description: 'An API key of one mode, without its secret. Only a hash of the secret is stored.',
  examples: [example],
});
export type ApiKey = Type.Static<typeof ApiKey>;

export const ApiKeys = Type.Object(
  {
    items: Type.Array(ApiKey, {
      description: 'The oldest key first. Expired keys are still listed for some time.',
    }),
  },
  { examples: [{ items: [example] }] },
);
export type ApiKeys = Type.Static<typeof ApiKeys>;

export const NewApiKey = Type.Object(
  {
    ...fields,
    secret: Type.String({
      minLength: 1,
      description: 'The password of HTTP Basic. No other response contains it.',
    }),
  },
  {
    description: 'A new API key with its secret.',
    examples: [{ ...example, secret: 'Jm0V3c2bq5uQhT8wZr1yXn4kLs7dPf9A' }],
  },
);
export type NewApiKey = Type.Static<typeof NewApiKey>;
