import { statSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { Reads } from '../store/store.ts';
import { databaseFile } from './database-file.ts';
import { keyFileOf } from './encryption-keys.ts';

/*
 * The first start of a server makes the database, and then the key. So if a key is older than its database, an earlier
 * database was moved or deleted, for example with its volume. The server nevertheless starts, with an empty database.
 * It cannot refuse to start without a database, because there is none at the first start either.
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
 * Resolves with the paths if the key file is older than the database, and otherwise with undefined. A database without
 * migrations counts as newer than the key, because it is about to be made. If the keys are in the settings, the result
 * is undefined, because such keys are made before the first start. On PostgreSQL it is undefined, because the database
 * is not beside its key.
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

/**
 * When the key file was last written. Undefined if there is no such file, if the keys are in the settings, or if the
 * database is in PostgreSQL.
 */
export function keyTime(config: DatabaseConfig): number | undefined {
  if (config.databaseUrl !== null || config.encryptionKey !== null) return undefined;
  return statSync(keyFileOf(config), { throwIfNoEntry: false })?.mtimeMs;
}
