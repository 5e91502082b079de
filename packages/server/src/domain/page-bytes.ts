/**
 * Bodies of one page, in bytes. A body can have a megabyte, and a page 150 of them: that answer took 1.1 s, and ten at once
 * took 3.5 GB. The page ends early instead, and the next one goes on.
 */
export const pageBytes = 2 * 1024 * 1024;

/** How many of these, from the first, are within `bytes`: one at least, or nobody would ever get beyond it. */
export function countWithin(sizes: readonly number[], bytes: number): number {
  let sum = 0;
  const beyond = sizes.findIndex((size) => {
    sum += size;
    return sum > bytes;
  });
  return beyond === -1 ? sizes.length : Math.max(1, beyond);
}
