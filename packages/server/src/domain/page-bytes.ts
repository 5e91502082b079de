/**
 * The bodies in one page have at most about this many bytes together. A page with large bodies ends early, and the next
 * page continues. Without this limit, a page could have 150 bodies of a megabyte each. A response of 150 megabytes took
 * 1.1 s, and ten such responses at the same time took 3.5 GB of memory.
 */
export const pageBytes = 2 * 1024 * 1024;

/**
 * How many of these sizes fit into `bytes` together, counted from the first one. If there are sizes, returns at least
 * 1, because a client could not get past a page without items.
 */
export function countWithin(sizes: readonly number[], bytes: number): number {
  let sum = 0;
  const beyond = sizes.findIndex((size) => {
    sum += size;
    return sum > bytes;
  });
  return beyond === -1 ? sizes.length : Math.max(1, beyond);
}

/**
 * A SQL expression for the number of bytes in an event's bodies. SQLite and PostgreSQL compute the number
 * without reading the text.
 */
export const bytesOfBodies = (alias: string): string =>
  `coalesce(octet_length(${alias}.body), 0) + coalesce(octet_length(${alias}.payload_body), 0)`;
