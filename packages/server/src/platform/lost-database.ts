import { statSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { Reads } from '../store/store.ts';
import { databaseFile } from './database-file.ts';
import { keyFileOf } from './encryption-keys.ts';

/*
 * The first start of a server makes the database, and then the key. A key that is older than its database shows that an
 * earlier database was moved or deleted, for example with its volume. The server starts with an empty one, because a
 * missing database must not be a reason to refuse the first start.
 */

type DatabaseConfig = Pick<Config, 'dataDir' | 'databaseUrl' | 'encryptionKey'>;

/** The paths of a database and of the key that is older than it. */
export interface LostDatabase {
  database: string;
  keyFile: string;
}

/** A file system may store times less exactly than a database. */
const toleranceMs = 2000;

/**
 * Undefined unless the key file is older than the database. A database without migrations is about to be made. Keys in
 * the settings prove nothing, because they are made before the first start. A database in PostgreSQL is not beside its
 * key.
 */
export async function findLostDatabase(
  database: Reads,
  config: DatabaseConfig,
): Promise<LostDatabase | undefined> {
  const keyMadeAt = keyTime(config);
  if (keyMadeAt === undefined) return undefined;
  const row = await database.get<{ at: number | null }>('select min(applied_at) as at from migrations');
  const databaseMadeAt = row?.at ?? Number.POSITIVE_INFINITY;
  if (keyMadeAt + toleranceMs > databaseMadeAt) return undefined;
  return { database: databaseFile(config.dataDir), keyFile: keyFileOf(config) };
}

/** When the key file was last written. Undefined if there is none, or if it is not used beside a database. */
export function keyTime(config: DatabaseConfig): number | undefined {
  if (config.databaseUrl !== null || config.encryptionKey !== null) return undefined;
  return statSync(keyFileOf(config), { throwIfNoEntry: false })?.mtimeMs;
}
