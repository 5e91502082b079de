import type { Store } from '../store/store.ts';

export type RowLock = '' | 'for update';

/**
 * Makes PostgreSQL lock rows in the order of the query. Without this, two updates could lock the same rows in different
 * orders, and deadlock.
 */
export const inOrder = (engine: Store['engine']): RowLock => (engine === 'postgres' ? 'for update' : '');

/** Leaves out rows that another transaction has locked, so the query never waits for them. */
export const skipLocked = (engine: Store['engine']): string =>
  engine === 'postgres' ? 'for update skip locked' : '';
