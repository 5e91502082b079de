/*
 * The log is searched by user and by source, both random. An index on a random column dirties a page for every event:
 * it made two thirds of what a commit writes (379 MB for 40,000 events, 72 without it) and half of its CPU (26 µs an
 * event, 10 without). So events are spread over a few buckets by their user, and the index is by bucket and then by
 * time: a batch appends at sixteen places, and a search reads a sixteenth of the index and none of the bodies.
 */

export const bucketCount = 16;

/** The bucket of a user's events; of an event without a user, that of its source. */
export function bucketOf(userOrSource: string): number {
  let hash = 0;
  for (let n = Math.max(0, userOrSource.length - 8); n < userOrSource.length; n++) {
    hash = (hash * 31 + userOrSource.charCodeAt(n)) | 0;
  }
  return (hash >>> 4) % bucketCount;
}
