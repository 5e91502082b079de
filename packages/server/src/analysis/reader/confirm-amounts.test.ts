import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { linesOf, type Word } from '../layout.ts';
import { parsePayslip } from '../payslip.ts';
import { confirmAmounts } from './confirm-amounts.ts';
import { decodePicture } from './decode-picture.ts';
import { blobsOf } from './ink-blobs.ts';
import { invertBars } from './invert-bars.ts';
import { mergeWords } from './merge-words.ts';
import { recognise } from './ocr.ts';

const page = invertBars(await decodePicture(await documentBytes('payslip-george-photo.png'), 'PNG', 0));
const blobs = blobsOf(page);
const words: Word[] = (await recognise(page)).map((word) => {
  const { left, right, top, bottom } = word;
  const box = [
    left / page.width,
    top / page.height,
    (right - left) / page.width,
    (bottom - top) / page.height,
  ];
  return { ...word, page: 1, box: box as unknown as Word['box'] };
});
/** The words without the total of the deductions, so that no sum confirms the other amounts. */
const unsummed = words.filter(({ text }) => text !== '3,744.85' && text !== 'deductions');

const misread = (from: string, to: string): Word[] =>
  unsummed.map((word) => (word.text === from ? { ...word, text: to, confidence: 0.95 } : word));

const amountsOf = (read: Word[]) => {
  const { analysis, problem } = parsePayslip(linesOf(read));
  return { gross: analysis.grossAmount, net: analysis.netAmount, problem: problem?.message };
};

test('an amount is corrected if two further readings agree on another one', async () => {
  const wrong = misread('22,579.65', '22,519.65');
  expect(amountsOf(wrong).net).toBe(22519.65);
  expect(amountsOf(await confirmAmounts(page, { words: wrong, blobs }))).toMatchObject({
    gross: 26324.5,
    net: 22579.65,
  });
});

test('an amount with low confidence that cannot be read again counts as not read', async () => {
  const [amount] = unsummed.filter(({ text }) => text === '22,579.65');
  if (!amount) throw new Error('The sample is not read as expected.');
  const blurred = { ...page, data: new Uint8Array(page.data) };
  for (let y = Math.round(amount.top); y < amount.bottom; y++) {
    blurred.data.fill(255, y * page.width + amount.left - 4, y * page.width + amount.right + 4);
  }
  const unsure = unsummed.map((word) => (word === amount ? { ...word, confidence: 0.6 } : word));
  const read = await confirmAmounts(blurred, { words: unsure, blobs });
  expect(amountsOf(read)).toMatchObject({ net: null, problem: expect.stringContaining('the net amount') });
  const printed = { ...amount, text: '22,579.65', confidence: 1 };
  expect(amountsOf(mergeWords(read, [printed])).net).toBe(22579.65);
});

test('amounts that add up are not read again', async () => {
  expect(await confirmAmounts(page, { words, blobs: [] })).toBe(words);
  const read = await confirmAmounts({ ...page, data: new Uint8Array(page.data.length) }, { words, blobs });
  expect(amountsOf(read)).toEqual(amountsOf(words));
});
