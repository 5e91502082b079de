import { tryAgain } from './try-again.ts';

/** The SQLSTATE of a transaction that PostgreSQL aborted to end a deadlock. */
const deadlock = '40P01';
const mostTries = 5;

/**
 * Repeats a transaction that PostgreSQL aborted because of a deadlock. Each time, the work must read everything from
 * the database again.
 *
 * Batches lock their rows in key order, but retention does not, so deadlocks remain possible.
 */
export const againAfterDeadlock = <Result>(work: () => Promise<Result>): Promise<Result> =>
  tryAgain(work, { after: isDeadlock, mostTries });

export const isDeadlock = (error: unknown): boolean => (error as { code?: unknown }).code === deadlock;
