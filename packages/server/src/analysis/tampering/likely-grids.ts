import { blockSide, blockValues, toCoefficients } from './block-transform.ts';
import type { GreyPicture } from './ink-map.ts';
import type { BlockPlace } from './rounding-error.ts';
import { hasText } from './text-blocks.ts';

/**
 * The maximum number of likely grids. A picture that was saved twice can have two grids, an earlier and the last one.
 */
const mostLikely = 2;
/**
 * A grid is likely if its share of small coefficients exceeds the median of all grids by this factor. The factor was
 * 1.4 or more in pictures that had been JPEGs, and at most 1.02 in others.
 */
const leastLead = 1.15;
/** A coefficient that was rounded to 0 stays below this if the picture is saved again in a good quality. */
const small = 3;

/**
 * Finds the grids of blocks that an encoder has probably used. On the right grid, most coefficients are close to 0.
 * After a crop or a turn, the grid need not begin at the first pixel.
 */
export function likelyGrids(picture: GreyPicture, sample: BlockPlace[]): BlockPlace[] {
  const tried = Array.from({ length: blockValues }, (_, index) => {
    const grid = { x: index % blockSide, y: Math.floor(index / blockSide) };
    return { grid, share: shareOfSmall(picture, { sample, grid }) };
  }).toSorted((one, other) => other.share - one.share);
  const usual = tried[tried.length / 2]?.share ?? 1;
  return tried
    .slice(0, mostLikely)
    .filter(({ share }) => share > leastLead * usual)
    .map(({ grid }) => grid);
}

function shareOfSmall(
  picture: GreyPicture,
  { sample, grid }: { sample: BlockPlace[]; grid: BlockPlace },
): number {
  let [counted, blocks] = [0, 0];
  // A block of the sample can overlap four blocks of the grid. All four are examined, because otherwise the amount of
  // text would differ between grids.
  for (const { x, y } of sample)
    for (const place of [
      { x: x + grid.x, y: y + grid.y },
      { x: x + grid.x - blockSide, y: y + grid.y },
      { x: x + grid.x, y: y + grid.y - blockSide },
      { x: x + grid.x - blockSide, y: y + grid.y - blockSide },
    ]) {
      if (!hasText(picture, place)) continue;
      counted += smallCoefficients(picture, place);
      blocks++;
    }
  return counted / Math.max(1, blocks);
}

const pixels = new Float64Array(blockValues);
const coefficients = new Float64Array(blockValues);

function smallCoefficients({ data, width }: GreyPicture, { x, y }: BlockPlace): number {
  for (let index = 0; index < blockValues; index++)
    pixels[index] = data[(y + (index >> 3)) * width + x + (index & 7)] as number;
  toCoefficients(pixels, coefficients);
  return coefficients.reduce((count, value) => count + (Math.abs(value) < small ? 1 : 0), 0);
}
