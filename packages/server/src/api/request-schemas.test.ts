import { eventTypes, ownEventTypes } from '@winkwire/contract/event-types';
import { eventSchema } from '@winkwire/contract/events';
import { expect, test } from 'vitest';
import { routes } from './routes.ts';

type Schema = Record<string, unknown>;

function* walk(schema: unknown, place: string): Generator<[place: string, schema: Schema]> {
  if (typeof schema !== 'object' || schema === null) return;
  if (!Array.isArray(schema)) yield [place, schema as Schema];
  for (const [key, part] of Object.entries(schema)) {
    if (key !== 'examples' && key !== 'default' && key !== 'enum') yield* walk(part, `${place}.${key}`);
  }
}

const requests = routes.flatMap(({ id, params, query, body }) =>
  Object.entries({ params, query, body }).flatMap(([part, schema]) =>
    schema ? [...walk(schema, `${id}.${part}`)] : [],
  ),
);
const responses = routes.flatMap(({ id, data }) => [...walk(data, `${id}.data`)]);
const events = [...eventTypes, ...ownEventTypes].flatMap((type) => [...walk(eventSchema(type), type)]);

const isOf = (schema: Schema, type: string) => [schema.type].flat().includes(type);

test('there are schemas to check', () => {
  expect(requests.length).toBeGreaterThan(300);
  expect(events.length).toBeGreaterThan(300);
});

test('every whole number has a minimum and a maximum that both engines can store', () => {
  const wrong = [...requests, ...responses, ...events]
    .filter(([, schema]) => isOf(schema, 'integer'))
    .filter(([, { minimum, maximum }]) => !(Number.isSafeInteger(minimum) && Number.isSafeInteger(maximum)));
  expect(wrong.map(([place]) => place)).toEqual([]);
});

test('every record in a request has a rule for its names and a limit, and cannot bypass the rule', () => {
  const wrong = [...requests, ...events].filter(([place, schema]) => {
    if (schema.patternProperties) return true;
    if (!isOf(schema, 'object') || schema.properties || /\.propertyNames$/.test(place)) return false;
    const { propertyNames, additionalProperties, maxProperties } = schema;
    return !propertyNames || additionalProperties === undefined || maxProperties === undefined;
  });
  expect(wrong.map(([place]) => place)).toEqual([]);
});

test('every time in a request accepts all of RFC 3339', () => {
  const wrong = requests.filter(([, { format, pattern }]) => format === 'date-time' && pattern !== undefined);
  expect(wrong.map(([place]) => place)).toEqual([]);
});
