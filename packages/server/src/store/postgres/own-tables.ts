import { readMigrations } from '../missing-migrations.ts';

/**
 * The names of the tables that the migrations of this version make, except the table of migrations itself. The tables
 * that another application may have in the same schema are not in the list. Undefined if this version does not know one
 * of the `applied` migrations, because that migration may have made more tables.
 */
export function ownTables(applied: readonly number[]): string[] | undefined {
  const migrations = readMigrations('postgres');
  const known = new Set(migrations.map(({ number }) => number));
  if (!applied.every((number) => known.has(number))) return undefined;
  return migrations.flatMap(({ sql }) => [...sql.matchAll(naming)].map(([, name = '']) => name));
}

/** A statement that gives a table its name. */
const naming = /^\s*(?:create table|alter table \w+ rename to) (\w+)/gm;
