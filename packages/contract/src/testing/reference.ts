import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';

/*
 * An outside OpenAPI 3.0 file to measure ours against, named by WINKWIRE_REFERENCE_OPENAPI. It is read, never copied.
 * Two rules of the contract differ from what such a file says, so they are applied to it first:
 * an unknown property is null though the file forgets `nullable`, and a name in `required` that no property has
 * is a slip.
 */
export const referencePath = process.env.WINKWIRE_REFERENCE_OPENAPI;

interface OpenApi {
  components: { schemas: Record<string, object> };
  paths: Record<string, Record<string, { responses?: Record<string, unknown> }>>;
}

export interface ReferenceOperation {
  /** Upper case. */
  method: string;
  /** Below the version, with braces: `/users/{id}`. */
  path: string;
  /** Of success. */
  status: number;
}

export interface Reference {
  names: string[];
  /** What a value breaks of a named schema, in words; empty when nothing. */
  complaints(name: string, value: unknown): string[];
  /** The same for a delivered body, by its type. */
  complaintsOfEvent(body: { type: string }): string[];
  operations: ReferenceOperation[];
  /** The same for a whole answer of an operation. */
  complaintsOfAnswer(operation: ReferenceOperation, answer: unknown): string[];
}

export function readReference(path: string): Reference {
  const { components, paths } = parse(readFileSync(path, 'utf8')) as OpenApi;
  const ajv = new Ajv({ allErrors: true, strict: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'reference', components: relax(components) as object, paths: relax(paths) as object });
  function complaintsAt(pointer: string, value: unknown): string[] {
    const validate = ajv.getSchema(`reference#${pointer}`);
    if (!validate) throw new Error(`the reference has no ${pointer}`);
    validate(value);
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  }
  return {
    names: Object.keys(components.schemas),
    complaints: (name, value) => complaintsAt(`/components/schemas/${name}`, value),
    complaintsOfEvent: (body) => complaintsAt(`/components/schemas/${eventName(body.type)}`, body),
    operations: operationsOf(paths),
    complaintsOfAnswer({ method, path, status }, answer) {
      const operation = `/paths/${path.replaceAll('/', '~1')}/${method.toLowerCase()}`;
      return complaintsAt(`${operation}/responses/${status}/content/application~1json/schema`, answer);
    },
  };
}

/** `ACCOUNT_SYNC_TASK_FINISHED` to `AccountSyncTaskFinishedEvent`. */
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

/** OpenAPI's `discriminator` says by a property's value which schema of a `oneOf` is meant: as `if` and `then`. */
function discriminated({ discriminator }: Schema): Schema | undefined {
  if (!discriminator) return undefined;
  const { propertyName, mapping } = discriminator as Discriminator;
  const cases = Object.entries(mapping).map(([value, $ref]) => ({
    if: { properties: { [propertyName]: { const: value } } },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
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
