/**
 * Why an event has no body. `EXPIRED`: the event is older than the retention period. `ERASED`: the user was erased.
 * `DAMAGED`: the stored body was changed after the event had happened.
 */
export const missingBodies = ['EXPIRED', 'ERASED', 'DAMAGED'] as const;

export type MissingBody = (typeof missingBodies)[number];
