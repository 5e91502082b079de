import { expect, test, vi } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { decodePicture } from './decode-picture.ts';
import type { RecognisedWord } from './ocr.ts';
import { wordsOfPage } from './words-of-page.ts';

const recognise = vi.hoisted(() => vi.fn());
vi.mock('./ocr.ts', () => ({ recognise }));

const payslip = await decodePicture(await documentBytes('payslip-george-photo.png'), 'PNG', 0);

const wordAt = (text: string, confidence: number): RecognisedWord => ({
  text,
  confidence,
  left: 100,
  right: 200,
  top: 100,
  bottom: 130,
});
const noise = Array.from({ length: 40 }, () => wordAt('n0ise', 0.45));

test('of a page that is not readable in the best direction, only the surely recognised words are kept', async () => {
  // Upright, nothing is recognised surely. In every other direction, one word of many is.
  recognise.mockResolvedValueOnce(noise).mockResolvedValue([...noise, wordAt('certain', 0.95)]);
  const { words, quarters } = await wordsOfPage(payslip, 1);
  expect(quarters).not.toBe(0);
  expect([...new Set(words.map(({ text }) => text))]).toEqual(['certain']);
});
