import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.ts';

test('the name with the fewest different letters is the nearest, and the first of several', () => {
  expect(nearestName('formerName', ['id', 'longName', 'name'])).toBe('longName');
  expect(nearestName('bat', ['cat', 'rat'])).toBe('cat');
  expect(nearestName('any', [])).toBeUndefined();
});
