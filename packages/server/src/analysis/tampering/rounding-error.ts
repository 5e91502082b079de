import { blockSide, blockValues, toCoefficients, toPixels } from './block-transform.ts';
import type { GreyPicture } from './ink-map.ts';

/** Where a block begins, in pixels. */
export interface BlockPlace {
  x: number;
  y: number;
}

/**
 * How many times a block with clipped pixels is rounded. A decoder clips what is darker than black or brighter
 * than white, and each round finds more of what was cut off.
 */
const rounds = 3;
/** JPEG stores the difference of a pixel from this value. */
const middle = 128;

const original = new Float64Array(blockValues);
const estimate = new Float64Array(blockValues);
const coefficients = new Float64Array(blockValues);
const rounded = new Float64Array(blockValues);

/**
 * How much a block changes if an encoder with this table rounds it again: the sum of its pixels' squared
 * changes. A block that this encoder has rounded before hardly changes.
 */
export function roundingError(picture: GreyPicture, place: BlockPlace, table: Float64Array): number {
  const isClipped = copyBlock(picture, place);
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < (isClipped ? rounds : 1); round++) {
    toCoefficients(estimate, coefficients);
    for (let index = 0; index < blockValues; index++) {
      const step = table[index] as number;
      coefficients[index] = step * Math.round((coefficients[index] as number) / step);
    }
    toPixels(coefficients, rounded);
    least = Math.min(least, compareBlocks());
  }
  return least;
}

/** Returns whether a decoder may have clipped some of the block's pixels. */
function copyBlock({ data, width }: GreyPicture, { x, y }: BlockPlace): boolean {
  let isClipped = false;
  for (let row = 0, index = 0; row < blockSide; row++)
    for (let from = (y + row) * width + x, end = from + blockSide; from < end; from++, index++) {
      const grey = data[from] as number;
      if (grey === 0 || grey === 255) isClipped = true;
      original[index] = grey - middle;
      estimate[index] = grey - middle;
    }
  return isClipped;
}

/**
 * The sum of the squared differences between the block and the rounded block. A decoder may have clipped black
 * and white pixels, so a rounded value beyond black or white becomes the estimate of such a pixel.
 */
function compareBlocks(): number {
  let sum = 0;
  for (let index = 0; index < blockValues; index++) {
    const [is, was] = [original[index] as number, rounded[index] as number];
    const mayBe = is === -middle ? Math.min(is, was) : is === middle - 1 ? Math.max(is, was) : is;
    estimate[index] = mayBe;
    sum += (mayBe - was) ** 2;
  }
  return sum;
}
