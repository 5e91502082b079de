import { expect, test } from 'vitest';
import type { RecognisedWord } from './ocr.ts';
import { shareOfSure } from './share-of-sure.ts';

const words = (confidence: number, [wide, high]: [number, number]): RecognisedWord[] =>
  Array.from({ length: 10 }, (_, row) => ({
    ...{ text: 'payslip', confidence },
    ...{ left: 0, right: wide, top: 100 * row, bottom: 100 * row + high },
  }));

test('upright words that were recognised reliably show that a page is upright', () => {
  expect(shareOfSure(words(0.9, [70, 20]))).toBe(1);
  expect(shareOfSure(words(0.6, [70, 20]))).toBe(0);
});

test('words that lie on their side show that a page must be turned, however sure they are', () => {
  expect(shareOfSure(words(0.96, [20, 70]))).toBe(0);
  expect(shareOfSure([...words(0.96, [20, 70]), ...words(0.96, [70, 20])])).toBe(0.5);
});

test('a few sure words do not show how a page lies', () => {
  expect(shareOfSure(words(0.9, [70, 20]).slice(0, 2))).toBe(14 / 40);
});
