import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/*
 * Reads another OpenAPI 3.0 file, to compare our API with it. Its schemas are relaxed: every property may be null, and
 * `required` ignores properties that the schema does not define.
 */
export const referencePath = process.env.WINKWIRE_REFERENCE_OPENAPI;

interface OpenApi {
  components: { schemas: Record<string, object> };
  paths: Record<string, Record<string, OpenApiOperation>>;
}

interface OpenApiOperation {
  responses?: Record<string, unknown>;
  requestBody?: {
    content?: Record<string, { schema?: object; examples?: Record<string, { value: unknown }> }>;
  };
}

export interface ReferenceOperation {
  method: string;
  /** The path without the version, with braces: `/users/{id}`. */
  path: string;
  status: number;
}

/** An example of a request from the file. If the file has none, `body` is made from the examples in the schema. */
export interface RequestExample {
  method: string;
  path: string;
  name: string;
  body: Record<string, unknown>;
}

export interface Reference {
  names: string[];
  complaints(name: string, value: unknown): string[];
  complaintsOfEvent(body: { type: string }): string[];
  operations: ReferenceOperation[];
  violationsOfResponse(operation: ReferenceOperation, body: unknown): string[];
  requestExamples: RequestExample[];
  eventExamples(type: string): Record<string, unknown>[];
}

export function readReference(path: string): Reference {
  const { components, paths } = parse(readFileSync(path, 'utf8')) as OpenApi;
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'reference', components: relax(components) as object, paths: relax(paths) as object });
  function violationsAt(pointer: string, value: unknown): string[] {
    const validate = ajv.getSchema(`reference#${pointer}`);
    if (!validate) throw new Error(`the reference has no ${pointer}`);
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }
  return {
    names: Object.keys(components.schemas),
    complaints: (name, value) => violationsAt(`/components/schemas/${name}`, value),
    complaintsOfEvent: (body) => violationsAt(`/components/schemas/${eventName(body.type)}`, body),
    operations: operationsOf(paths),
    requestExamples: requestExamplesOf(paths, components.schemas),
    eventExamples(type) {
      const { 'x-examples': examples = {} } = (components.schemas[eventName(type)] ?? {}) as Schema;
      return Object.values(examples as Record<string, { data: Record<string, unknown> }>).map(
        ({ data }) => data,
      );
    },
    violationsOfResponse({ method, path, status }, body) {
      const operation = `/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}`;
      return violationsAt(`${operation}/responses/${status}/content/application~1json/schema`, body);
    },
  };
}

/** Converts `ACCOUNT_SYNC_TASK_FINISHED` to `AccountSyncTaskFinishedEvent`. */
const eventName = (type: string): string =>
  `${type
    .toLowerCase()
    .split('_')
    .map((word) => word[0]!.toUpperCase() + word.slice(1))
    .join('')}Event`;

const methods = new Set(['get', 'post', 'put', 'patch', 'delete']);

function operationsOf(paths: OpenApi['paths']): ReferenceOperation[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .map(([method, { responses = {} }]) => {
        const status = Number(Object.keys(responses).find((code) => code.startsWith('2')));
        return { method: method.toUpperCase(), path, status };
      }),
  );
}

function requestExamplesOf(paths: OpenApi['paths'], schemas: Record<string, object>): RequestExample[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item)
      .filter(([method]) => methods.has(method))
      .flatMap(([method, { requestBody }]) => {
        const { schema, examples = {} } = requestBody?.content?.['application/json'] ?? {};
        if (!schema) return [];
        const printed = Object.entries(examples).map(([name, { value }]) => ({ name, body: value }));
        const made = { name: 'made of its fields', body: exampleOf(schema as Schema, schemas) };
        return (printed.length > 0 ? printed : [made]).map(({ name, body }) => ({
          method: method.toUpperCase(),
          path,
          name,
          body: body as Record<string, unknown>,
        }));
      }),
  );
}

/** The schema's example, or an object of its fields' examples. */
function exampleOf(schema: Schema, schemas: Record<string, object>): unknown {
  const { $ref, example, properties } = schema;
  if (typeof $ref === 'string') return exampleOf(schemas[$ref.split('/').at(-1)!] as Schema, schemas);
  if (example !== undefined || !properties) return example;
  const fields = Object.entries(properties as Record<string, Schema>)
    .map(([name, field]) => [name, exampleOf(field, schemas)] as const)
    .filter(([, value]) => value !== undefined);
  return Object.fromEntries(fields);
}

type Schema = Record<string, unknown>;

function relax(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(relax);
  if (typeof schema !== 'object' || schema === null) return schema;
  const relaxed: Schema = Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== 'example' && key !== 'x-examples' && key !== 'discriminator')
      .map(([key, value]) => [key, key === 'properties' ? relaxProperties(value as Schema) : relax(value)]),
  );
  if (Array.isArray(relaxed.required)) relaxed.required = withoutSlips(relaxed);
  return discriminated(schema as Schema) ?? relaxed;
}

interface Discriminator {
  propertyName: string;
  mapping: Record<string, string>;
}

/** Converts OpenAPI's `discriminator`, where one property selects a schema, to `if` and `then` of JSON Schema. */
function discriminated({ discriminator }: Schema): Schema | undefined {
  if (!discriminator) return undefined;
  const { propertyName, mapping } = discriminator as Discriminator;
  const cases = Object.entries(mapping).map(([value, $ref]) => ({
    if: { properties: { [propertyName]: { const: value } } },
    // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema
    then: { $ref },
  }));
  return {
    required: [propertyName],
    properties: { [propertyName]: { enum: Object.keys(mapping) } },
    allOf: cases,
  };
}

const relaxProperties = (properties: Schema): Schema =>
  Object.fromEntries(
    Object.entries(properties).map(([name, schema]) => [name, { anyOf: [{ type: 'null' }, relax(schema)] }]),
  );

const withoutSlips = ({ required, properties }: Schema): unknown[] =>
  (required as string[]).filter((name) => !properties || name in (properties as Schema));
