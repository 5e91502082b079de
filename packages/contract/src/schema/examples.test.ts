import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { eventTypes, ownEventTypes } from '../event-types.ts';
import { eventSchema, exampleBody } from '../events/event-body.ts';
import * as resources from '../resources/index.ts';

const ajv = new Ajv({ allErrors: true });
addFormats.default(ajv);

interface SchemaWithExamples {
  type?: unknown;
  anyOf?: unknown;
  examples?: unknown[];
}
const isSchema = (value: unknown): value is SchemaWithExamples =>
  typeof value === 'object' && value !== null && ('anyOf' in value || 'type' in value) && 'examples' in value;

const schemas = Object.entries(resources).filter(([name, value]) => /^[A-Z]/.test(name) && isSchema(value));

test('there is a schema with an example for each resource', () => {
  expect(schemas.length).toBeGreaterThan(45);
});

test.each(schemas)('the example of %s matches its schema', (_, schema) => {
  const validate = ajv.compile(schema as object);
  for (const example of (schema as SchemaWithExamples).examples!) {
    validate(example);
    expect(validate.errors).toBeNull();
  }
});

test.each([...eventTypes, ...ownEventTypes])('the example of %s matches the catalogue', (type) => {
  const validate = ajv.compile(eventSchema(type));
  validate(exampleBody(type));
  expect(validate.errors).toBeNull();
});

test('an unknown field in the data of an event is refused', () => {
  const validate = ajv.compile(eventSchema('ARCHIVE_STARTED'));
  const body = exampleBody('ARCHIVE_STARTED');
  expect(validate({ ...body, data: { ...body.data, secret: 'x' } })).toBe(false);
});
