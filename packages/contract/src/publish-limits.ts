/**
 * The maximum length of an idempotency key. The ids that clients generate are shorter, and a key of this length fits in
 * an index.
 */
export const longestIdempotencyKey = 200;

/** The maximum number of events in one batch. */
export const mostEventsOfBatch = 1000;
