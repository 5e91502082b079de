import type { Word } from '../layout.ts';
import type { Box } from '../place.ts';
import { isSure } from './share-of-sure.ts';

/** If the words beside the text have fewer characters than this in total, they are a logo or a mark. */
const fewestCharacters = 10;

/**
 * Returns the recognised words in the parts of a page that have no text. If most of the page is text, only reliable
 * words count, because a logo or a pattern may look like letters. `width` and `height` are those of the page, in
 * points.
 */
export function wordsBesideText(
  recognised: readonly Word[],
  { printed, width, height }: { printed: readonly Word[]; width: number; height: number },
): Word[] {
  const beside = recognised.filter((word) => !printed.some(({ box }) => meet(word.box, box)));
  const sure = beside.filter(isSure);
  if (charactersOf(sure) < fewestCharacters) return [];
  return (charactersOf(sure) > charactersOf(printed) ? beside : sure).map((word) => {
    const [x, y, across, down] = word.box;
    const [left, top] = [x * width, y * height];
    return { ...word, left, top, right: left + across * width, bottom: top + down * height };
  });
}

const charactersOf = (words: readonly Word[]): number =>
  words.reduce((sum, { text }) => sum + text.length, 0);

function meet([left, top, width, height]: Box, [x, y, across, down]: Box): boolean {
  return left < x + across && x < left + width && top < y + down && y < top + height;
}
