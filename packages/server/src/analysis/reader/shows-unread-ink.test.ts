import { MagickFormat } from '@imagemagick/magick-wasm';
import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { varyPicture } from '../../testing/vary-picture.ts';
import type { Word } from '../layout.ts';
import { decodePicture } from './decode-picture.ts';
import { pageFault } from './page-fault.ts';
import type { Picture } from './picture.ts';
import { showsUnreadInk } from './shows-unread-ink.ts';

const payslip = await documentBytes('payslip-george-photo.png');
const { width, height } = await decodePicture(payslip, 'PNG', 0);

/** Noise that is the same in each run, from -1 to 1. */
const grain = (x: number, y: number) => (((x * 73 + y * 151 + x * y * 7) % 101) / 101) * 2 - 1;

const drawn = (valueAt: (x: number, y: number) => number): Picture => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height }, (_, at) =>
    Math.max(0, Math.min(255, valueAt(at % width, Math.floor(at / width)))),
  ),
});

const isHole = (x: number, y: number) => [400, 1000].some((centre) => Math.hypot(x - 30, y - centre) < 20);

test.each([
  ['white', () => 255],
  ['grainy', (x: number, y: number) => 235 + 12 * grain(x, y)],
  [
    'in a shadow',
    (x: number, y: number) => 230 - 90 / (1 + (Math.hypot(x - 700, y - 500) / 400) ** 4) + 5 * grain(x, y),
  ],
  [
    'folded',
    (x: number, y: number) => 245 - 60 * Math.exp(-Math.abs(y - 700 - x / 100) / 3) + 4 * grain(x, y),
  ],
  ['punched', (x: number, y: number) => (isHole(x, y) ? 20 : 240 + 4 * grain(x, y))],
])('a blank page that is %s shows no ink', (_, valueAt) => {
  const page = drawn(valueAt);
  expect(showsUnreadInk(page, [])).toBe(false);
  expect(pageFault(page, [])).toBe('NO_TEXT');
});

test.each([2, 4, 8, 14])('a page of text that is blurred by %i pixels shows ink', async (sigma) => {
  const blurred = await varyPicture(payslip, MagickFormat.Png, (image) => image.gaussianBlur(0, sigma));
  const page = await decodePicture(blurred, 'PNG', 0);
  const noisy = {
    ...page,
    data: page.data.map((value, at) =>
      Math.min(255, value * 0.9 + 8 * grain(at % width, Math.floor(at / width))),
    ),
  };
  for (const picture of [page, noisy]) {
    expect(showsUnreadInk(picture, [])).toBe(true);
    expect(['BLURRED', 'ILLEGIBLE']).toContain(pageFault(picture, []));
  }
});

test('a page whose few words were all read shows no other ink', () => {
  const isLetter = (x: number, y: number) => y > 700 && y < 720 && x > 300 && x < 600 && x % 12 < 7;
  const page = drawn((x, y) => (isLetter(x, y) ? 30 : 250));
  const word = { text: 'continued', confidence: 0.9, box: [0.29, 0.49, 0.33, 0.03] } as unknown as Word;
  expect(showsUnreadInk(page, [word])).toBe(false);
  expect(showsUnreadInk(page, [])).toBe(true);
});
