import { MagickFormat } from '@imagemagick/magick-wasm';
import { expect, test } from 'vitest';
import { documentBytes } from '../../testing/archive-services.ts';
import { varyPicture } from '../../testing/vary-picture.ts';
import { decodePicture } from './decode-picture.ts';
import { turnPicture } from './picture.ts';
import { quartersByLines } from './quarters-by-lines.ts';
import { measureSkew } from './skew.ts';
import { straighten } from './straighten.ts';

const payslip = await documentBytes('payslip-george-photo.png');
const turned = async (degrees: number) =>
  decodePicture(await varyPicture(payslip, MagickFormat.Png, (image) => image.rotate(degrees)), 'PNG', 0);

test('the tilt of a page is measured from -5 to 5 degrees', async () => {
  for (const degrees of [-5, -1.2, 0, 3.3]) {
    const { top, bottom } = measureSkew(await turned(degrees));
    for (const angle of [top, bottom]) {
      const difference = Math.abs((angle * 180) / Math.PI - degrees);
      expect([degrees, difference < 0.3, difference]).toEqual([degrees, true, difference]);
    }
  }
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
