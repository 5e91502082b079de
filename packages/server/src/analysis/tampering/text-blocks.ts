import { blockSide } from './block-transform.ts';
import type { GreyPicture } from './ink-map.ts';
import type { BlockPlace } from './rounding-error.ts';

/** The minimum contrast of a block with text. Noise and folds have less. */
const leastContrast = 40;
/**
 * The maximum number of blocks with text. A page of small print at 300 dpi has 10,000. In a picture of noise, this many
 * blocks take 1.6 s.
 */
const mostBlocks = 16_000;

/** The blocks with text on a grid. Empty if there are too many for a page of text. */
export function textBlocks(picture: GreyPicture, grid: BlockPlace): BlockPlace[] {
  const blocks: BlockPlace[] = [];
  // A block at the border is left out, because it is compared with blocks that would lie outside the picture.
  for (let y = grid.y + blockSide; y + 2 * blockSide <= picture.height; y += blockSide)
    for (let x = grid.x + blockSide; x + 2 * blockSide <= picture.width; x += blockSide)
      if (hasText(picture, { x, y }) && blocks.push({ x, y }) > mostBlocks) return [];
  return blocks;
}

export function hasText({ data, width }: GreyPicture, { x, y }: BlockPlace): boolean {
  let [darkest, brightest] = [255, 0];
  for (let row = y; row < y + blockSide; row++)
    for (let at = row * width + x, end = at + blockSide; at < end; at++) {
      const grey = data[at] as number;
      if (grey < darkest) darkest = grey;
      if (grey > brightest) brightest = grey;
    }
  return brightest - darkest >= leastContrast;
}
