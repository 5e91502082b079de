import { MagickFormat } from '@imagemagick/magick-wasm';
import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { varyPicture } from '../../testing/vary-picture.ts';
import { linesOf } from '../layout.ts';
import { parsePayslip } from '../payslip.ts';
import { decodePicture } from './decode-picture.ts';
import { turnPicture } from './picture.ts';
import { quartersByLines } from './quarters-by-lines.ts';
import { measureSkew } from './skew.ts';
import { straighten } from './straighten.ts';
import { wordsOfPage } from './words-of-page.ts';

const payslip = await documentBytes('payslip-george-photo.png');
// A TIFF is not compressed, and takes a third of the time of a PNG.
const turned = async (degrees: number) =>
  decodePicture(await varyPicture(payslip, MagickFormat.Tiff, (image) => image.rotate(degrees)), 'TIFF', 0);

test('the tilt of a page is measured from -5 to 5 degrees', async () => {
  for (const degrees of [-5, -1.2, 0, 3.3]) {
    const { top, bottom } = measureSkew(await turned(degrees));
    for (const angle of [top, bottom]) {
      const difference = Math.abs((angle * 180) / Math.PI - degrees);
      expect([degrees, difference < 0.3, difference]).toEqual([degrees, true, difference]);
    }
  }
});

test('a page that is tilted by 8 to 15 degrees is straightened whole', async () => {
  for (const degrees of [8.5, 9, -12, 15]) {
    const picture = await turned(degrees);
    const straight = straighten(turnPicture(picture, quartersByLines(picture)[0] ?? 0));
    const { top, bottom } = measureSkew(straight.picture);
    expect([degrees, Math.abs(top) < 0.002, Math.abs(bottom) < 0.002]).toEqual([degrees, true, true]);
    const [x, y] = straight.before([0, 0]);
    expect([degrees, x <= 0 || y <= 0]).toEqual([degrees, true]);
  }
});

test('a page that is tilted by 16 to 20 degrees is straightened', async () => {
  for (const degrees of [-17, 20]) {
    const { top, bottom } = measureSkew(straighten(await turned(degrees)).picture);
    expect([degrees, Math.abs(top) < 0.002, Math.abs(bottom) < 0.002]).toEqual([degrees, true, true]);
  }
});

test('all values of a page that is tilted by 9 degrees are read', async () => {
  const { words } = await wordsOfPage(await turned(9), 1);
  expect(parsePayslip(linesOf(words)).analysis).toMatchObject({ netAmount: 22579.65, payDate: '2026-10-20' });
});

test('a page that is tilted by so much that its text would be blurred is not straightened', async () => {
  const { top } = measureSkew(await turned(24));
  expect(Math.abs((top * 180) / Math.PI)).toBeLessThan(8);
});

test('lines of text show whether a page that is tilted by 20 degrees lies on its side', async () => {
  expect(quartersByLines(await turned(20))[0]).toBe(0);
});

test('a point of the straightened page is found on the tilted one', async () => {
  const picture = await turned(4);
  const straight = straighten(picture);
  const [x, y] = straight.before([straight.picture.width / 2, straight.picture.height / 2]);
  expect(x).toBeCloseTo(picture.width / 2, 0);
  expect(y).toBeCloseTo(picture.height / 2, 0);
  const { top } = measureSkew(straight.picture);
  expect(Math.abs((top * 180) / Math.PI)).toBeLessThan(0.2);
});

test('lines of text show whether a page lies on its side', async () => {
  const upright = await turned(2);
  for (const quarters of [0, 1, 2, 3]) {
    const [first = 0, second = 0] = quartersByLines(turnPicture(upright, quarters));
    expect([quarters, first % 2, second % 2]).toEqual([quarters, quarters % 2, quarters % 2]);
  }
});
