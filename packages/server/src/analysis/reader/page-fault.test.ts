import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import type { Word } from '../layout.ts';
import { decodePicture } from './decode-picture.ts';
import { pageFault } from './page-fault.ts';
import { cropPicture } from './picture.ts';

const page = await decodePicture(await documentBytes('payslip-george-photo.png'), 'PNG', 0);
const dark = { ...page, data: page.data.map((value) => value * 0.3) };
const cut = cropPicture(page, {
  left: Math.floor(page.width * 0.2),
  top: 0,
  width: Math.floor(page.width * 0.8),
  height: page.height,
});
const words = (confidence: number, count = 10) =>
  Array.from(
    { length: count },
    () => ({ text: 'payslip', confidence, box: [0.8, 0.05, 0.1, 0.03] }) as unknown as Word,
  );

test('a page that was read has no fault, even if it is dark', () => {
  expect(pageFault(page, words(0.9))).toBeNull();
  expect(pageFault(dark, words(0.9))).toBeNull();
});

test('a page of which little was recognised reliably has the fault that its picture shows', () => {
  expect(pageFault(dark, words(0.5))).toBe('DARK');
});

test('a page with ink that was not read is illegible, if its picture shows no other fault', () => {
  expect(pageFault(page, words(0.5))).toBe('ILLEGIBLE');
  expect(pageFault(page, words(0.9, 3))).toBe('ILLEGIBLE');
  const white = { ...page, data: new Uint8Array(page.data.length).fill(255) };
  expect(pageFault(white, [])).toBe('NO_TEXT');
});

test('a page that was read well may be cut off', () => {
  expect(pageFault(cut, words(0.9))).toBe('CUT_OFF');
});
