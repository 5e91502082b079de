import { expect, test } from 'vitest';
import { saveAsJpeg } from '../../testing/save-as-jpeg.ts';
import { decodePicture } from '../reader/decode-picture.ts';
import { cropPicture, type Picture, turnPicture } from '../reader/picture.ts';
import { differentlyCompressed } from './differently-compressed.ts';

const [width, height] = [640, 480];
const paper = 246;

/** A page of words that are drawn as strokes. Its noise is clipped where it would be brighter than white. */
function page(): Picture {
  const data = new Uint8Array(width * height).fill(paper);
  for (let row = 0; row < 9; row++)
    for (let column = 0; column < 4; column++) drawWord(data, placeOf(row, column));
  let state = 7;
  for (const [index, grey] of data.entries()) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    data[index] = Math.min(255, grey + ((state >> 16) % 25) - 12);
  }
  return { data, width, height };
}

const placeOf = (row: number, column: number) => ({ left: 34 + column * 150, top: 30 + row * 46 });

/** Draws a word of five letters with slanted strokes, without the letters before number `from`. */
function drawWord(data: Uint8Array, { left, top }: { left: number; top: number }, from = 0): void {
  for (let letter = from; letter < 5; letter++)
    for (let y = 0; y < 17; y++)
      for (const stroke of [0, 6])
        for (let x = 0; x < 3; x++)
          data[(top + y) * width + left + letter * 19 + stroke + x + (y >> (2 + (letter % 2)))] = 40 + 25 * x;
}

const box = ({ left, top }: { left: number; top: number }) => ({
  left: left - 5,
  top: top - 5,
  right: left + 105,
  bottom: top + 24,
});

function fill(data: Uint8Array, area: ReturnType<typeof box>, grey: number): void {
  for (let y = area.top; y < area.bottom; y++) data.fill(grey, y * width + area.left, y * width + area.right);
}

function typeOver({ data }: Picture, place = placeOf(4, 2)): Picture {
  const changed = new Uint8Array(data);
  fill(changed, box(place), paper);
  drawWord(changed, { left: place.left + 3, top: place.top + 1 });
  return { data: changed, width, height };
}

const saved = async (picture: Picture, quality: number): Promise<Picture> =>
  decodePicture(await saveAsJpeg(picture, quality), 'JPEG', 0);

const pasted = [{ kind: 'TEXT_PASTED', page: 2, detail: '' }];
const cropped = (picture: Picture) =>
  cropPicture(picture, { left: 3, top: 5, width: width - 8, height: height - 8 });
const onSide = (picture: Picture) => turnPicture(cropped(picture), 1);

const unchanged = (picture: Picture) => picture;
const waysOn: [string, (picture: Picture) => Picture | Promise<Picture>][] = [
  ['kept as it was', unchanged],
  ['saved again in a better quality', (picture) => saved(picture, 92)],
  ['cropped', cropped],
  ['cropped, turned on its side and saved again', (picture) => saved(onSide(picture), 94)],
];

test.each(waysOn)('text typed into a JPEG is found in a picture that was then %s', async (_, pass) => {
  const picture = await pass(typeOver(await saved(page(), 60)));
  expect(differentlyCompressed(picture, 2)).toEqual(pasted);
});

test.each(waysOn)('a JPEG that nobody changed, and that was %s, has no pasted text', async (_, pass) => {
  expect(differentlyCompressed(await pass(await saved(page(), 60)), 1)).toEqual([]);
});

test('a picture that was never a JPEG, or became one after the change, says nothing about pasted text', async () => {
  expect(differentlyCompressed(typeOver(page()), 1)).toEqual([]);
  expect(differentlyCompressed(await saved(typeOver(page()), 70), 1)).toEqual([]);
});

test('one digit that was typed into a JPEG is found', async () => {
  const picture = await saved(page(), 60);
  const place = placeOf(4, 2);
  fill(picture.data, { ...box(place), left: place.left + 74 }, paper);
  drawWord(picture.data, { left: place.left + 1, top: place.top + 1 }, 4);
  expect(differentlyCompressed(await saved(picture, 92), 2)).toEqual(pasted);
});

// The edges of the last three bars are easily mistaken for text.
test.each([
  ['covers a value', box(placeOf(4, 2)), 92],
  ['reaches into the next value', { ...box(placeOf(2, 1)), right: placeOf(2, 2).left + 14 }, 92],
  ['leaves the end of a value', { left: 323, top: 351, right: 415, bottom: 377 }, 95],
  ['reaches beyond the last value', { left: 474, top: 167, right: 597, bottom: 197 }, 92],
  ['covers the first half of a value', { left: 21, top: 161, right: 89, bottom: 193 }, 92],
])('a black bar that %s is no pasted text', async (_, bar, quality) => {
  const picture = await saved(page(), 60);
  fill(picture.data, bar, 0);
  expect(differentlyCompressed(await saved(picture, quality), 1)).toEqual([]);
});

test('the line that an app writes below a page does not count as pasted text', async () => {
  const picture = typeOver(await saved(page(), 60), { left: 250, top: 440 });
  expect(differentlyCompressed(await saved(picture, 92), 1)).toEqual([]);
});

test('the line of an app at the edge of a page that lies on its side does not count as pasted text', async () => {
  const large = { width: 900, height: 1400 };
  const data = new Uint8Array(large.width * large.height).fill(paper);
  const { data: small } = page();
  for (const top of [100, 700])
    for (let y = 0; y < height; y++)
      data.set(small.subarray(y * width, (y + 1) * width), (top + y) * large.width + 200);
  const scanned = await saved({ ...large, data }, 60);
  const line = 1373;
  for (let y = line; y < line + 20; y++)
    scanned.data.fill(paper, y * large.width + 450, y * large.width + 660);
  for (let y = 0; y < 17; y++)
    for (let x = 0; x < 200; x++)
      if ((x + (y >> 1)) % 7 < 3) scanned.data[(line + 1 + y) * large.width + 455 + x] = 50;
  expect(differentlyCompressed(await saved(turnPicture(scanned, 1), 92), 1)).toEqual([]);
});

test('pictures without text, of noise, and of a single pixel have no pasted text', () => {
  const noise = Uint8Array.from({ length: 4_000_000 }, (_, index) => Math.imul(index, 2_654_435_761) >>> 24);
  expect(differentlyCompressed({ data: noise, width: 2_000, height: 2_000 }, 1)).toEqual([]);
  expect(
    differentlyCompressed({ data: new Uint8Array(10_000).fill(255), width: 100, height: 100 }, 1),
  ).toEqual([]);
  expect(differentlyCompressed({ data: new Uint8Array(1), width: 1, height: 1 }, 1)).toEqual([]);
});
