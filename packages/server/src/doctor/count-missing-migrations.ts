import { type AppliedMigration, missingMigrations } from '../store/missing-migrations.ts';
import type { ExaminedDatabase } from './open-database.ts';
import { unlessMissing } from './unless-missing.ts';

/**
 * How many migrations the next start of a server would apply. Null if no server has used the database. Throws
 * ConfigError if the database is too new for this version.
 */
export async function countMissingMigrations({
  engine,
  queries,
}: Pick<ExaminedDatabase, 'engine' | 'queries'>): Promise<number | null> {
  const rows = await unlessMissing(queries.all<AppliedMigration>('select number, name from migrations'), []);
  return rows.length === 0 ? null : missingMigrations(engine, rows).length;
}
