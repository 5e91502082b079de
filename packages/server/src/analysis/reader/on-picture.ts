import type { Word } from '../layout.ts';
import type { PageWords } from './words-of-page.ts';

/** Converts the boxes of printed words to positions on the upright picture, among the recognised words. */
export function onPicture<Kind extends Word>(
  words: readonly Kind[],
  { quarters, width, height, onPaper }: PageWords,
): Kind[] {
  return words.map((word) => {
    const [boxLeft, boxTop, across, down] = word.box;
    const [left, top] = onPaper([boxLeft, boxTop]);
    const [right, bottom] = onPaper([boxLeft + across, boxTop + down]);
    const [x0, x1, y0, y1] = [
      [left, right, top, bottom],
      [1 - bottom, 1 - top, left, right],
      [1 - right, 1 - left, 1 - bottom, 1 - top],
      [top, bottom, 1 - right, 1 - left],
    ][quarters] as [number, number, number, number];
    return { ...word, left: x0 * width, right: x1 * width, top: y0 * height, bottom: y1 * height };
  });
}
