import { blockValues } from './block-transform.ts';

/**
 * The JPEG standard's example of a table for brightness, row by row. Most encoders scale this table by their quality.
 */
const example = [
  [16, 11, 10, 16, 24, 40, 51, 61],
  [12, 12, 14, 19, 26, 58, 60, 55],
  [14, 13, 16, 24, 40, 57, 69, 56],
  [14, 17, 22, 29, 51, 87, 80, 62],
  [18, 22, 37, 56, 68, 109, 103, 77],
  [24, 35, 55, 64, 81, 104, 113, 92],
  [49, 64, 78, 87, 103, 121, 120, 101],
  [72, 92, 95, 98, 112, 100, 103, 99],
];

/** The steps by which an encoder rounds coefficients. After a quarter turn, rows and columns are exchanged. */
export function quantisationTable(quality: number, isOnSide: boolean): Float64Array {
  const percent = quality < 50 ? 5_000 / quality : 200 - 2 * quality;
  return Float64Array.from({ length: blockValues }, (_, index) => {
    const [row, column] = [index >> 3, index & 7];
    const step = (isOnSide ? example[column]?.[row] : example[row]?.[column]) as number;
    return Math.min(255, Math.max(1, Math.floor((step * percent + 50) / 100)));
  });
}
