import { type Blob, letterHeight } from './ink-blobs.ts';
import { cropPicture, type Picture } from './picture.ts';

/** As a share of the page's height. */
const partHeight = 0.2;
const steps = 16;

/**
 * The part of a page with the most letters. Only blobs of about a letter's height count, so the lines of tables do not.
 */
export function densestPart(picture: Picture, blobs: Blob[]): Picture {
  const usual = letterHeight(blobs) ?? 0;
  const letters = blobs.filter(({ top, bottom }) => bottom - top > 0.6 * usual && bottom - top < 2 * usual);
  const height = Math.floor(picture.height * partHeight);
  let most = -1;
  let best = 0;
  for (let step = 0; step <= steps; step++) {
    const top = Math.floor((step / steps) * (picture.height - height));
    const inside = letters.filter((letter) => letter.top >= top && letter.bottom <= top + height).length;
    if (inside > most) [most, best] = [inside, top];
  }
  return cropPicture(picture, { left: 0, top: best, width: picture.width, height });
}
