import { DatabaseSync } from 'node:sqlite';

/**
 * Opens a SQLite file for reading, and checks its integrity. If SQLite finds damage, throws the error that `damaged`
 * makes from SQLite's description of it.
 */
export function openChecked(file: string, damaged: (finding: string) => Error): DatabaseSync {
  const database = new DatabaseSync(file, { readOnly: true });
  const [result] = database.prepare('pragma integrity_check(1)').all() as { integrity_check: string }[];
  if (result?.integrity_check === 'ok') return database;
  database.close();
  // SQLite's description may have several lines. The error gets it as one line.
  throw damaged((result?.integrity_check ?? 'nothing').replace(/\s+/g, ' '));
}
