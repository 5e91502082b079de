import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { unreadInk } from '../field-kind.ts';
import { decodePicture } from './decode-picture.ts';
import { blobsOf } from './ink-blobs.ts';
import { recognise } from './ocr.ts';
import { readAgain } from './read-again.ts';

const page = await decodePicture(await documentBytes('payslip-george-photo.png'), 'PNG', 0);
const words = await recognise(page);

test('words that were lost or misread are found by reading their places again', async () => {
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

test('pale print that was lost is found', async () => {
  const label = words.find(({ text }) => /^deductions$/i.test(text));
  if (!label) throw new Error('The sample is not read as expected.');
  const { left, right, top, bottom } = label;
  const isInLabel = (x: number, y: number) => x >= left - 2 && x <= right + 2 && y >= top && y <= bottom;
  const pale = {
    ...page,
    data: page.data.map((value, at) =>
      isInLabel(at % page.width, Math.floor(at / page.width)) ? 255 - (255 - value) * 0.3 : value,
    ),
  };
  const blobs = blobsOf(pale);
  expect(blobs.some((blob) => isInLabel(blob.left, blob.top))).toBe(false);
  const again = await readAgain(pale, { blobs, words: words.filter((word) => word !== label) });
  expect(again.some((word) => /^deductions$/i.test(word.text) && Math.abs(word.left - left) < 6)).toBe(true);
});

test('ink that cannot be read is shown as such where it stands alone, but not where it touches a word', async () => {
  const label = words.find(({ text }) => /^gross$/i.test(text));
  if (!label) throw new Error('The sample is not read as expected.');
  const top = Math.round(label.top);
  const scrawled = (left: number) => {
    const isInk = (x: number, y: number) =>
      y >= top && y < top + 12 && x >= left && x < left + 55 && (x - left) % 11 < 8;
    const data = page.data.map((value, at) =>
      isInk(at % page.width, Math.floor(at / page.width)) ? 40 : value,
    );
    return { ...page, data };
  };
  const unreadIn = async (left: number) => {
    const picture = scrawled(left);
    const again = await readAgain(picture, { blobs: blobsOf(picture), words });
    return again.filter(({ text }) => text === unreadInk).map((word) => Math.round(word.left));
  };
  expect(await unreadIn(690)).toEqual([690]);
  expect(await unreadIn(label.left - 60)).toEqual([]);
});

test('the last letters of a word are not found a second time if the recogniser says that it ends before them', async () => {
  const name = words.find(({ text }) => text === 'Mabini');
  if (!name) throw new Error('The sample is not read as expected.');
  const narrow = { ...name, right: name.left + (name.right - name.left) * 0.7 };
  const again = await readAgain(page, {
    blobs: blobsOf(page),
    words: words.map((word) => (word === name ? narrow : word)),
  });
  const beside = again.filter(({ left, top }) => left >= name.left && left < name.right && top < name.bottom);
  const found = beside.filter(({ bottom }) => bottom > name.top);
  expect(found.map(({ text }) => text)).toEqual(['Mabini']);
  expect(Math.abs((found[0]?.right ?? 0) - name.right)).toBeLessThan(4);
});
