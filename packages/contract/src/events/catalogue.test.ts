import { expect, expectTypeOf, test } from 'vitest';
import { ALL_EVENTS, type EventType, eventTypes, ownEventTypes } from '../event-types.ts';
import { catalogue, type EventData } from './catalogue.ts';
import { type EventBody, eventSchema, exampleBody } from './event-body.ts';

test('the catalogue has every type once, and nothing else', () => {
  expect(Object.keys(catalogue).sort()).toEqual([...eventTypes, ...ownEventTypes].sort());
  expect(catalogue).not.toHaveProperty(ALL_EVENTS);
});

test('the description of each event is short, and no two are the same', () => {
  const lines = Object.values(catalogue).map(({ line }) => line);
  expect(new Set(lines).size).toBe(lines.length);
  for (const line of lines) expect(line).toMatch(/^[A-Z].{10,90}\.$/);
});

test('a body has exactly the fields id, version, type, createdAt and data', () => {
  const schema = eventSchema('INVITE_LINKED') as unknown as {
    required: string[];
    additionalProperties: boolean;
  };
  expect(schema.required).toEqual(['id', 'version', 'type', 'createdAt', 'data']);
  expect(schema.additionalProperties).toBe(false);
  expect(Object.keys(exampleBody('INVITE_LINKED'))).toEqual(schema.required);
});

/* These tests check types that customers use. A wrong type is a compile error. */

test('data follows from the type', () => {
  expectTypeOf<EventData<'INVITE_LINKED'>>().toEqualTypeOf<{ userId: string; inviteId: string }>();
  expectTypeOf<EventData<'TASK_FINISHED'>['status']>().toEqualTypeOf<'SUCCEEDED' | 'FAILED'>();
  expectTypeOf<EventBody['type']>().toEqualTypeOf<EventType>();
  const body = exampleBody('ACCOUNT_FAILED') as EventBody;
  // @ts-expect-error: not every event has an error code
  body.data.errorCode;
  if (body.type === 'ACCOUNT_FAILED')
    expect(body.data.errorCode satisfies string).toBe('INVALID_CREDENTIALS');
});

test('data of another type does not compile', () => {
  const userId = 'acme-5e0c9b7a41d24f6f8a3b1c2d3e4f5a6b';
  // @ts-expect-error: inviteId is missing
  const incomplete: EventData<'INVITE_LINKED'> = { userId };
  // @ts-expect-error: a wildcard has no data
  type Wildcard = EventData<'ALL_EVENTS'>;
  // @ts-expect-error: there is only version 1
  const version: EventBody<'RECORD_CREATED'>['version'] = 2;
  expect([incomplete, version] satisfies [unknown, Wildcard | number]).toBeDefined();
});
