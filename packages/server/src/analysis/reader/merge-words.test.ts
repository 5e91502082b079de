import { expect, test } from 'vitest';
import type { Word } from '../layout.ts';
import { mergeWords } from './merge-words.ts';
import type { Seen } from './text-ink.ts';

/** The page has one line. Each character is a hundredth of the page wide. */
const wordAt = (text: string, column: number, confidence: number): Word => ({
  text,
  page: 1,
  left: column * 10,
  right: (column + text.length) * 10,
  top: 100,
  bottom: 115,
  confidence,
  box: [column / 100, 0.1, text.length / 100, 0.015],
});

const merged = (recognised: Word[], text: string, seen: Seen) =>
  mergeWords(recognised, [{ ...wordAt(text, 10, 1), seen }])
    .toSorted((one, other) => one.left - other.left)
    .map((word) => [word.text, word.confidence]);

test('an invisible text never changes a digit of the picture', () => {
  for (const confidence of [0.96, 0.5]) {
    const read = [wordAt('22,579.65', 10, confidence)];
    expect(merged(read, '92,579.65', 'NONE')).toEqual([['22,579.65', confidence]]);
  }
});

test('an invisible text corrects the letters of an unsure word, but does not raise its confidence', () => {
  expect(merged([wordAt('Palornero', 10, 0.5)], 'Palomero', 'NONE')).toEqual([['Palomero', 0.5]]);
  expect(merged([wordAt('Palomero', 10, 0.9)], 'Palomino', 'NONE')).toEqual([['Palomero', 0.9]]);
});

test('an invisible text where nothing was recognised is not read', () => {
  expect(merged([], '92,579.65', 'NONE')).toEqual([]);
  expect(merged([], '92,579.65', 'DARK')).toEqual([['92,579.65', 1]]);
});

test('a visible text replaces a recognised one, but counts as recognised', () => {
  expect(merged([wordAt('22,S79.65', 10, 0.9)], '22,579.65', 'DARK')).toEqual([['22,579.65', 0.99]]);
});

test('a printed line over two columns replaces their words one by one', () => {
  const read = [wordAt('Dcpartment', 10, 0.6), wordAt('Fleet', 25, 0.9), wordAt('33-0000000-8', 60, 0.9)];
  const line = wordAt('Department Fleet', 10, 1);
  const wide = { ...line, text: 'Department Fleet 33-0000000-8', box: [0.1, 0.1, 0.7, 0.015] as const };
  for (const [seen, confidence] of [
    ['NONE', 0.6],
    ['DARK', 0.99],
  ] as const) {
    const words = mergeWords(read, [{ ...wide, seen }]);
    expect(words.map(({ text, left }) => [text, left])).toEqual([
      ['Department', 100],
      ['Fleet', 250],
      ['33-0000000-8', 600],
    ]);
    expect(words[0]?.confidence).toBe(confidence);
  }
});
