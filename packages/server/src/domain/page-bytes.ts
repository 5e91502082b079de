/**
 * The bodies of one page together, in bytes. A body can have a megabyte, and a page 150 of them: that response took
 * 1.1 s, and ten at once took 3.5 GB. Such a page ends early instead, and the next one continues.
 */
export const pageBytes = 2 * 1024 * 1024;

/** How many of these sizes, from the first on, fit within `bytes`. At least one, or paging would never advance. */
export function countWithin(sizes: readonly number[], bytes: number): number {
  let sum = 0;
  const beyond = sizes.findIndex((size) => {
    sum += size;
    return sum > bytes;
  });
  return beyond === -1 ? sizes.length : Math.max(1, beyond);
}
