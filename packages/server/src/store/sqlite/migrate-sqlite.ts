import { DatabaseSync } from 'node:sqlite';
import { type AppliedMigration, missingMigrations } from '../missing-migrations.ts';
import type { VetDatabase } from '../store.ts';
import { fileQueries } from './file-queries.ts';
import { untilFree } from './until-free.ts';

/** Several processes may call this at the same time. If `vet` throws, no migration is applied. */
export async function migrateSqlite(file: string, vet?: VetDatabase): Promise<void> {
  const database = new DatabaseSync(file);
  try {
    database.exec('pragma busy_timeout = 60000; pragma synchronous = full');
    untilFree(() => database.exec('pragma journal_mode = wal'));
    untilFree(() => database.exec('begin immediate'));
    database.exec(
      'create table if not exists migrations (number integer primary key, name text not null, applied_at integer not null)',
    );
    const applied = database
      .prepare('select number, name from migrations')
      .all() as unknown as AppliedMigration[];
    const missing = missingMigrations('sqlite', applied);
    await vet?.(fileQueries(database));
    for (const { number, name, sql } of missing) {
      database.exec(sql);
      database
        .prepare('insert into migrations (number, name, applied_at) values (?, ?, ?)')
        .run(number, name, Date.now());
    }
    database.exec('commit');
  } finally {
    database.close();
  }
}
