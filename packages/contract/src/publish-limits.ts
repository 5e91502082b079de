/**
 * The maximum length of an idempotency key, in characters. Usual keys, such as UUIDs, are much shorter. A key of this
 * length still fits in an index of the database.
 */
export const longestIdempotencyKey = 200;

/** The maximum number of events in one batch. */
export const mostEventsOfBatch = 1000;
