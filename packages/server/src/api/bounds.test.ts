import { describe, expect, test } from 'vitest';
import { bodyLimitOf } from './body-limits.ts';
import { routes } from './routes.ts';

interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  propertyNames?: Schema;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  allOf?: Schema[];
  oneOf?: Schema[];
  maxItems?: number;
  maxLength?: number;
  maxProperties?: number;
}

/** These fields accept any value. Only the number of values is limited. */
const free = ['body.data.*', 'body[].data.*', 'body.filter.*'];

function unbounded(schema: Schema, at: string): string[] {
  const types = [schema.type ?? []].flat();
  const found: string[] = [];
  const look = (part: Schema | undefined, name: string) => {
    if (part) found.push(...unbounded(part, `${at}${name}`));
  };
  const isFixed = schema.enum !== undefined || schema.const !== undefined;
  const branches = [...(schema.anyOf ?? []), ...(schema.allOf ?? []), ...(schema.oneOf ?? [])];
  if (types.length === 0 && !isFixed && branches.length === 0 && !free.includes(at))
    found.push(`${at}: any value`);
  if (types.includes('string') && !isFixed && schema.maxLength === undefined) found.push(`${at}: text`);
  if (types.includes('array') && (schema.maxItems === undefined || !schema.items)) found.push(`${at}: list`);
  if (types.includes('object')) {
    const values = [
      ...Object.values(schema.patternProperties ?? {}),
      ...(typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : []),
    ];
    const isRecord = !schema.properties || values.length > 0;
    if (isRecord && schema.maxProperties === undefined) found.push(`${at}: record`);
    if (isRecord && schema.propertyNames?.maxLength === undefined) found.push(`${at}: names of a record`);
    for (const value of values) look(value, '.*');
    for (const [name, part] of Object.entries(schema.properties ?? {})) look(part, `.${name}`);
  }
  look(schema.items, '[]');
  for (const branch of branches) look(branch, '');
  return found;
}

test.each(routes.map((operation) => [operation.id, operation] as const))(
  'every value that %s accepts has a maximum size',
  (_, { params, query, body }) => {
    const found = Object.entries({ params, query, body }).flatMap(([part, schema]) =>
      schema ? unbounded(schema as Schema, part) : [],
    );
    expect(found).toEqual([]);
  },
);

/** The bytes of the largest ASCII body without unknown properties that a schema permits. */
function largest(schema: Schema): number {
  const branches = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const sizes = [4, ...branches.map(largest)];
  if (schema.maxLength !== undefined) sizes.push(schema.maxLength + 2);
  for (const value of schema.enum ?? []) sizes.push(JSON.stringify(value).length);
  if (schema.items) sizes.push((schema.maxItems ?? 0) * (largest(schema.items) + 1));
  const named = Object.entries(schema.properties ?? {}).map(
    ([name, part]) => name.length + 4 + largest(part),
  );
  sizes.push(named.reduce((sum, size) => sum + size, 2));
  if (typeof schema.additionalProperties === 'object') {
    const name = schema.propertyNames?.maxLength ?? 0;
    sizes.push((schema.maxProperties ?? 0) * (name + 4 + largest(schema.additionalProperties)));
  }
  return Math.max(...sizes);
}

describe('a body that the schema permits is not too large', () => {
  // Operations with files or batches are left out, because their schemas permit larger bodies than their limits.
  const sending = routes.filter(
    ({ body, bodyLimit, consumes }) =>
      body && (bodyLimit ?? 0) !== 64 * 1024 * 1024 && consumes !== 'application/x-ndjson',
  );
  test.each(sending.map((operation) => [operation.id, operation] as const))('for %s', (_, operation) => {
    const limit = bodyLimitOf(operation, { bodyLimit: 1024 * 1024 });
    expect(largest(operation.body as Schema)).toBeLessThanOrEqual(limit);
  });
});
