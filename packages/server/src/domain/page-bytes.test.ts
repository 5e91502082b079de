import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countWithin } from './page-bytes.ts';

test('a page has as many bodies as fit, and at least one', () => {
  expect(countWithin([], 10)).toBe(0);
  expect(countWithin([11], 10)).toBe(1);
  expect(countWithin([4, 6, 1], 10)).toBe(2);
  const sizes = fc.array(fc.nat(20));
  fc.assert(
    fc.property(sizes, fc.nat(100), (all, bytes) => {
      const count = countWithin(all, bytes);
      const sum = (length: number) => all.slice(0, length).reduce((one, other) => one + other, 0);
      expect(count <= 1 || sum(count) <= bytes).toBe(true);
      expect(count === all.length || sum(count + 1) > bytes).toBe(true);
    }),
  );
});
