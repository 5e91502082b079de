import type { DatabaseSync } from 'node:sqlite';

export const readPragma = (database: DatabaseSync, name: 'page_size' | 'page_count'): number =>
  Number(database.prepare(`pragma ${name}`).get()?.[name]);
