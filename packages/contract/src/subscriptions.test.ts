import { expect, expectTypeOf, test } from 'vitest';
import {
  type EventFamily,
  eventFamilies,
  type Subscription,
  subscriptions,
  type TypesOf,
} from './subscriptions.ts';

test('a family is the beginning of a type, up to an underscore', () => {
  expect(eventFamilies).toEqual(expect.arrayContaining(['ACCOUNT_*', 'ACCOUNT_SYNC_*', 'USER_SESSION_*']));
  expect(eventFamilies).not.toContain('ACC_*');
  expect(eventFamilies).not.toContain('PENSION_*');
});

test('no event type or prefix is listed twice', () => {
  expect(new Set(subscriptions).size).toBe(subscriptions.length);
});

test('the compiler knows the families and their types', () => {
  expectTypeOf<'ENDPOINT_*'>().toExtend<EventFamily>();
  expectTypeOf<TypesOf<'USER_SESSION_*'>>().toEqualTypeOf<'USER_SESSION_COMPLETED' | 'USER_SESSION_RESET'>();
  // @ts-expect-error: no type begins with PENSION_
  const wrong: Subscription = 'PENSION_*';
  expect(subscriptions).not.toContain(wrong);
});
