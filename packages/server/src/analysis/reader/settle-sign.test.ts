import { expect, test } from 'vitest';
import type { Picture } from './picture.ts';
import { settleSign } from './settle-sign.ts';

/** A picture of bars with these heights, centred on one line. */
function barsOf(heights: readonly number[], gap = 4): Picture {
  const [width, height] = [heights.length * 16 + 20, 60];
  const data = new Uint8Array(width * height).fill(255);
  for (const [at, high] of heights.entries()) {
    const left = 10 + at * 16;
    for (let y = 30 - high / 2; y < 30 + high / 2; y++)
      data.fill(0, y * width + left, y * width + left + 16 - gap);
  }
  return { data, width, height };
}

const letter = 16;
const settled = (text: string, picture: Picture) =>
  settleSign(picture, { text, left: 8, right: picture.width - 8, top: 15, bottom: 45 }, letter).text;
const [low, high] = [20, 26];

test('a second glyph that is higher than the digits is a dollar sign, whatever it was read as', () => {
  const picture = barsOf([low, high, low, low, low, low]);
  for (const read of ['$81,234', '$51,234', '$$1,234', 'S$$1,234', '§$1,234'])
    expect([read, settled(read, picture)]).toEqual([read, 'S$1,234']);
});

test('a digit after a dollar sign remains', () => {
  expect(settled('$81,234', barsOf([high, low, low, low, low, low]))).toBe('$81,234');
});

test('an amount is unchanged if glyphs and characters differ in number, or its first glyphs are equally high', () => {
  expect(settled('$81,234', barsOf([low, high, low, low, low]))).toBe('$81,234');
  expect(settled('$81,234', barsOf([low, low, low, low, low, low]))).toBe('$81,234');
  expect(settled('$81,234', barsOf([high, high, low, low, low, low]))).toBe('$81,234');
  expect(settled('$1,234', barsOf([low, high, low, low, low]))).toBe('$1,234');
});

test('glyphs that touch are measured one by one', () => {
  const touching = (heights: number[]) => {
    const picture = barsOf(heights);
    const row = 30 * picture.width;
    picture.data.fill(0, row + 10, row + 10 + 2 * 16 - 4);
    return picture;
  };
  expect(settled('$81,234', touching([low, high, low, low, low, low]))).toBe('S$1,234');
  expect(settled('$81,234', touching([high, low, low, low, low, low]))).toBe('$81,234');
});
