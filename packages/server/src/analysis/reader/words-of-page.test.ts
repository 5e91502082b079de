import { expect, test, vi } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { decodePicture } from './decode-picture.ts';
import type { RecognisedWord } from './ocr.ts';
import { halvePicture, type Picture } from './picture.ts';
import { wordsOfPage } from './words-of-page.ts';

const recognise = vi.hoisted(() => vi.fn());
vi.mock('./ocr.ts', () => ({ recognise }));

// A small picture is enough, because the recogniser is mocked.
const photo = await decodePicture(await documentBytes('payslip-george-photo.png'), 'PNG', 0);
const payslip = halvePicture(halvePicture(photo));

const wordAt = (text: string, confidence: number): RecognisedWord => ({
  text,
  confidence,
  left: 100,
  right: 130,
  top: 100,
  bottom: 110,
});
const noise = Array.from({ length: 40 }, () => wordAt('n0ise', 0.45));

test('of a page that is not readable in the best direction, only the reliably recognised words are kept', async () => {
  // In the upright direction, no word is recognised reliably. In each other direction, one of many words is.
  recognise.mockResolvedValueOnce(noise).mockResolvedValue([...noise, wordAt('certain', 0.95)]);
  const { words, quarters } = await wordsOfPage(payslip, 1);
  expect(quarters).not.toBe(0);
  expect([...new Set(words.map(({ text }) => text))]).toEqual(['certain']);
});

test('if a part of a page can be read better in another direction, and the whole page cannot, the first reading is kept', async () => {
  const half = [...noise, ...Array.from({ length: 20 }, () => wordAt('readable', 0.95))];
  const certain = wordAt('certain', 0.95);
  let wholes = 0;
  recognise.mockImplementation(async ({ height }: Picture) => {
    const [isWord, isPart] = [height < 90, height < 300];
    if (isWord) return [];
    if (isPart) return [...half, certain];
    wholes++;
    return wholes === 1 ? half : [...noise, certain];
  });
  const { words, quarters } = await wordsOfPage(payslip, 1);
  expect(wholes).toBe(2);
  expect(quarters).toBe(0);
  expect(words.map(({ text }) => text)).toEqual(half.map(({ text }) => text));
});
