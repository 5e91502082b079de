import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { unreadInk } from '../field-kind.ts';
import { linesOf, type Word } from '../layout.ts';
import { parsePayslip } from '../payslip.ts';
import { confirmIdentifiers, readingsOfEach } from './confirm-identifiers.ts';
import { decodePicture } from './decode-picture.ts';
import { flattenLight } from './flatten-light.ts';
import { blobsOf } from './ink-blobs.ts';
import { invertBars } from './invert-bars.ts';
import { recognise } from './ocr.ts';
import { straighten } from './straighten.ts';

const photo = await decodePicture(await documentBytes('payslip-george-photo.png'), 'PNG', 0);
const page = invertBars(flattenLight(straighten(photo).picture));
const blobs = blobsOf(page);
const words: Word[] = (await recognise(page)).map((word) => {
  const { left, right, top, bottom } = word;
  const [width, height] = [(right - left) / page.width, (bottom - top) / page.height];
  return { ...word, page: 1, box: [left / page.width, top / page.height, width, height] as const };
});
const fieldOf = (read: Word[]) => parsePayslip(linesOf(read)).fields.find(({ name }) => name === 'taxNumber');
const shown = String(fieldOf(words)?.value);

const misread = (change: (text: string) => string, confidence: number): Word[] =>
  words.map((word) =>
    word.text.replace(/\D/g, '') === shown ? { ...word, text: change(word.text), confidence } : word,
  );

test('a digit that was read as a letter becomes the digit that it is like', async () => {
  const wrong = misread((text) => text.replace('0', 'O'), 0.8);
  expect(fieldOf(wrong)?.value).toBe(shown.replace('0', 'O'));
  const field = fieldOf(await confirmIdentifiers(page, { words: wrong, blobs }));
  expect(field?.value).toBe(shown);
  expect(field?.confidence).toBeGreaterThanOrEqual(0.9);
});

test('a number whose ink cannot be read again is not given', async () => {
  const wrong = misread((text) => text, 0.6);
  const [number] = wrong.filter(({ text }) => text.replace(/\D/g, '') === shown);
  if (!number) throw new Error('The sample is not read as expected.');
  const erased = { ...page, data: new Uint8Array(page.data) };
  for (let y = Math.round(number.top); y < number.bottom; y++)
    erased.data.fill(255, y * page.width + number.left - 4, y * page.width + number.right + 4);
  expect(fieldOf(await confirmIdentifiers(erased, { words: wrong, blobs }))).toBeUndefined();
});

test('a number beside its label that was not read at first is read', async () => {
  const unread = misread(() => unreadInk, 0.4);
  expect(fieldOf(unread)).toBeUndefined();
  expect(fieldOf(await confirmIdentifiers(page, { words: unread, blobs }))?.value).toBe(shown);
});

test('a number of digits that was read reliably is not read again', async () => {
  const blank = { ...page, data: new Uint8Array(page.data.length) };
  const sure = misread((text) => text, 0.95);
  expect(fieldOf(await confirmIdentifiers(blank, { words: sure, blobs: [] }))?.value).toBe(shown);
  expect(fieldOf(await confirmIdentifiers(blank, { words: sure, blobs }))?.value).toBe(shown);
});

test('a reading with a letter too many counts for the letters at both of its ends', () => {
  expect(readingsOfEach(['2Z09', 'Z7Z09', 'ZZ09'], 4)).toEqual([
    ['2', 'Z'],
    ['Z', 'Z', 'Z'],
    ['0', '0', '0'],
    ['9', '9', '9'],
  ]);
});

test('if every reading has a letter too many or too few, each look-alike or repeated letter may be that letter', () => {
  expect(readingsOfEach(['2Z09', 'Z7Z0'], 3)).toEqual([
    ['Z', '2', '7', 'Z', 'Z'],
    ['0', '0', 'Z', 'Z', '7'],
    ['9', '9', '0', '0', '0'],
  ]);
  expect(readingsOfEach(['001', '001'], 4)).toEqual([
    ['0', '0'],
    ['0', '0'],
    ['0', '0'],
    ['1', '1'],
  ]);
  expect(readingsOfEach(['135'], 4)).toEqual([[], [], [], []]);
});
