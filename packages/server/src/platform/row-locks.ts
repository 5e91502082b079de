import type { Store } from '../store/store.ts';

export type RowLock = '' | 'for update';

/**
 * The last clause of a query. With it, PostgreSQL locks the rows in the query's order. An update by itself locks rows
 * in any order, so two updates could deadlock. SQLite does not need this, because it has only one writer at a time.
 */
export const inOrder = (engine: Store['engine']): RowLock => (engine === 'postgres' ? 'for update' : '');

/**
 * The last clause of a query. With it, the query leaves out rows that another transaction has locked, and so never
 * waits for them.
 */
export const skipLocked = (engine: Store['engine']): string =>
  engine === 'postgres' ? 'for update skip locked' : '';
