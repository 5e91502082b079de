import type { Store } from '../store/store.ts';

export type RowLock = '' | 'for update';

/**
 * Makes PostgreSQL lock the rows in the query's order. An update by itself uses any order, so two updates could
 * deadlock.
 */
export const inOrder = (engine: Store['engine']): RowLock => (engine === 'postgres' ? 'for update' : '');

/** Leaves out rows that another transaction has locked, so the query never waits for them. */
export const skipLocked = (engine: Store['engine']): string =>
  engine === 'postgres' ? 'for update skip locked' : '';
