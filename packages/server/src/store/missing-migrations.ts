// biome-ignore-all lint/style/noNonNullAssertion: other names are refused before
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ConfigError } from '../platform/config-error.ts';

export interface Migration {
  number: number;
  name: string;
  sql: string;
}

const folder = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Reads the migrations of an engine, in order. `000001-events.sql` runs on both engines.
 * `000003-deliveries.sqlite.sql` runs only on SQLite, and the file for PostgreSQL has the same number. A released
 * file must never change.
 */
function readMigrations(engine: 'sqlite' | 'postgres'): Migration[] {
  const migrations = readdirSync(folder)
    .map((file) => ({ file, parts: /^(\d{6})-([a-z0-9-]+)(?:\.(sqlite|postgres))?\.sql$/.exec(file) }))
    .filter(({ file, parts }) => {
      if (!parts)
        throw new Error(`migrations/${file} has no valid name. Name it NNNNNN-name[.sqlite|.postgres].sql.`);
      return parts[3] === undefined || parts[3] === engine;
    })
    .map(({ file, parts }) => ({
      number: Number(parts![1]),
      name: parts![2]!,
      sql: readFileSync(join(folder, file), 'utf8'),
    }))
    .sort((a, b) => a.number - b.number);
  for (const [index, { number }] of migrations.entries()) {
    if (migrations[index - 1]?.number === number)
      throw new Error(
        `migrations: two files have the number ${number}. Give the newer one the next free number.`,
      );
  }
  return migrations;
}

/**
 * Returns the migrations that a database has not had yet, or those of them that are wanted. Throws if it has had one, or
 * one is wanted, that this version does not know, because this version would then write wrong rows.
 */
export function missingMigrations(
  engine: 'sqlite' | 'postgres',
  had: ReadonlySet<number>,
  wanted?: ReadonlySet<number>,
): Migration[] {
  const migrations = readMigrations(engine);
  const known = new Set(migrations.map(({ number }) => number));
  const newer = [...had, ...(wanted ?? [])].find((number) => !known.has(number));
  if (newer !== undefined) {
    throw new ConfigError(
      `The database was migrated by a newer version (migration ${newer}). Start the newer version, or restore a backup from before the migration.`,
    );
  }
  return migrations.filter(({ number }) => !had.has(number) && (wanted?.has(number) ?? true));
}
