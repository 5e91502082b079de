import { MagickFormat } from '@imagemagick/magick-wasm';
import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { varyPicture } from '../../testing/vary-picture.ts';
import { decodePicture } from './decode-picture.ts';
import { cropPicture, type Picture } from './picture.ts';
import { whyUnreadable } from './why-unreadable.ts';

const payslip = await documentBytes('payslip-george-photo.png');
const sharp = await decodePicture(payslip, 'PNG', 0);

const darkened = (picture: Picture, share: number): Picture => ({
  ...picture,
  data: picture.data.map((value) => value * share),
});

const blurred = async (sigma: number): Promise<Picture> =>
  decodePicture(
    await varyPicture(payslip, MagickFormat.Png, (image) => image.gaussianBlur(0, sigma)),
    'PNG',
    0,
  );

test('a page that can be read shows no reason', () => {
  expect(whyUnreadable(sharp)).toBeNull();
  expect(whyUnreadable(darkened(sharp, 0.6))).toBeNull();
});

test('a page in the dark is dark', () => {
  expect(whyUnreadable(darkened(sharp, 0.3))).toBe('DARK');
});

test('a page out of focus is blurred, even in weak light', async () => {
  const picture = await blurred(3);
  expect(whyUnreadable(picture)).toBe('BLURRED');
  expect(whyUnreadable(darkened(picture, 0.6))).toBe('BLURRED');
});

test('a page that is cut through its lines is cut off, on either side', () => {
  const { width, height } = sharp;
  const size = { top: 0, width: Math.floor(width * 0.8), height };
  for (const left of [Math.floor(width * 0.15), Math.floor(width * 0.2)]) {
    expect(whyUnreadable(cropPicture(sharp, { left, ...size }))).toBe('CUT_OFF');
  }
});
