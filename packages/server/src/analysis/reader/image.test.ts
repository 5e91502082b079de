import { MagickFormat } from '@imagemagick/magick-wasm';
import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { varyPicture } from '../../testing/vary-picture.ts';
import { wordsOfPicture } from './image.ts';
import { inspectImage } from './inspect-image.ts';
import { FileFaultError, type PageReading } from './messages.ts';
import type { PagePictures } from './page-pictures.ts';

const payslip = Buffer.from(await documentBytes('payslip-george-photo.png'));
const damaged = expect.objectContaining({ fault: 'CORRUPT' });

async function jpegWithThumbnail(): Promise<Buffer> {
  const picture = Buffer.from(await varyPicture(payslip, MagickFormat.Jpeg));
  const thumbnail = await varyPicture(payslip, MagickFormat.Jpeg, (image) => image.resize(60, 80));
  const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 0]), Buffer.from('Exif\0\0'), thumbnail]);
  segment.writeUInt16BE(segment.length - 2, 2);
  return Buffer.concat([picture.subarray(0, 2), segment, picture.subarray(2)]);
}

test.each([0.6, 0.9, 0.999])(
  'a JPEG of which only a part of %d is left is damaged, although its thumbnail is whole',
  async (part) => {
    const jpeg = await jpegWithThumbnail();
    inspectImage(jpeg, 'JPEG');
    inspectImage(Buffer.concat([jpeg, Buffer.from('appended by the camera')]), 'JPEG');
    expect(() => inspectImage(jpeg.subarray(0, jpeg.length * part), 'JPEG')).toThrow(damaged);
  },
);

test('a PNG that lacks a part in the middle, or has zeros there, is damaged', () => {
  inspectImage(payslip, 'PNG');
  const [from, to] = [0.6, 0.61].map((part) => Math.floor(payslip.length * part));
  const cut = Buffer.concat([payslip.subarray(0, from), payslip.subarray(-12)]);
  expect(() => inspectImage(cut, 'PNG')).toThrow(damaged);
  const zeroed = Buffer.from(payslip);
  zeroed.fill(0, from, to);
  expect(() => inspectImage(zeroed, 'PNG')).toThrow(damaged);
});

/** A grey TIFF of 100 x 100 pixels in two strips, after its directory. */
const tiff = Buffer.alloc(216 + 10_000, 255);
tiff.write('II*\0\b\0\0\0\b\0', 'latin1');
for (const [row, [tag, count, value]] of [
  [256, 1, 100],
  [257, 1, 100],
  [258, 1, 8],
  [259, 1, 1],
  [262, 1, 1],
  [273, 2, 200],
  [278, 1, 60],
  [279, 2, 208],
].entries()) {
  for (const [place, number] of [(tag ?? 0) + 0x4_0000, count ?? 0, value ?? 0].entries())
    tiff.writeUInt32LE(number, 10 + 12 * row + 4 * place);
}
tiff.writeUInt32LE(0, 106);
for (const [index, value] of [216, 6216, 6000, 4000].entries()) tiff.writeUInt32LE(value, 200 + 4 * index);

test('a TIFF whose strips are cut off is damaged', () => {
  inspectImage(tiff, 'TIFF');
  expect(() => inspectImage(tiff.subarray(0, 6000), 'TIFF')).toThrow(damaged);
});

test('if the second page of a TIFF is damaged, the first one is read, and the second one is illegible', async () => {
  const page = { width: 300, height: 200, data: new Uint8Array(60_000).fill(255) };
  const pictures = {
    of: async (number: number) => {
      if (number === 2) throw new FileFaultError('CORRUPT', 'A strip is damaged.');
      return page;
    },
  } as unknown as PagePictures;
  const twoPages = Buffer.concat([tiff, tiff.subarray(8, 110)]);
  twoPages.writeUInt32LE(tiff.length, 106);
  const readings: PageReading[] = [];
  await wordsOfPicture(twoPages, 'TIFF', { pictures, onPage: (reading) => readings.push(reading) });
  expect(readings).toMatchObject([
    { page: 1, pages: 2, unreadable: 'NO_TEXT' },
    { page: 2, pages: 2, words: 0, unreadable: 'ILLEGIBLE' },
  ]);
});
