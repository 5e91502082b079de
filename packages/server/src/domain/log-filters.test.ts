import { httpStatus } from '@winkwire/contract/schema/fields';
import { expect, test } from 'vitest';
import { hasStatus } from './log-filters.ts';

test('every status that an attempt can have can be searched for', () => {
  const limits = { minimum: 100, maximum: 999 };
  expect(httpStatus()).toMatchObject(limits);
  expect(hasStatus('a.status', '').schema).toMatchObject(limits);
});
