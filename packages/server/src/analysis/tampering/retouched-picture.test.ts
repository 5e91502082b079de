import { expect, test } from 'vitest';
import type { GreyPicture } from './ink-map.ts';
import { retouchedPicture } from './retouched-picture.ts';

const [width, height] = [600, 400];

/** A page with 24 words as bars, with the grain and the soft edges of a scan. */
function page(): GreyPicture {
  const data = new Uint8Array(width * height).fill(235);
  for (let row = 0; row < 6; row++)
    for (let column = 0; column < 4; column++) drawWord(data, placeOf(row, column), 2);
  let state = 7;
  for (const [index, grey] of data.entries()) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    data[index] = grey + ((state >> 16) % 13) - 6;
  }
  return { data, width, height };
}

const placeOf = (row: number, column: number) => ({ left: 40 + column * 140, top: 40 + row * 56 });

/** Draws five letters, whose edges are `slope` pixels wide. */
function drawWord(data: Uint8Array, { left, top }: { left: number; top: number }, slope: number): void {
  for (let letter = 0; letter < 5; letter++)
    for (let y = 0; y < 16; y++)
      for (let x = 0; x < 8; x++) {
        const inside = Math.min(x + 1, 8 - x, y + 1, 16 - y, slope) / slope;
        data[(top + y) * width + left + letter * 18 + x] = 235 - Math.round(195 * inside);
      }
}

function paste(
  picture: GreyPicture,
  { slope, isFlat, row = 3 }: { slope: number; isFlat: boolean; row?: number },
): GreyPicture {
  const data = new Uint8Array(picture.data);
  const { left, top } = placeOf(row, 2);
  if (isFlat)
    for (let y = top - 8; y < top + 24; y++) data.fill(235, y * width + left - 8, y * width + left + 96);
  drawWord(data, { left, top }, slope);
  return { ...picture, data };
}

test('a page that one device took shows no sign of a change', () => {
  expect(retouchedPicture(page(), 1)).toEqual([]);
});

test('a word that was typed over painted paper is found', () => {
  expect(retouchedPicture(paste(page(), { slope: 1, isFlat: true }), 2)).toEqual([
    { kind: 'PICTURE_RETOUCHED', page: 2, detail: 'paper without grain' },
  ]);
});

test('the line that an app writes below a page is no sign of a change', () => {
  expect(retouchedPicture(paste(page(), { slope: 1, isFlat: true, row: 6 }), 1)).toEqual([]);
});

test('a word in the highlight of a photograph, where the camera cuts off the grain, is no sign of a change', () => {
  const picture = page();
  const { left, top } = placeOf(3, 2);
  const lit = picture.data.map((grey, index) => {
    const [x, y] = [index % width, Math.floor(index / width)];
    if (x > left - 40 && x < left + 110 && y > top - 40 && y < top + 50) return Math.min(250, grey + 25);
    return grey * (0.8 + 0.2 * (x / width));
  });
  expect(retouchedPicture({ ...picture, data: lit }, 1)).toEqual([]);
});

test.each([1, 4])('a word that is sharper or softer than the rest is no sign of a change', (slope) => {
  expect(retouchedPicture(paste(page(), { slope, isFlat: false }), 2)).toEqual([]);
});

test('a picture without text, and one of a single pixel, show no sign of a change', () => {
  expect(retouchedPicture({ data: new Uint8Array(10_000).fill(255), width: 100, height: 100 }, 1)).toEqual(
    [],
  );
  expect(retouchedPicture({ data: new Uint8Array(1), width: 1, height: 1 }, 1)).toEqual([]);
});
