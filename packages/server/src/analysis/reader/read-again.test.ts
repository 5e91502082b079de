import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { decodePicture } from './decode-picture.ts';
import { blobsOf } from './ink-blobs.ts';
import { recognise } from './ocr.ts';
import { readAgain } from './read-again.ts';

const page = await decodePicture(await documentBytes('payslip-george-photo.png'), 'PNG', 0);

test('words that were lost or misread are found by reading their places again', async () => {
  const words = await recognise(page);
  const amount = words.find(({ text }) => text.includes('26,324.50'));
  const label = words.find(({ text }) => /^gross$/i.test(text));
  if (!amount || !label) throw new Error('The sample is not read as expected.');
  const others = words.filter((word) => word !== amount && word !== label);
  const again = await readAgain(page, {
    blobs: blobsOf(page),
    words: [...others, { ...amount, text: '26,3Z4.5O', confidence: 0.3 }],
  });
  const texts = again.map(({ text }) => text).join(' ');
  expect(texts).toContain('26,324.50');
  expect(texts).not.toContain('26,3Z4.5O');
  expect(
    again.some(
      ({ text, left, top }) =>
        /^gross$/i.test(text) && Math.abs(left - label.left) < 6 && Math.abs(top - label.top) < 12,
    ),
  ).toBe(true);
});
