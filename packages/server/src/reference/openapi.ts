import { type ErrorCode, errorTable } from '@winkwire/contract/errors';
import type { EventType } from '@winkwire/contract/event-types';
import { catalogue, eventSchema } from '@winkwire/contract/events';
import { ErrorEnvelope, envelope } from '@winkwire/contract/schema/envelope';
import Type, { type TSchema } from 'typebox';
import type { Operation } from '../api/operation.ts';
import { ComponentSchemas } from './component-schemas.ts';

type Json = Record<string, unknown>;

const about = `Winkwire notifies an application of what happens while its users link work accounts.

Authenticate with HTTP Basic: the API key and the API secret. A key belongs to one mode, and the data of one mode is not
visible in the other. Every response except a downloaded file is \`{ code, message, requestId, data }\`; match on
\`code\`. The data of a list is \`{ items, nextCursor }\`. Pass \`nextCursor\` as \`cursor\` to get the next page. On
the last page, \`nextCursor\` is null.

Text is UTF-8. Requests accept times in any form of RFC 3339, or a day alone; responses have UTC times in whole seconds. A
blank query parameter counts as absent, except a blank \`userId\`, \`sourceId\` or \`accountId\`, which is refused.

## Errors

${(Object.keys(errorTable) as ErrorCode[])
  .map((code) => `- ${errorTable[code].status} \`${code}\`: ${errorTable[code].message}`)
  .join('\n')}
`;

/** The document is made from the same schemas that validate requests. */
export function openApiDocument(operations: readonly Operation[], publicUrl: string): Json {
  const schemas = new ComponentSchemas();
  const published = operations.filter(
    ({ internal, access }) => !internal && (access === 'key' || access === 'public'),
  );
  const paths: Record<string, Json> = {};
  for (const operation of published) {
    const path = operation.path.replaceAll(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: describe(operation, schemas) };
  }
  const webhooks = webhookDescriptions(schemas);
  return {
    openapi: '3.1.0',
    info: { title: 'Winkwire', version: '1', description: about },
    servers: [{ url: publicUrl }],
    security: [{ basic: [] }],
    tags: [...new Set(published.map(({ tag }) => tag ?? 'Other'))].map((name) => ({ name })),
    paths,
    webhooks,
    components: {
      securitySchemes: {
        basic: { type: 'http', scheme: 'basic', description: 'API key and API secret.' },
      },
      schemas: schemas.all(),
    },
  };
}

function describe(operation: Operation, schemas: ComponentSchemas): Json {
  const status = operation.status ?? 200;
  return {
    operationId: operation.id,
    summary: operation.summary,
    ...(operation.description ? { description: operation.description } : {}),
    ...(operation.deprecated ? { deprecated: true } : {}),
    tags: [operation.tag ?? 'Other'],
    ...(operation.access === 'public' ? { security: [] } : {}),
    parameters: [
      ...parameters('path', operation.params, schemas),
      ...parameters('query', operation.query, schemas),
    ],
    ...requestBody(operation, schemas),
    responses: {
      [status]: {
        description: status === 201 ? 'Created.' : 'Done.',
        content: content(operation, schemas),
      },
      default: {
        description: 'An error. The description of this document lists the codes.',
        content: { 'application/json': { schema: schemas.refer(ErrorEnvelope) } },
      },
    },
  };
}

function content(operation: Operation, schemas: ComponentSchemas): Json {
  const { produces } = operation;
  if (!produces) return { 'application/json': { schema: schemas.refer(responseSchema(operation)) } };
  const file = { schema: { type: 'string', format: 'binary' } };
  return Object.fromEntries(produces.map((type) => [type, file]));
}

function responseSchema({ data, status }: Operation): TSchema {
  const schema = envelope(data);
  const code = Type.Literal(status === 201 ? 'CREATED' : 'OK');
  return Type.Object({ ...schema.properties, code });
}

function parameters(place: 'path' | 'query', schema: TSchema | undefined, schemas: ComponentSchemas): Json[] {
  const { properties = {}, required = [] } = (schema ?? {}) as {
    properties?: Record<string, TSchema & { description?: string; deprecated?: boolean }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(property.description ? { description: property.description } : {}),
    ...(property.deprecated ? { deprecated: true } : {}),
    schema: schemas.refer(property),
  }));
}

function requestBody(operation: Operation, schemas: ComponentSchemas): Json {
  if (!operation.body) return {};
  const { required = [], items } = operation.body as { required?: string[]; items?: TSchema };
  const type = operation.consumes ?? 'application/json';
  const whole = { schema: schemas.refer(operation.body) };
  // OpenAPI 3.1 has no schema for a stream of lines. So the schema for NDJSON describes one line.
  const content =
    type === 'application/x-ndjson'
      ? { 'application/json': whole, [type]: { schema: schemas.refer(items ?? operation.body) } }
      : { [type]: whole };
  return { requestBody: { required: required.length > 0 || items !== undefined, content } };
}

const deliveryHeaders: Record<string, string> = {
  'Smile-Signature': "Lower-case hex of HMAC-SHA512 over the exact body, keyed with the webhook's secret.",
  'webhook-id': "The event's id, as in the body.",
  'webhook-timestamp': 'The time of this attempt, in seconds since 1970.',
  'webhook-signature': 'Standard Webhooks signatures, separated by spaces.',
  'webhook-sequence': 'The sequence number of this event for this webhook. Numbers have no gaps.',
};

/** Such as `AccountConnectedEvent` for `ACCOUNT_CONNECTED`. */
const componentName = (type: EventType): string =>
  `${type.toLowerCase().replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Event`;

function webhookDescriptions(schemas: ComponentSchemas): Json {
  const parameters = Object.entries(deliveryHeaders).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    required: true,
    schema: { type: 'string' },
  }));
  return Object.fromEntries(
    (Object.keys(catalogue) as EventType[]).map((type) => [
      type,
      {
        post: {
          operationId: `on${type}`,
          summary: type,
          description: catalogue[type].line,
          tags: ['Webhooks'],
          security: [],
          parameters,
          requestBody: {
            required: true,
            content: {
              'application/json': { schema: schemas.define(componentName(type), eventSchema(type)) },
            },
          },
          responses: { '2XX': { description: 'Received. Any other response is retried.' } },
        },
      },
    ]),
  );
}
