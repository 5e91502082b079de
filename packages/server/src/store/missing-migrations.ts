// biome-ignore-all lint/style/noNonNullAssertion: a file whose name does not match is refused first
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
 * In order. `000001-events.sql` runs on both engines, `000003-deliveries.sqlite.sql` only on SQLite. A released file
 * must never change.
 */
export function readMigrations(engine: 'sqlite' | 'postgres'): Migration[] {
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

/** The name is absent if it is not known. */
export interface AppliedMigration {
  number: number;
  name?: string;
}

/**
 * A `contract-...` migration removes or changes what the previous version of the server still uses. All other
 * migrations only add. An unknown migration counts as `contract-...`.
 */
const isContract = ({ name = 'contract-' }: AppliedMigration): boolean => name.startsWith('contract-');

/**
 * Throws ConfigError if a newer version of the server may have removed something, because this version could write
 * wrong rows to such a database.
 */
export function missingMigrations(
  engine: 'sqlite' | 'postgres',
  had: readonly AppliedMigration[],
  wanted?: ReadonlySet<number>,
): Migration[] {
  const migrations = readMigrations(engine);
  const known = new Set(migrations.map(({ number }) => number));
  const unknown = [...had, ...[...(wanted ?? [])].map((number) => ({ number }))];
  const newer = unknown.find((one) => !known.has(one.number) && isContract(one));
  if (newer !== undefined) {
    throw new ConfigError(
      `The database was migrated by a newer version (migration ${newer.number}). Start the newer version, or restore a backup from before the migration.`,
    );
  }
  const done = new Set(had.map(({ number }) => number));
  return migrations.filter(({ number }) => !done.has(number) && (wanted?.has(number) ?? true));
}
