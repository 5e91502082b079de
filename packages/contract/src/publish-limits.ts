/** In characters. A key of this length still fits in an index of the database. */
export const longestIdempotencyKey = 200;

export const mostEventsOfBatch = 1000;
