import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holdsMoreValues } from './count-values.ts';

const countOf = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, part) => sum + countOf(part), 1)
    : 1;

const spaced = fc.tuple(fc.json({ maxDepth: 4 }), fc.constantFrom('', ' ', '\n\t  '));

test('a text with more values than the limit is detected, even if its strings contain separators', () => {
  fc.assert(
    fc.property(spaced, fc.integer({ min: 1, max: 30 }), ([json, space], limit) => {
      // `holdsMoreValues` counts an empty list as two values, so its count may be too high, but never too low.
      const text = JSON.stringify(JSON.parse(json), null, space);
      if (countOf(JSON.parse(text)) > limit) expect(holdsMoreValues(text, limit)).toBe(true);
    }),
  );
});

test('separators inside strings do not count', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(',"[]{}\\', '\\"', '\\\\', '",'), (some, special) => {
      const text = JSON.stringify([(some + special).repeat(50), (special + some).repeat(50)]);
      expect(holdsMoreValues(text, 3)).toBe(false);
    }),
  );
});

test.each([
  ['a text without an end', `{"a":"${'x,'.repeat(100)}`],
  ['a backslash at the end', `"${'x'.repeat(100)}\\`],
])('%s is left to the parser', (_, text) => {
  expect(holdsMoreValues(text, 5)).toBe(false);
});
