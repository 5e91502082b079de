import { DatabaseSync } from 'node:sqlite';

/**
 * Opens a SQLite file for reading. If it is damaged, throws the error that `damaged` makes from SQLite's description.
 */
export function openChecked(file: string, damaged: (finding: string) => Error): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true });
  const [result] = database.prepare('pragma integrity_check(1)').all() as { integrity_check: string }[];
  if (result?.integrity_check === 'ok') return database;
  database.close();
  throw damaged((result?.integrity_check ?? 'nothing').replace(/\s+/g, ' '));
}
