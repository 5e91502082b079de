import { DatabaseSync } from 'node:sqlite';
import { readMigrations } from '../read-migrations.ts';
import { untilFree } from './until-free.ts';

/** Brings the file to the newest schema. Safe to start many times at once: the first takes the lock, the rest wait. */
export function migrateSqlite(file: string): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('pragma busy_timeout = 60000; pragma synchronous = full');
    untilFree(() => database.exec('pragma journal_mode = wal'));
    untilFree(() => database.exec('begin immediate'));
    database.exec(
      'create table if not exists migrations (number integer primary key, name text not null, applied_at integer not null)',
    );
    const done = new Set(
      database
        .prepare('select number from migrations')
        .all()
        .map((row) => row.number),
    );
    for (const { number, name, sql } of readMigrations('sqlite')) {
      if (done.has(number)) continue;
      database.exec(sql);
      database.prepare('insert into migrations values (?, ?, ?)').run(number, name, Date.now());
    }
    database.exec('commit');
  } finally {
    database.close();
  }
}
