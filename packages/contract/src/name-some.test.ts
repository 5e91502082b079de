import { expect, test } from 'vitest';
import { nameSome } from './name-some.ts';

test('all names are listed up to the maximum, and the others are counted', () => {
  expect(nameSome(['a'], 2)).toBe('a');
  expect(nameSome(['a', 'b'], 2)).toBe('a, b');
  expect(nameSome(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more');
});
