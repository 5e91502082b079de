import type { Store } from '../store/store.ts';

/** SQLite's `lower` changes only A to Z. On PostgreSQL, the database's locale would decide which letters change. */
export const lowerAscii = (text: string, engine: Store['engine']): string =>
  ({ sqlite: `lower(${text})`, postgres: `lower(${text} collate "C")` })[engine];
