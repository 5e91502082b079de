/**
 * `EXPIRED`: older than the retention period. `ERASED`: the user was erased. `DAMAGED`: the stored body was changed
 * later.
 */
export const missingBodies = ['EXPIRED', 'ERASED', 'DAMAGED'] as const;

export type MissingBody = (typeof missingBodies)[number];
