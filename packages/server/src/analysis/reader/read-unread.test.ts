import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { linesOf, type Word } from '../layout.ts';
import { parsePayslip } from '../payslip.ts';
import { decodePicture } from './decode-picture.ts';
import { type Blob, blobsOf } from './ink-blobs.ts';
import { recognise } from './ocr.ts';
import { cropPicture } from './picture.ts';
import { readUnread } from './read-unread.ts';

const whole = await decodePicture(await documentBytes('payslip-george-photo.png'), 'PNG', 0);
const page = cropPicture(whole, { left: 0, top: 480, width: whole.width, height: 180 });
const blobs = blobsOf(page);
const boxOf = ({ left, right, top, bottom }: Blob) => {
  const [width, height] = [(right - left) / page.width, (bottom - top) / page.height];
  return [left / page.width, top / page.height, width, height] as const;
};
const words: Word[] = (await recognise(page)).map((word) => ({ ...word, page: 1, box: boxOf(word) }));
const shown = words.map(({ text }) => text).join(' ');
const grossOf = (read: Word[]) => parsePayslip(linesOf(read)).analysis.grossAmount;
const misread = (text: string) =>
  words.map((word) => (word.text.includes('26,324.50') ? { ...word, text, confidence: 0.5 } : word));

test('a value that makes no sense is read again, and counts if two readings agree', async () => {
  expect(shown).toContain('26,324.50');
  const wrong = misread('2632A.5O');
  expect(grossOf(wrong)).toBeNull();
  expect(grossOf(await readUnread(page, { words: wrong, blobs, boxOf }))).toBe(26324.5);
});

test('a value whose second reading makes no sense either stays as it was', async () => {
  const wrong = misread('2632A.5O');
  const blank = { ...page, data: new Uint8Array(page.data.length).fill(255) };
  expect(await readUnread(blank, { words: wrong, blobs, boxOf })).toEqual(wrong);
});

test('a value that makes sense is not read again', async () => {
  const other = misread('26,324.58');
  expect(grossOf(await readUnread(page, { words: other, blobs, boxOf }))).toBe(26324.58);
});

test('a value under a stamp is read without the paler ink of the stamp', async () => {
  const amount = words.find(({ text }) => text.includes('26,324.50')) as Word;
  const isStamp = (x: number, y: number) => (x - amount.left + 2 * (y - amount.top)) % 60 < 24;
  const data = page.data.map((value, at) => {
    const [x, y] = [at % page.width, Math.floor(at / page.width)];
    const isInside = x > amount.left && x < amount.right && y > amount.top - 10 && y < amount.bottom + 10;
    return isInside && isStamp(x, y) ? Math.min(value, 160) : value;
  });
  const stamped = { ...page, data };
  const read = await readUnread(stamped, { words: misread('2632A.5O'), blobs: blobsOf(stamped), boxOf });
  expect(grossOf(read)).toBe(26324.5);
});
