import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cut, shorten } from './shorten.ts';

const family = '👨‍👩‍👧';

test('a text is cut before an emoji or a letter with marks that does not fit', () => {
  expect(cut('abc🙂', 4)).toBe('abc');
  expect(cut(`ab${family}`, 6)).toBe('ab');
  expect(cut('cafe\u0301', 4)).toBe('caf');
});

test('a text that fits stays as it is, and a shortened one ends in an ellipsis', () => {
  expect(shorten(`ab${family}`, 10)).toBe(`ab${family}`);
  expect(shorten(`abc${family}`, 10)).toBe('abc…');
});

test('a grapheme that does not fit alone is cut between its characters', () => {
  expect(cut(family, 4)).toBe('👨‍');
  expect(cut(`a${'\u0301'.repeat(500)}`, 100)).toHaveLength(100);
});

test('a cut text never has half a character, whatever its length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), fc.nat(30), (text, length) => {
      const result = cut(text, length);
      expect(text.startsWith(result)).toBe(true);
      expect(result.length).toBeLessThanOrEqual(length);
      expect(result.isWellFormed()).toBe(true);
    }),
  );
});
