import { expect, test } from 'vitest';
import { PagePictures } from './page-pictures.ts';

const [one, other] = [Uint8Array.of(1), Uint8Array.of(2)];
const pictureOf = (pixels: number) => ({ data: new Uint8Array(pixels), width: pixels, height: 1 });

test('a page is drawn once, even if the file arrives a second time', async () => {
  const pictures = new PagePictures();
  pictures.open(one);
  const first = await pictures.of(1, () => pictureOf(4));
  pictures.open(one.slice());
  expect(await pictures.of(1, () => pictureOf(5))).toBe(first);
  expect(await pictures.of(2, () => pictureOf(6))).toHaveProperty('width', 6);
});

test('another file gets pictures of its own', async () => {
  const pictures = new PagePictures();
  pictures.open(one);
  await pictures.of(1, () => pictureOf(4));
  pictures.open(other);
  expect(await pictures.of(1, () => pictureOf(5))).toHaveProperty('width', 5);
});

test('pictures beyond the limit are not kept, so a file of many large pages takes no more memory', async () => {
  const pictures = new PagePictures();
  pictures.open(one);
  await pictures.of(1, () => pictureOf(30_000_000));
  await pictures.of(2, () => pictureOf(30_000_000));
  expect(await pictures.of(1, () => pictureOf(7))).toHaveProperty('width', 30_000_000);
  expect(await pictures.of(2, () => pictureOf(7))).toHaveProperty('width', 7);
});
