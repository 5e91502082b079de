import { blockSide } from './block-transform.ts';
import type { Compression } from './earlier-compressions.ts';
import type { GreyPicture } from './ink-map.ts';
import { blockAt, roundingError } from './rounding-error.ts';
import { textBlocks } from './text-blocks.ts';

/** How much each block with text changes if an encoder rounds it again. */
export interface ChangeMap {
  columns: number;
  rows: number;
  /**
   * How much rounding again changes each block and its neighbours, divided by the change of blocks that are shifted by
   * half a block. NaN if there is too little text.
   */
  changes: Float64Array;
  text: number[];
}

/**
 * The change of a block is averaged with that of its eight neighbours. If fewer than this many of the nine blocks have
 * text, the average depends on chance.
 */
const fewestNeighbours = 3;

export function changeMapOf(picture: GreyPicture, compression: Compression): ChangeMap {
  const columns = Math.floor((picture.width - compression.grid.x) / blockSide);
  const rows = Math.floor((picture.height - compression.grid.y) / blockSide);
  const size = { columns, rows };
  const { inside, beside } = errorsOf(picture, compression, size);
  const changes = new Float64Array(columns * rows).fill(Number.NaN);
  const text: number[] = [];
  for (const at of inside.keys()) {
    if (Number.isNaN(inside[at])) continue;
    const around = neighbours(at, columns).filter((other) => !Number.isNaN(inside[other]));
    if (around.length < fewestNeighbours) continue;
    const sum = (errors: Float64Array) => around.reduce((all, other) => all + (errors[other] as number), 0);
    changes[at] = sum(inside) / Math.max(1, sum(beside));
    text.push(at);
  }
  return { ...size, changes, text };
}

/** A block and the eight around it. Border blocks never count as text, so all nine exist. */
export const neighbours = (at: number, columns: number): number[] =>
  [-columns, 0, columns].flatMap((row) => [at + row - 1, at + row, at + row + 1]);

/**
 * `inside` has the rounding error of each block. `beside` has the mean error of the four shifted blocks that overlap
 * it.
 */
function errorsOf(
  picture: GreyPicture,
  { grid, table }: Compression,
  { columns, rows }: { columns: number; rows: number },
) {
  const inside = new Float64Array(columns * rows).fill(Number.NaN);
  const beside = new Float64Array(columns * rows);
  const shifted = new Float64Array(columns * rows).fill(Number.NaN);
  const errorBeside = (at: number): number => {
    const x = grid.x + (at % columns) * blockSide + blockSide / 2;
    const y = grid.y + Math.floor(at / columns) * blockSide + blockSide / 2;
    if (Number.isNaN(shifted[at])) shifted[at] = roundingError(blockAt(picture, { x, y }), table);
    return shifted[at] as number;
  };
  for (const place of textBlocks(picture, grid)) {
    const at = ((place.y - grid.y) / blockSide) * columns + (place.x - grid.x) / blockSide;
    inside[at] = roundingError(blockAt(picture, place), table);
    const corners = [at, at - 1, at - columns, at - columns - 1];
    beside[at] = corners.reduce((sum, corner) => sum + errorBeside(corner), 0) / corners.length;
  }
  return { inside, beside };
}
