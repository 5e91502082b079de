import { catalogue } from '@winkwire/contract/events/catalogue';
import { expect, test } from 'vitest';
import { findImpossible } from './find-impossible.ts';

test.each([
  [{ providerId: 'swiftlane' }, ['ACCOUNT_CONNECTED'], 'providerId', 'providers'],
  [{ providerid: 'swiftlane' }, ['ACCOUNT_CONNECTED', 'ACCOUNT_CREATED'], 'providerid', 'providers'],
  [{ usreId: 'acme-1' }, ['ALL_EVENTS'], 'usreId', 'userId'],
  [{ quite: 'different' }, ['ALL_EVENTS'], 'quite', undefined],
  [{ session: { statu: 'COMPLETED' } }, ['USER_CREATED'], 'session.statu', 'status'],
] as const)('%j of %j never matches because of %s, and the nearest is %s', (...given) => {
  const [filter, types, path, nearest] = given;
  const reason = findImpossible(filter, types);
  expect(reason).toContain(`has the property ${path},`);
  if (nearest) expect(reason).toContain(`Did you mean ${nearest}?`);
  else expect(reason).not.toContain('Did you mean');
});

test.each(Object.entries(catalogue))('a filter of what %s contains can match', (type, { example }) => {
  expect(findImpossible(example as never, [type])).toBeUndefined();
  expect(findImpossible(example as never, ['ALL_EVENTS', type])).toBeUndefined();
});

test('a filter on properties of two types never matches if no single type has them all', () => {
  expect(findImpossible({ recordId: 'r', accountId: 'a' }, ['RECORD_CREATED', 'ACCOUNT_CREATED'])).toBe(
    'No chosen event type has all properties that the filter names, so the filter never matches.',
  );
});

test('nothing is known about types that a later version may add', () => {
  expect(findImpossible({ anything: 1 }, ['NEW_TYPE'])).toBeUndefined();
  expect(findImpossible({ anything: 1 }, ['NEW_TYPE', 'USER_CREATED'])).toBeUndefined();
  expect(findImpossible({ anything: 1 }, ['ALL_EVENTS', 'NEW_*'])).toBeUndefined();
  expect(findImpossible({ anything: 1 }, ['USER_CREATED', 'USER_*'])).toContain('the property anything,');
  expect(findImpossible({}, ['ALL_EVENTS'])).toBeUndefined();
});
