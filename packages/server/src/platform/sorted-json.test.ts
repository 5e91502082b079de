import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sortedJson } from './sorted-json.ts';

test('the members of every object are sorted, and the items of a list are not', () => {
  expect(sortedJson({ b: [{ d: 1, c: 2 }, 'z', 'a'], a: null, é: { 10: 0, 9: 0 } })).toBe(
    '{"a":null,"b":[{"c":2,"d":1},"z","a"],"é":{"9":0,"10":0}}',
  );
});

test('another order gives the same text, and another value another text', () => {
  const reversed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(reversed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .toReversed()
        .map(([name, part]) => [name, reversed(part)]),
    );
  };
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(sortedJson(reversed(value))).toBe(sortedJson(value));
      expect(JSON.parse(sortedJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
