import {
  AlphaAction,
  ColorSpace,
  CompressionMethod,
  MagickFormat,
  MagickImage,
  MagickImageCollection,
  Percentage,
} from '@imagemagick/magick-wasm';
import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { varyPicture } from '../../testing/vary-picture.ts';
import { decodePicture } from './decode-picture.ts';
import { inspectImage } from './inspect-image.ts';
import type { Picture } from './picture.ts';
import { tiffPages } from './tiff-pages.ts';

const payslip = await documentBytes('payslip-george-photo.png');
const original = await decodePicture(payslip, 'PNG', 0);

/** The mean difference of two pictures, from 0 to 255. */
function difference(one: Picture, other: Picture): number {
  expect([other.width, other.height]).toEqual([one.width, one.height]);
  return (
    one.data.reduce((sum, value, at) => sum + Math.abs(value - (other.data[at] ?? 0)), 0) / one.data.length
  );
}

test.each([
  ['uncompressed', CompressionMethod.NoCompression],
  ['LZW', CompressionMethod.LZW],
  ['Deflate', CompressionMethod.Zip],
  ['PackBits', CompressionMethod.RLE],
  ['JPEG', CompressionMethod.JPEG],
  ['G3', CompressionMethod.Fax],
  ['G4', CompressionMethod.Group4],
])('a TIFF is decoded: %s', async (name, compression) => {
  const isBilevel = name.startsWith('G');
  const tiff = await varyPicture(payslip, MagickFormat.Tiff, (image) => {
    if (isBilevel) image.threshold(new Percentage(50));
    image.settings.compression = compression;
  });
  inspectImage(tiff, 'TIFF');
  expect(difference(original, await decodePicture(tiff, 'TIFF', 0))).toBeLessThan(isBilevel ? 12 : 3);
});

test.each([
  [
    'grey in JPEG',
    (image) => {
      image.colorSpace = ColorSpace.Gray;
      image.settings.compression = CompressionMethod.JPEG;
    },
  ],
  [
    'CMYK',
    (image) => {
      image.colorSpace = ColorSpace.CMYK;
    },
  ],
  [
    '16 bit',
    (image) => {
      image.depth = 16;
    },
  ],
  [
    'a palette',
    (image) => {
      image.settings.setDefine(MagickFormat.Tiff, 'photometric', 'palette');
    },
  ],
  [
    'tiles',
    (image) => {
      image.settings.setDefine(MagickFormat.Tiff, 'tile-geometry', '256x256');
    },
  ],
] satisfies [string, Parameters<typeof varyPicture>[2]][])('a TIFF is decoded: %s', async (_, change) => {
  const tiff = await varyPicture(payslip, MagickFormat.Tiff, change);
  inspectImage(tiff, 'TIFF');
  expect(difference(original, await decodePicture(tiff, 'TIFF', 0))).toBeLessThan(8);
});

test('a JPEG in the old form of JPEG in TIFF is decoded', async () => {
  const jpeg = await varyPicture(payslip, MagickFormat.Jpeg, (image) => {
    image.colorSpace = ColorSpace.Gray;
    image.quality = 90;
  });
  const tiff = oldJpegTiff(jpeg, original);
  inspectImage(tiff, 'TIFF');
  expect(difference(original, await decodePicture(tiff, 'TIFF', 0))).toBeLessThan(4);
});

test('a compression that cannot be decoded is refused by its name', async () => {
  const tiff = Buffer.from(await varyPicture(payslip, MagickFormat.Tiff));
  // The place of the tag 259, the compression, in the first directory.
  const entry = tiff.indexOf(Buffer.from([3, 1, 3, 0, 1, 0, 0, 0]));
  tiff.writeUInt16LE(34925, entry + 8);
  expect(() => inspectImage(tiff, 'TIFF')).toThrow('compressed with LZMA, which we cannot read. Save it');
});

test('a transparent page is white', async () => {
  const png = await varyPicture(payslip, MagickFormat.Png, (image) => image.alpha(AlphaAction.Transparent));
  const { data } = await decodePicture(png, 'PNG', 0);
  expect(data.every((value) => value === 255)).toBe(true);
});

/** A TIFF with one strip that is a whole JPEG, as programs wrote it before 1995. */
function oldJpegTiff(jpeg: Uint8Array, { width, height }: Picture): Buffer {
  const entries: [tag: number, value: number][] = [
    [256, width],
    [257, height],
    [258, 8],
    [259, 6],
    [262, 1],
    [273, 8],
    [277, 1],
    [278, height],
    [279, jpeg.length],
    [513, 8],
    [514, jpeg.length],
  ];
  const header = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  header.writeUInt32LE(8 + jpeg.length, 4);
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  directory.writeUInt16LE(entries.length);
  for (const [index, [tag, value]] of entries.entries()) {
    const at = 2 + index * 12;
    directory.writeUInt16LE(tag, at);
    directory.writeUInt16LE(4, at + 2);
    directory.writeUInt32LE(1, at + 4);
    directory.writeUInt32LE(value, at + 8);
  }
  return Buffer.concat([header, jpeg, directory]);
}

test('each page of a TIFF with several pages is decoded', async () => {
  const pages = MagickImageCollection.create();
  pages.push(MagickImage.create(payslip), MagickImage.create(payslip));
  pages[1]?.negate();
  const tiff = pages.write(MagickFormat.Tiff, (data) => new Uint8Array(data));
  pages.dispose();
  inspectImage(tiff, 'TIFF');
  expect(tiffPages(tiff)).toHaveLength(2);
  const [first, second] = [await decodePicture(tiff, 'TIFF', 0), await decodePicture(tiff, 'TIFF', 1)];
  const negated = { ...second, data: second.data.map((value) => 255 - value) };
  expect(difference(first, original)).toBeLessThan(3);
  expect(difference(negated, original)).toBeLessThan(3);
});

test('a JPEG that lacks a part in its middle is not decoded, but surplus bytes before its end do no harm', async () => {
  const jpeg = Buffer.from(await varyPicture(payslip, MagickFormat.Jpeg));
  const middle = Math.floor(jpeg.length / 2);
  const tables = jpeg.indexOf(Buffer.from([0xff, 0xc4]));
  const excess = Buffer.from([1, 2, 3, 4]);
  const [start, rest] = [jpeg.subarray(0, tables), jpeg.subarray(tables, middle)];
  const end = jpeg.subarray(middle + 300);
  // In the second case, the decoder first warns of harmless surplus bytes, and then of the missing part.
  for (const parts of [
    [start, rest, end],
    [start, excess, rest, end],
  ]) {
    const without = Buffer.concat(parts);
    inspectImage(without, 'JPEG');
    const refused = decodePicture(without, 'JPEG', 0).catch(({ fault }) => fault);
    expect(await refused).toBe('CORRUPT');
  }
  // So many harmless warnings that the decoder drops the later ones.
  const comments = Buffer.concat(Array.from({ length: 200 }, () => Buffer.from([0xff, 0xfe, 0, 2, 1, 2])));
  const crowded = Buffer.concat([start, comments, rest, end]);
  expect(await decodePicture(crowded, 'JPEG', 0).catch(({ fault }) => fault)).toBe('CORRUPT');
  const more = Buffer.concat([jpeg.subarray(0, -2), excess, jpeg.subarray(-2)]);
  expect(difference(original, await decodePicture(more, 'JPEG', 0))).toBeLessThan(3);
});
