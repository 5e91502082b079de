import type { Store } from '../store/store.ts';

/**
 * SQL for a text with the letters A to Z in lower case. SQLite's `lower` changes no other letters. On PostgreSQL, the
 * locale of the database would decide which letters change.
 */
export const lowerAscii = (text: string, engine: Store['engine']): string =>
  ({ sqlite: `lower(${text})`, postgres: `lower(${text} collate "C")` })[engine];
