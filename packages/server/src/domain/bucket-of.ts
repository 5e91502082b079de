/*
 * The log is searched by user and by source, both of which are random. An index on a random column dirties a page for
 * every event: it caused most of what a commit writes (379 MB for 40,000 events; 72 MB without it) and more than half of
 * its CPU (26 µs an event; 10 without it). So events are spread over a few buckets by their user, and the index is
 * ordered by bucket and then by time: a batch appends at sixteen places, and a search reads a sixteenth of the index
 * and no bodies.
 */

export const bucketCount = 16;

/** The bucket of an event, from its user, or from its source where it has no user. */
export function bucketOf(userOrSource: string): number {
  let hash = 0;
  for (let n = Math.max(0, userOrSource.length - 8); n < userOrSource.length; n++) {
    hash = (hash * 31 + userOrSource.charCodeAt(n)) | 0;
  }
  return (hash >>> 4) % bucketCount;
}
