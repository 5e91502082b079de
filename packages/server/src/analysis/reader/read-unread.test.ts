import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { linesOf, type Word } from '../layout.ts';
import { parsePayslip } from '../payslip.ts';
import { decodePicture } from './decode-picture.ts';
import { blobsOf } from './ink-blobs.ts';
import { recognise } from './ocr.ts';
import { cropPicture } from './picture.ts';
import { readUnread } from './read-unread.ts';

const whole = await decodePicture(await documentBytes('payslip-george-photo.png'), 'PNG', 0);
/** The rows from the gross pay to the deductions. */
const page = cropPicture(whole, { left: 0, top: 480, width: whole.width, height: 180 });
const blobs = blobsOf(page);
const words: Word[] = (await recognise(page)).map((word) => {
  const { left, right, top, bottom } = word;
  const [width, height] = [(right - left) / page.width, (bottom - top) / page.height];
  return { ...word, page: 1, box: [left / page.width, top / page.height, width, height] as const };
});
const shown = words.map(({ text }) => text).join(' ');
const grossOf = (read: Word[]) => parsePayslip(linesOf(read)).analysis.grossAmount;
const misread = (text: string) =>
  words.map((word) => (word.text.includes('26,324.50') ? { ...word, text, confidence: 0.5 } : word));

test('a value that makes no sense is read again, and counts if two readings agree', async () => {
  expect(shown).toContain('26,324.50');
  const wrong = misread('2632A.5O');
  expect(grossOf(wrong)).toBeNull();
  expect(grossOf(await readUnread(page, { words: wrong, blobs }))).toBe(26324.5);
});

test('a value that cannot be read again either stays as it was', async () => {
  const wrong = misread('2632A.5O');
  const blank = { ...page, data: new Uint8Array(page.data.length).fill(255) };
  expect(await readUnread(blank, { words: wrong, blobs })).toEqual(wrong);
});

test('a value that makes sense is not read again', async () => {
  const other = misread('26,324.58');
  expect(grossOf(await readUnread(page, { words: other, blobs }))).toBe(26324.58);
});
