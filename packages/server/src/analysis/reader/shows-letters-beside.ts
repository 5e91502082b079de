import type { Word } from '../layout.ts';
import { blobsOf } from './ink-blobs.ts';
import { halvePicture, type Picture } from './picture.ts';

/**
 * The height of possible letters, as shares of the page's height: 4 to 17 points on A4. Logos, bars and lines are
 * larger, and dots smaller.
 */
const [lowest, highest] = [0.0045, 0.02];
const widest = 2.5;
/** If a page has fewer possible letters than this outside its text, they are a logo or a few marks. */
const fewestLetters = 8;

/**
 * Whether a drawn page shows letters where it has no text. Logos and tables must not count, because recognising a page
 * takes 2 to 4 s of processor time.
 */
export function showsLettersBeside(drawn: Picture, printed: readonly Word[]): boolean {
  const { data, width, height } = halvePicture(drawn);
  const rest = new Uint8Array(data);
  for (const { box } of printed) {
    const [left, top, across, down] = box;
    // Some letters reach below the baseline, where the box ends.
    const [from, to] = [Math.max(0, Math.floor(left * width) - 2), Math.ceil((left + across) * width) + 2];
    const end = Math.min(height, Math.ceil((top + down * 1.4) * height));
    for (let y = Math.max(0, Math.floor((top - down * 0.2) * height)); y < end; y++)
      rest.fill(255, y * width + from, y * width + Math.max(from, Math.min(width, to)));
  }
  const letters = blobsOf({ data: rest, width, height }).filter((blob) => {
    const [across, down] = [blob.right - blob.left, blob.bottom - blob.top];
    return down >= lowest * height && down <= highest * height && across <= widest * down;
  });
  return letters.length >= fewestLetters;
}
