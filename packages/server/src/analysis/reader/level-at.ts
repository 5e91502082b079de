/**
 * The brightness of the pixel with this rank, counted from the darkest. `counts` has the number of pixels of each
 * brightness.
 */
export function levelAt(counts: Uint32Array, rank: number): number {
  let left = rank;
  for (const [level, count] of counts.entries()) {
    left -= count;
    if (left <= 0) return level;
  }
  return 255;
}
