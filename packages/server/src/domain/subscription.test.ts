import { eventTypes, ownEventTypes } from '@winkwire/contract/event-types';
import { eventFamilies } from '@winkwire/contract/subscriptions';
import { expect, test } from 'vitest';
import { EventData } from './event-data.ts';
import { readSubscription, typeMatcher } from './subscription.ts';

const wants = (eventTypes: string[], filter: object | null = null) => {
  const row = { id: 'wh-1', event_types: JSON.stringify(eventTypes), include_payload: 0 };
  const subscription = readSubscription({ ...row, filter: filter && JSON.stringify(filter) });
  return (type: string, data: object = {}) =>
    subscription.wants(type, new EventData(JSON.stringify({ data })));
};

test('a type matches by its name, by a prefix, or with ALL_EVENTS', () => {
  const of = (...patterns: string[]) => eventTypes.filter(typeMatcher(patterns));
  expect(of('TASK_FINISHED')).toEqual(['TASK_FINISHED']);
  expect(of('TASK_*').sort()).toEqual(['TASK_FINISHED', 'TASK_STARTED']);
  expect(of('ALL_EVENTS')).toEqual([...eventTypes]);
  expect(of()).toEqual([]);
  expect(of('TASK')).toEqual([]);
});

test('events that Winkwire adds match only when they are listed by name', () => {
  const of = (...patterns: string[]) => ownEventTypes.filter(typeMatcher(patterns));
  expect(of('ALL_EVENTS')).toEqual([]);
  expect(of('ALL_EVENTS', 'ENDPOINT_FAILING')).toEqual(['ENDPOINT_FAILING']);
  const added: readonly string[] = ownEventTypes;
  expect(of('ENDPOINT_*', 'FIELD_*')).toEqual(added);
  const families = eventFamilies.filter((family) => !['ENDPOINT_*', 'FIELD_*'].includes(family));
  expect(of(...families)).toEqual([]);
});

test('both the type and the filter have to match', () => {
  const both = wants(['ACCOUNT_*', 'TASK_FINISHED'], { providers: 'upwork' });
  expect(both('ACCOUNT_CONNECTED', { providers: ['upwork'] })).toBe(true);
  expect(both('TASK_FINISHED', { providers: ['upwork'] })).toBe(true);
  expect(both('ACCOUNT_CONNECTED', { providers: ['grab'] })).toBe(false);
  expect(both('ACCOUNT_CONNECTED', {})).toBe(false);
  expect(both('USER_CREATED', { providers: ['upwork'] })).toBe(false);
});

test('the body is not parsed for a type that does not match', () => {
  const row = { id: 'wh-1', event_types: '["TASK_*"]', filter: '{"a":1}', include_payload: 0 };
  expect(readSubscription(row).wants('USER_CREATED', new EventData('no JSON'))).toBe(false);
});
