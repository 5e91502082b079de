import { tryAgain } from './try-again.ts';

/** The SQLSTATE of a transaction or statement that PostgreSQL aborted to end a deadlock. */
const deadlock = '40P01';
const mostTries = 5;

/**
 * Repeats a transaction or statement that PostgreSQL aborted because of a deadlock. Each time, the work must read
 * everything from the database again.
 *
 * Transactions lock their rows in one order, but retention does not, and a migration locks whole tables. So deadlocks
 * remain possible.
 */
export const againAfterDeadlock = <Result>(work: () => Promise<Result>): Promise<Result> =>
  tryAgain(work, { after: isDeadlock, mostTries });

export const isDeadlock = (error: unknown): boolean => (error as { code?: unknown }).code === deadlock;
