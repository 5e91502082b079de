/**
 * A page whose bodies exceed this size ends early. Otherwise, a page could have 150 bodies of a megabyte: ten such
 * responses took 3.5 GB of memory.
 */
export const pageBytes = 2 * 1024 * 1024;

/**
 * Returns how many of the sizes, from the first, fit into `bytes`. At least one item fits, so that every page makes
 * progress.
 */
export function countWithin(sizes: readonly number[], bytes: number): number {
  let sum = 0;
  const beyond = sizes.findIndex((size) => {
    sum += size;
    return sum > bytes;
  });
  return beyond === -1 ? sizes.length : Math.max(1, beyond);
}

/** SQL for the size of an event's bodies. SQLite and PostgreSQL compute this size without reading the text. */
export const bytesOfBodies = (alias: string): string =>
  `coalesce(octet_length(${alias}.body), 0) + coalesce(octet_length(${alias}.payload_body), 0)`;
