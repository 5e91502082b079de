import type { Word } from '../layout.ts';
import { blobsOf } from './ink-blobs.ts';
import { halvePicture, type Picture } from './picture.ts';

/**
 * A blob of ink may be a letter if its height is between these shares of the page's height, and if it is not much wider
 * than tall. On A4, such a blob is 4 to 17 points tall. Logos, bars and lines are larger, and the dots of a leader are
 * smaller.
 */
const [lowest, highest] = [0.0045, 0.02];
const widest = 2.5;
/** If a page has fewer possible letters outside its text, they are a logo or a few marks, and not a line of words. */
const fewestLetters = 8;

/**
 * Whether the drawn page of a PDF shows letters where it has no text. Recognising a page takes 2 to 4 s of processor
 * time, so a logo or the lines of a table must not count.
 */
export function showsLettersBeside(drawn: Picture, printed: readonly Word[]): boolean {
  const { data, width, height } = halvePicture(drawn);
  const rest = new Uint8Array(data);
  for (const { box } of printed) {
    const [left, top, across, down] = box;
    // Some letters reach out of the box, which ends at the baseline.
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
