import type { Blob } from './ink-blobs.ts';
import { type Picture, valueBetween } from './picture.ts';

export interface GlyphShape {
  /** The ink in each cell of a grid, minus the mean of all cells. The squares of the values add up to 1. */
  ink: Float64Array;
  /** The width divided by the height. */
  ratio: number;
  /** In pixels. */
  height: number;
}

const grid = { width: 14, height: 18 };
/** A zero differs from a capital O mostly in its width. */
const weightOfWidth = 0.3;

export function shapeOf(picture: Picture, { left, top, right, bottom }: Blob): GlyphShape {
  // The grey edge around the ink belongs to the glyph.
  const [width, height] = [right - left + 1, bottom - top + 1];
  const ink = new Float64Array(grid.width * grid.height);
  for (let row = 0, at = 0; row < grid.height; row++) {
    const y = top - 1 + ((row + 0.5) * height) / grid.height;
    for (let column = 0; column < grid.width; column++) {
      ink[at++] = 255 - valueBetween(picture, left - 1 + ((column + 0.5) * width) / grid.width, y);
    }
  }
  return { ink: normalised(ink), ratio: (right - left) / (bottom - top), height: bottom - top };
}

/** The largest ratio of the heights of two digits in the same print size. */
const mostTaller = 1.2;

/**
 * Whether two digits may have the same print size. Digits of another size, as in the header of a fax, may be in another
 * font too.
 */
export const isOfSameSize = (one: GlyphShape, other: GlyphShape): boolean =>
  Math.max(one.height / other.height, other.height / one.height) <= mostTaller;

/** How similar two shapes are: 1 if they are equal, about 0 or less if they have nothing in common. */
export function likeness(one: GlyphShape, other: GlyphShape): number {
  const alike = one.ink.reduce((sum, value, at) => sum + value * (other.ink[at] as number), 0);
  return alike - weightOfWidth * Math.abs(Math.log(one.ratio / other.ratio));
}

/**
 * A shape is no `7` if its bottom line covers at least this share of the width. In 98 % of 313 glyphs `7`, the line
 * covers at most 0.5. In 100 glyphs `Z`, it covers at least 0.9.
 */
const leastBar = 0.9;
/**
 * A shape is no `2` if its upper right corner has at least this much ink. It has at most 0.05 in 98 % of 597 glyphs
 * `2`, and at least 0.08 in 90 % of 100 glyphs `Z`.
 */
const leastCorner = 0.07;

/** Whether a shape cannot be this digit in any font. Checks only 2 and 7, which a Z resembles. */
export function cannotBe({ ink }: GlyphShape, digit: string): boolean {
  const inkAt = (row: number, column: number) => ink[row * grid.width + column] as number;
  if (digit === '2') return inkAt(1, grid.width - 2) + inkAt(2, grid.width - 2) >= leastCorner;
  if (digit !== '7') return false;
  const columns = Array.from({ length: grid.width - 2 }, (_, index) => index + 1);
  const covered = columns.filter(
    (column) => inkAt(grid.height - 3, column) > 0 || inkAt(grid.height - 2, column) > 0,
  );
  return covered.length >= leastBar * columns.length;
}

function normalised(ink: Float64Array): Float64Array {
  const mean = ink.reduce((sum, value) => sum + value, 0) / ink.length;
  const centred = ink.map((value) => value - mean);
  const size = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0));
  return size === 0 ? centred : centred.map((value) => value / size);
}
