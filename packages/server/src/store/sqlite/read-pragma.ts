import type { DatabaseSync } from 'node:sqlite';

export const readPragma = (
  database: DatabaseSync,
  name: 'data_version' | 'page_count' | 'page_size' | 'user_version',
): number => Number(database.prepare(`pragma ${name}`).get()?.[name]);
