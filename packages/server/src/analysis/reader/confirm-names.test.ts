import { expect, test, vi } from 'vitest';
import { linesOf, type Word } from '../layout.ts';
import { parsePayslip } from '../payslip.ts';
import { confirmNames } from './confirm-names.ts';
import type { Blob } from './ink-blobs.ts';
import type { RecognisedWord } from './ocr.ts';

const readPlace = vi.hoisted(() => vi.fn());
vi.mock('./read-place.ts', () => ({ readPlace }));

const picture = { data: new Uint8Array(0), width: 1000, height: 1000 };
const blobs: Blob[] = Array.from({ length: 40 }, (_, at) => ({
  left: at * 20,
  right: at * 20 + 10,
  top: 100,
  bottom: 115,
}));

const wordsOf = (...texts: string[]): Word[] =>
  texts.map((text, at) => ({
    text,
    page: 1,
    confidence: 0.95,
    left: 100 + at * 110,
    right: 200 + at * 110,
    top: 100,
    bottom: 120,
    box: [0.1 + at * 0.11, 0.1, 0.1, 0.02],
  }));

async function nameAfter(...readings: string[][]) {
  readPlace.mockReset();
  for (const reading of readings) readPlace.mockResolvedValueOnce(wordsOf(...reading) as RecognisedWord[]);
  const words = await confirmNames(picture, { words: wordsOf('Fxample', 'Energy', 'LLC'), blobs });
  const field = parsePayslip(linesOf(words)).fields.find(({ name }) => name === 'employerName');
  return [field?.value, field?.confidence];
}

test('a letter of a name is replaced if two further readings agree on another, and the name is doubtful', async () => {
  expect(await nameAfter(['Example', 'Energy', 'LLC'], ['Example', 'Energy', 'LLC'])).toEqual([
    'Example Energy LLC',
    0.5,
  ]);
});

test.each([
  [['Example', 'Energy', 'LLC'], ['Fxample', 'Energy', 'LLC'], 0.5],
  [['Examp', 'Energy', 'LLC'], ['Examp', 'Energy', 'LLC'], 0.5],
  [['Fxample', 'Energy', 'LLC'], ['Fxample', 'Energy', 'LLC'], 0.95],
  [['Energy', 'LLC'], [], 0.95],
])('a name stays as it was if the readings %j and %j do not correct it', async (one, other, confidence) => {
  expect(await nameAfter(one, other)).toEqual(['Fxample Energy LLC', confidence]);
});
