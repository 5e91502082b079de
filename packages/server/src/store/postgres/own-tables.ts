import { readMigrations } from '../missing-migrations.ts';

/**
 * The tables that our migrations make. Another application may have other tables in the same schema. Undefined if one of
 * the `applied` migrations is unknown.
 */
export function ownTables(applied: readonly number[]): string[] | undefined {
  const migrations = readMigrations('postgres');
  const known = new Set(migrations.map(({ number }) => number));
  if (!applied.every((number) => known.has(number))) return undefined;
  return migrations.flatMap(({ sql }) => [...sql.matchAll(naming)].map(([, name = '']) => name));
}

const naming = /^\s*(?:create table|alter table \w+ rename to) (\w+)/gm;
